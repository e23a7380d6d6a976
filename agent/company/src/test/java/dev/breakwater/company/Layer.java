package dev.breakwater.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library that an application calls its provider through.
 *
 * @param title what the table calls it
 * @param jars its folder in {@code target/layers}
 * @param artifact whose version the table shows
 * @param program its application, in {@code src/test/layers}
 * @param api what the provider is to it
 * @param given the path of the base URL that the application is told; the layer adds the rest
 * @param ways how the application asks
 * @param remark what the table has to add
 */
record Layer(
        String title,
        String jars,
        String artifact,
        String program,
        Api api,
        String given,
        List<Way> ways,
        String remark) {
    private static final Path FOLDER = Path.of("target", "layers");

    /** A provider's API: the dialect, the path of its base URL in the policy, and whether requests are signed. */
    enum Api {
        OPENAI("/v1", false),
        ANTHROPIC("", false),
        GEMINI("/v1beta", false),
        BEDROCK("", true);

        final String path;
        final boolean signed;

        Api(String path, boolean signed) {
            this.path = path;
            this.signed = signed;
        }
    }

    /** One way to ask, and the HTTP client at its bottom. */
    record Way(String name, String transport, boolean alsoWhenAllIsDown) {}

    private static final String OKHTTP = "OkHttp";
    private static final String JDK = "JDK";
    private static final String APACHE5 = "Apache 5";
    private static final String APACHE4 = "Apache 4";
    private static final String AWS_NETTY = "AWS Netty";
    private static final String URL_CONNECTION = "HttpURLConnection";

    static Stream<Layer> all() {
        return Stream.of(
                layer("google-genai", "google-genai", "GoogleGenAi", Api.GEMINI, "")
                        .asking("plain", OKHTTP)
                        .askingWhileUp("stream", OKHTTP),
                layer("Spring AI 1", "spring-ai-1/spring-ai-openai", "SpringAi1", Api.OPENAI, "")
                        .asking("jdk", JDK)
                        .asking("apache5", APACHE5)
                        .remarking(
                                " after its own first retry; the eight later ones, over 20 minutes, are not waited for"),
                layer("Spring AI 2", "spring-ai-2/spring-ai-openai", "SpringAi2", Api.OPENAI, "/v1")
                        .asking("plain", OKHTTP),
                layer("AWS SDK 2", "aws-sdk-2/bedrockruntime", "AwsSdk2", Api.BEDROCK, "")
                        .asking("converse", APACHE4),
                layer("AWS SDK 2, asynchronous", "aws-sdk-2/bedrockruntime", "AwsSdk2Async", Api.BEDROCK, "")
                        .asking("converse", AWS_NETTY)
                        .asking("stream", AWS_NETTY),
                layer("LangChain4j", "langchain4j/langchain4j-open-ai", "LangChain4j", Api.OPENAI, "/v1")
                        .asking("plain", JDK)
                        .asking("stream", JDK),
                layer("anthropic-java", "anthropic-java", "AnthropicJava", Api.ANTHROPIC, "")
                        .asking("plain", OKHTTP)
                        .asking("stream", OKHTTP),
                layer("Retrofit", "retrofit", "Retrofits", Api.OPENAI, "/v1")
                        .asking("plain", OKHTTP)
                        .asking("future", OKHTTP),
                layer("Feign", "feign/feign-core", "Feigns", Api.OPENAI, "/v1")
                        .asking("okhttp", OKHTTP)
                        .asking("apache5", APACHE5)
                        .asking("default", URL_CONNECTION),
                layer("Spring RestClient, RestTemplate", "spring-web", "SpringWeb", Api.OPENAI, "/v1")
                        .asking("client-jdk", JDK)
                        .asking("client-apache5", APACHE5)
                        .asking("template-jdk", JDK)
                        .asking("template-apache5", APACHE5)
                        .asking("template-default", URL_CONNECTION));
    }

    /** @param jars folder and artifact, or the one name that both have */
    private static Layer layer(String title, String jars, String program, Api api, String given) {
        String[] folderAndArtifact = jars.split("/", -1);
        String artifact = folderAndArtifact[folderAndArtifact.length - 1];
        return new Layer(title, folderAndArtifact[0], artifact, program, api, given, List.of(), "");
    }

    private Layer asking(String way, String transport) {
        return with(new Way(way, transport, true));
    }

    /** Without the outage: the library's own pauses, up to a minute of them, are waited for once only. */
    private Layer askingWhileUp(String way, String transport) {
        return with(new Way(way, transport, false));
    }

    private Layer with(Way way) {
        List<Way> more = new ArrayList<>(ways);
        more.add(way);
        return new Layer(title, jars, artifact, program, api, given, List.copyOf(more), remark);
    }

    private Layer remarking(String remarked) {
        return new Layer(title, jars, artifact, program, api, given, ways, remarked);
    }

    /** The same jars with another program. */
    Layer running(String other) {
        return new Layer(title, jars, artifact, other, api, given, ways, remark);
    }

    Path folder() {
        return FOLDER.resolve(jars);
    }

    /** Read off the jar that is really there. */
    String version() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(artifact + "-[0-9].*\\.jar"))
                    .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
