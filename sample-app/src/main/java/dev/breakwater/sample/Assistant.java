package dev.breakwater.sample;

/** Answers questions with a language model. Each implementation is one client library used as its manual says. */
interface Assistant {

    /**
     * The whole answer.
     *
     * @throws RuntimeException of the client's own making when the provider does not answer
     */
    String answer(String question, String model);
}
