package dev.breakwater.dialect;

/** What a provider meant by an error, whatever its status and wording. The engine decides by this and by nothing else. */
public enum ErrorKind {
    /** Too many requests or tokens for now; the same key works again later. */
    RATE_LIMITED,
    /** The provider has no capacity (529, 503 overloaded): not the key's fault. */
    OVERLOADED,
    /** 5xx without a better name. */
    SERVER_ERROR,
    /** 408, 409, 425 and their like: worth another try. */
    TRANSIENT,
    /** The account's quota, credit or spend limit is used up; waiting does not help. */
    QUOTA_EXHAUSTED,
    /** 401, 403: this key is not accepted. */
    KEY_REJECTED,
    /** The prompt is longer than the model's window. */
    CONTEXT_LENGTH,
    /** The provider refused the content. Never routed around. */
    CONTENT_FILTER,
    /** This model or deployment does not exist here, or no longer. */
    MODEL_UNAVAILABLE,
    /** The request itself is wrong: 400, 404, 413, 422 and other 4xx. Never sent again. */
    BAD_REQUEST
}
