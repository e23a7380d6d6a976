package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a translation knows from what it must not pass over in silence. */
final class Allowed {
    private Allowed() {}

    /** Refuses an object with a field that is neither known nor without a value. */
    static void only(Set<String> known, JsonObject object, String where) throws UntranslatableException {
        for (String name : object.names()) {
            if (!known.contains(name) && !saysNothing(object.get(name))) {
                throw new UntranslatableException("`" + name + "`" + where);
            }
        }
    }

    /** Refuses an object in which one of these fields asks for something. */
    static void none(JsonObject object, String... names) throws UntranslatableException {
        for (String name : names) {
            if (!saysNothing(object.get(name))) {
                throw new UntranslatableException("`" + name + "`");
            }
        }
    }

    /** null, false, 0, empty: what a field says that asks for nothing. */
    static boolean saysNothing(@Nullable Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || (value instanceof BigDecimal number && number.signum() == 0)
                || (value instanceof String text && text.isEmpty())
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof JsonObject object && object.names().isEmpty());
    }

    static Set<String> names(String... names) {
        return Set.copyOf(Arrays.asList(names));
    }
}
