package dev.breakwater.policy.yaml;

import java.util.Locale;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * What YAML 1.1 takes a scalar for, as SnakeYAML's resolver and Jackson on top of it see it: base 60 alone is left to be
 * text where it has no point, for it is more often a time or an address. Written out, because the resolver compiles nine
 * regular expressions in every start of an application.
 */
final class ScalarKind {
    private static final String STANDARD = "tag:yaml.org,2002:";
    /** The resolver's limit. */
    private static final int LONGEST_NUMBER = 1024;

    private ScalarKind() {}

    static Node.Kind of(ScalarEvent scalar) {
        String tag = scalar.getTag();
        if (tag != null && !tag.equals("!")) {
            return tagged(tag, scalar.getValue());
        }
        return scalar.getImplicit().canOmitTagInPlainScalar() ? plain(scalar.getValue()) : Node.Kind.TEXT;
    }

    private static Node.Kind plain(String value) {
        return switch (value) {
            case "", " ", "~", "null", "Null", "NULL" -> Node.Kind.NULL;
            case "yes", "Yes", "YES", "no", "No", "NO" -> Node.Kind.BOOLEAN;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Node.Kind.BOOLEAN;
            case "on", "On", "ON", "off", "Off", "OFF" -> Node.Kind.BOOLEAN;
            default -> isNumber(value) ? Node.Kind.NUMBER : Node.Kind.TEXT;
        };
    }

    /** A tag counts for quoted values as well. What does not look like its tag is text. */
    private static Node.Kind tagged(String tag, String value) {
        return switch (tag.startsWith(STANDARD) ? tag.substring(STANDARD.length()) : tag) {
            case "bool" -> isTaggedBoolean(value) ? Node.Kind.BOOLEAN : Node.Kind.TEXT;
            case "int" -> isTaggedInteger(value) ? Node.Kind.NUMBER : Node.Kind.TEXT;
            case "float" -> value.isEmpty() ? Node.Kind.TEXT : Node.Kind.NUMBER;
            case "null" -> value.isEmpty() ? Node.Kind.TEXT : Node.Kind.NULL;
            default -> Node.Kind.TEXT;
        };
    }

    private static boolean isTaggedBoolean(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "y", "n", "yes", "no", "on", "off", "true", "false" -> true;
            default -> false;
        };
    }

    private static boolean isTaggedInteger(String value) {
        int start = afterSign(value);
        return start < value.length() && isInteger(value.toLowerCase(Locale.ROOT), start);
    }

    private static boolean isNumber(String value) {
        int start = afterSign(value);
        if (start == value.length() || value.length() > LONGEST_NUMBER) {
            return false;
        }
        char first = value.charAt(start);
        if (first == '.') {
            return isFraction(value, start);
        }
        return isDigit(first) && (isInteger(value, start) || isFloat(value, start));
    }

    private static int afterSign(String value) {
        return value.startsWith("-") || value.startsWith("+") ? 1 : 0;
    }

    /** Base 2 ({@code 0b}), 8 ({@code 0}), 16 ({@code 0x}) or 10. */
    private static boolean isInteger(String value, int start) {
        if (value.charAt(start) != '0') {
            return areDigits(value, start, 10);
        }
        if (value.length() == start + 1) {
            return true;
        }
        return switch (value.charAt(start + 1)) {
            case 'b' -> areDigits(value, start + 2, 2);
            case 'x' -> areDigits(value, start + 2, 16);
            default -> areDigits(value, start + 1, 8);
        };
    }

    /** Whether the rest is digits and underscores, with one digit at least. */
    private static boolean areDigits(String value, int from, int radix) {
        boolean any = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '_') {
                if (c > 'f' || Character.digit(c, radix) < 0) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /** {@code 1.}, {@code 1.5e3}, {@code 1e3}, {@code 1:30.5}. */
    private static boolean isFloat(String value, int start) {
        int whole = skipDigits(value, start);
        int i = whole;
        while (isSexagesimal(value, i)) {
            i += isDigitAt(value, i + 2) ? 3 : 2;
        }
        boolean sexagesimal = i > whole;
        if (i < value.length() && value.charAt(i) == '.') {
            i = skipDigits(value, i + 1);
            return i == value.length() || (!sexagesimal && isExponent(value, i));
        }
        return !sexagesimal && isExponent(value, i);
    }

    /** Whether a colon and a number below 60 stand here. */
    private static boolean isSexagesimal(String value, int i) {
        if (i >= value.length() || value.charAt(i) != ':' || !isDigitAt(value, i + 1)) {
            return false;
        }
        return !isDigitAt(value, i + 2) || (value.charAt(i + 1) <= '5' && !isDigitAt(value, i + 3));
    }

    /** {@code .5}, {@code .5e3}, {@code .inf}, {@code .nan}. */
    private static boolean isFraction(String value, int start) {
        return switch (value.substring(start)) {
            case ".inf", ".Inf", ".INF" -> true;
            case ".nan", ".NaN", ".NAN" -> start == 0;
            default -> {
                int end = skipDigits(value, start + 1);
                yield end > start + 1 && (end == value.length() || isExponent(value, end));
            }
        };
    }

    private static boolean isExponent(String value, int start) {
        if (start >= value.length() || (value.charAt(start) != 'e' && value.charAt(start) != 'E')) {
            return false;
        }
        int first = start + 1;
        if (first < value.length() && (value.charAt(first) == '-' || value.charAt(first) == '+')) {
            first++;
        }
        int i = first;
        while (isDigitAt(value, i)) {
            i++;
        }
        return i > first && i == value.length();
    }

    /** To behind the digits and underscores. */
    private static int skipDigits(String value, int from) {
        int i = from;
        while (isDigitAt(value, i) || (i < value.length() && value.charAt(i) == '_')) {
            i++;
        }
        return i;
    }

    private static boolean isDigitAt(String value, int i) {
        return i < value.length() && isDigit(value.charAt(i));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
