import java.io.File;
import java.util.Arrays;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Makes an executable jar; arguments: the application's jar, the jar to write, the libraries. */
public final class BootPacker {
    public static void main(String[] arguments) throws Exception {
        Repackager repackager = new Repackager(new File(arguments[0]));
        repackager.setMainClass("BootApp");
        repackager.repackage(new File(arguments[1]), libraries -> {
            for (String jar : Arrays.asList(arguments).subList(2, arguments.length)) {
                libraries.library(new Library(new File(jar), LibraryScope.COMPILE));
            }
        });
    }
}
