package io.cofre.core.s3;

import io.cofre.api.transport.RequestHead;
import io.cofre.core.identity.Caller;
import java.time.Duration;

/// Hears of every request that was answered, for metrics and access logs. Thread-safe.
@FunctionalInterface
public interface RequestObserver {
  /// Hears nothing.
  RequestObserver NONE = _ -> {};

  /// What is known of an answered request. Its head holds signatures: whoever writes it down
  /// redacts the query.
  ///
  /// @param head the request's head
  /// @param requestId the id it was answered with
  /// @param operation the operation's name, `Unknown` when none was found
  /// @param caller who asked, with empty names when unknown
  /// @param outcome how it ended
  /// @param received how many bytes of body were read
  /// @param sent how many bytes of body were sent
  /// @param duration from the request's head to the answer's end
  record Observation(
      RequestHead head,
      String requestId,
      String operation,
      Caller caller,
      Outcome outcome,
      long received,
      long sent,
      Duration duration) {}

  /// How a request ended.
  ///
  /// @param status the HTTP status, 0 when none was sent
  /// @param error the error's code, empty when it went well
  /// @param complete whether the answer was sent to its end
  record Outcome(int status, String error, boolean complete) {}

  /// Take note of a request.
  void observed(Observation observation);
}
