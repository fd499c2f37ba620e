package io.cofre.core.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One answered request, as metrics and the access log take it.
///
/// @param time when it arrived
/// @param id the request id that the client was given
/// @param remote the address of the client
/// @param method the HTTP method
/// @param path the path, still percent-encoded
/// @param query the query, still percent-encoded and not yet redacted, empty when absent
/// @param operation the name of the operation, one of a fixed list; it becomes a label
/// @param status the HTTP status
/// @param error the error code, empty when it went well
/// @param received bytes of the request's body
/// @param sent bytes of the answer's body
/// @param duration from the request's head to the end of the answer
/// @param agent the client's user agent, empty when it sent none
/// @param accessKey the id of the access key, empty for anonymous requests
public record RequestRecord(
    Instant time,
    String id,
    String remote,
    String method,
    String path,
    String query,
    String operation,
    int status,
    Optional<String> error,
    long received,
    long sent,
    Duration duration,
    String agent,
    Optional<String> accessKey) {}
