import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads "way question" from standard input, a line each, and prints what came of it, a line each. */
final class Questions {
    static final String KEY = "sk-application";

    /** One way to ask. */
    interface Way {
        String ask(String question) throws Exception;
    }

    private Questions() {}

    static void answer(Map<String, Way> ways) throws IOException {
        System.out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            System.out.println(answer(ways.get(words[0]), words[1]));
        }
        // Some libraries' threads would keep the JVM for a minute.
        System.exit(0);
    }

    private static String answer(Way way, String question) {
        try {
            return "OK " + way.ask(question).replace('\n', ' ');
        } catch (Exception | LinkageError e) {
            return "FAILED " + e.toString().replace('\n', ' ');
        }
    }

    /** A chat completion's request, for layers that know of HTTP only. */
    static String chat(String question) {
        return "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
    }
}
