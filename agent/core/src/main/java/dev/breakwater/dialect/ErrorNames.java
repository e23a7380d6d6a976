package dev.breakwater.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types, codes and states of errors that are clear by themselves, of every provider, in lower case. */
final class ErrorNames {
    private static final Map<String, ErrorKind> KINDS = new HashMap<>();

    static {
        all(
                ErrorKind.QUOTA_EXHAUSTED,
                "insufficient_quota, credit_balance_exhausted, organization_usage_limit_exceeded,"
                        + " organization_spend_limit_exceeded, project_spend_limit_exceeded, billing_hard_limit_reached,"
                        + " billing_not_active, billing_error, enforced_spend_limit_reached, insufficient_balance,"
                        + " exceeded_current_quota_error, quota_exceeded, servicequotaexceededexception");
        all(
                ErrorKind.RATE_LIMITED,
                "rate_limit_exceeded, rate_limit_error, rate_limited, rate_limit_reached, ratelimitreached,"
                        + " ratelimitexceeded, rate_limit_reached_error, too_many_requests, toomanyrequests, slow_down,"
                        + " throttlingexception, throttling, resource_exhausted, requests_limit_exceeded");
        all(
                ErrorKind.OVERLOADED,
                "overloaded_error, overloaded, server_is_overloaded, engine_overloaded, engine_overloaded_error,"
                        + " model_overloaded, capacity_exceeded, service_tier_capacity_exceeded,"
                        + " service_unavailable_error, service_unavailable, unavailable, serviceunavailableexception,"
                        + " modelnotreadyexception, nocapacity, no_capacity");
        all(
                ErrorKind.SERVER_ERROR,
                "server_error, api_error, internal_error, internal_server_error, internal, internalserverexception,"
                        + " internalserverror, modelstreamerrorexception, internal_failure, unknown_error");
        all(
                ErrorKind.TRANSIENT,
                "timeout_error, request_timeout, timeout, deadline_exceeded, aborted, modeltimeoutexception,"
                        + " conflict_error");
        all(
                ErrorKind.KEY_REJECTED,
                "invalid_api_key, incorrect_api_key, authentication_error, permission_error, permission_denied,"
                        + " unauthenticated, unauthorized, api_key_invalid, api_key_expired, account_deactivated,"
                        + " unrecognizedclientexception, accessdeniedexception, expiredtokenexception,"
                        + " invalidsignatureexception, incompletesignature, missingauthenticationtokenexception");
        all(
                ErrorKind.CONTEXT_LENGTH,
                "context_length_exceeded, exceed_context_size_error, context_window_exceeded,"
                        + " model_context_window_exceeded, model_max_prompt_tokens_exceeded");
        all(
                ErrorKind.CONTENT_FILTER,
                "content_filter, content_policy_violation, responsibleaipolicyviolation, invalid_prompt,"
                        + " moderation_blocked, data_inspection_failed, prohibited_content, safety");
        all(
                ErrorKind.MODEL_UNAVAILABLE,
                "model_not_found, deploymentnotfound, deployment_not_found, invalid_model, model_decommissioned,"
                        + " model_not_available, model_terms_required, model_deprecated, resourcenotfoundexception,"
                        + " model_permission_blocked_org, model_permission_blocked_project");
        all(ErrorKind.BAD_REQUEST, "modelerrorexception, request_too_large, unprocessable_entity");
    }

    private ErrorNames() {}

    /** The kind of the first name that has one, a used-up quota before all others. */
    static @Nullable ErrorKind kind(List<String> names) {
        ErrorKind first = null;
        for (String name : names) {
            ErrorKind kind = KINDS.get(name);
            if (kind == ErrorKind.QUOTA_EXHAUSTED) {
                return kind;
            }
            if (first == null) {
                first = kind;
            }
        }
        return first;
    }

    private static void all(ErrorKind kind, String names) {
        for (String name : names.split(",", -1)) {
            KINDS.put(name.strip(), kind);
        }
    }
}
