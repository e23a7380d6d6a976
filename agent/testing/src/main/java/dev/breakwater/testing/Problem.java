package dev.breakwater.testing;

/** What a provider complains about; each wire format has its own words for it. */
enum Problem {
    RATE_LIMITED(429, "Rate limit reached for requests"),
    QUOTA_EXHAUSTED(429, "You exceeded your current quota, please check your plan and billing details"),
    SERVER_ERROR(500, "The server had an error while processing your request"),
    UNAVAILABLE(503, "The engine is currently overloaded, please try again later"),
    OVERLOADED(529, "Overloaded"),
    BAD_KEY(401, "Incorrect API key provided"),
    BAD_REQUEST(400, "Invalid request"),
    MODEL_NOT_FOUND(404, "The model does not exist or you do not have access to it");

    private final int status;
    private final String message;

    Problem(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }
}
