package io.cofre.core.s3;

import java.time.Duration;

/// Hears of every request that was answered, for metrics and access logs. Thread-safe.
@FunctionalInterface
public interface RequestObserver {
  /// Hears nothing.
  RequestObserver NONE = _ -> {};

  /// What is known of an answered request; it holds no secret.
  ///
  /// @param requestId the id it was answered with
  /// @param operation the operation's name, `Unknown` when none was found
  /// @param account who asked, empty when unknown
  /// @param method the HTTP method
  /// @param path the raw path, without the query
  /// @param status the HTTP status
  /// @param bytes how many bytes of body were sent
  /// @param duration from the request's head to the answer's end
  /// @param complete whether the answer was sent to its end
  record Observation(
      String requestId,
      String operation,
      String account,
      String method,
      String path,
      int status,
      long bytes,
      Duration duration,
      boolean complete) {}

  /// Take note of a request.
  void observed(Observation observation);
}
