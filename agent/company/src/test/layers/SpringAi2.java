import java.util.Map;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI 2, which stands upon openai-java. */
final class SpringAi2 {
    public static void main(String[] arguments) throws Exception {
        OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
        options.baseUrl(arguments[0]);
        options.apiKey(Questions.KEY);
        options.model("gpt-test");
        OpenAiChatModel model =
                OpenAiChatModel.builder().options(options.build()).build();
        Questions.answer(Map.of("plain", model::call));
    }
}
