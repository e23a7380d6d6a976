package dev.breakwater.sample;

import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /answer?question=...&via=langchain4j}: one question, one answer, by the client of your choice. */
@RestController
class AnswerController {

    private final Map<String, Assistant> assistants;
    private final LlmProperties llm;

    AnswerController(Map<String, Assistant> assistants, LlmProperties llm) {
        this.assistants = assistants;
        this.llm = llm;
    }

    /** An answer and who gave it. */
    record Answer(String via, String text) {}

    @GetMapping("/answer")
    Answer answer(
            @RequestParam String question,
            @RequestParam(defaultValue = "openai-java") String via,
            @RequestParam Optional<String> model) {
        Assistant assistant = assistants.get(via);
        if (assistant == null) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "via must be one of "
                            + assistants.keySet().stream().sorted().toList());
        }
        return new Answer(via, assistant.answer(question, model.orElse(llm.model())));
    }

    @ExceptionHandler
    ProblemDetail notAnswered(RuntimeException failure) throws RuntimeException {
        if (failure instanceof ResponseStatusException) {
            throw failure;
        }
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.BAD_GATEWAY);
        problem.setTitle("The model did not answer");
        problem.setDetail(innermost(failure).toString());
        return problem;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
