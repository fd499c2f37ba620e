package io.cofre.core.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One use of a key of a KMS, as the key log takes it.
///
/// @param time when it ended
/// @param requestId of the request it served; empty for the server's own work
/// @param accessKey the id of the key that signed the request, where one did
/// @param kms the configured name of the instance
/// @param operation what was asked, one of a fixed list
/// @param key the key, where one is meant
/// @param context what the data key belongs to; it is bound to the wrapped key and no secret
/// @param served where the answer came from, one of a fixed list
/// @param error why there was none, one of a fixed list
/// @param duration how long the caller waited
public record KeyUseRecord(
    Instant time,
    Optional<String> requestId,
    Optional<String> accessKey,
    String kms,
    String operation,
    Optional<String> key,
    Map<String, String> context,
    String served,
    Optional<String> error,
    Duration duration) {}
