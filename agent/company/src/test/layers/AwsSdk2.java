import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The AWS SDK over Apache HttpClient 4; its requests are signed. */
final class AwsSdk2 {
    public static void main(String[] arguments) throws Exception {
        BedrockRuntimeClient client = BedrockRuntimeClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIDAPPLICATION", "secret-of-the-application")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
        Questions.answer(Map.of("converse", question -> converse(client, question)));
    }

    private static String converse(BedrockRuntimeClient client, String question) {
        Message message = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(question))
                .build();
        return client.converse(request -> request.modelId("model-test").messages(message))
                .output()
                .message()
                .content()
                .get(0)
                .text();
    }
}
