import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The AWS SDK's asynchronous client over its default, Netty; its requests are signed and its streams come in binary frames. */
final class AwsSdk2Async {
    public static void main(String[] arguments) throws Exception {
        BedrockRuntimeAsyncClient client = BedrockRuntimeAsyncClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIDAPPLICATION", "secret-of-the-application")))
                // For Bedrock the default is HTTP/2, which the test's provider does not speak.
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .build();
        Questions.answer(Map.of(
                "converse", question -> converse(client, question),
                "stream", question -> stream(client, question)));
    }

    private static String converse(BedrockRuntimeAsyncClient client, String question) throws Exception {
        return client.converse(request -> request.modelId("model-test").messages(message(question)))
                .get(60, TimeUnit.SECONDS)
                .output()
                .message()
                .content()
                .get(0)
                .text();
    }

    private static String stream(BedrockRuntimeAsyncClient client, String question) throws Exception {
        StringBuffer text = new StringBuffer();
        ConverseStreamResponseHandler handler = ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(event -> text.append(event.delta().text()))
                        .onMessageStop(event -> text.append(" stopped: ").append(event.stopReason()))
                        .build())
                .build();
        client.converseStream(request -> request.modelId("model-test").messages(message(question)), handler)
                .get(60, TimeUnit.SECONDS);
        return text.toString();
    }

    private static Message message(String question) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(question))
                .build();
    }
}
