import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat that deploys one web application many times over, calls it each time and sees whether what it threw away goes:
 * working directory, directory of the application, its model's two base URLs, how often.
 */
public final class TomcatApp {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[0]);
        tomcat.setPort(0);
        tomcat.getConnector();
        tomcat.getHost();
        tomcat.start();
        List<WeakReference<ClassLoader>> discarded = new ArrayList<>();
        for (int deployment = 0; deployment < Integer.parseInt(arguments[4]); deployment++) {
            discarded.add(deployAndDiscard(tomcat, Path.of(arguments[1]), "?url=" + arguments[2] + "&limited=" + arguments[3]));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (alive(discarded) > 0 && System.nanoTime() < deadline) {
            System.gc();
            Thread.sleep(20);
        }
        System.out.println("alive: " + alive(discarded));
        tomcat.stop();
        System.exit(0);
    }

    private static WeakReference<ClassLoader> deployAndDiscard(Tomcat tomcat, Path application, String query)
            throws IOException {
        Context context = tomcat.addContext("/app", application.toString());
        Tomcat.addServlet(context, "ask", "AskServlet");
        context.addServletMappingDecoded("/ask", "ask");
        System.out.println(get(tomcat.getConnector().getLocalPort(), "/app/ask" + query));
        WeakReference<ClassLoader> loader =
                new WeakReference<>(context.getLoader().getClassLoader());
        // Stops and destroys it.
        tomcat.getHost().removeChild(context);
        return loader;
    }

    /** By hand: a client that the agent hooks would start it here, and not in the web application. */
    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
