package io.cofre.core.boot;

import io.cofre.core.config.CofreConfig;
import io.cofre.core.observe.AccessLog;
import io.cofre.core.observe.LineLog;
import io.cofre.core.observe.Metrics;
import io.cofre.core.observe.RequestMetrics;
import io.cofre.core.observe.RequestRecord;
import io.cofre.core.s3.RequestObserver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Hands every answered request to the metrics and, if the operator wants one, to the access log.
///
/// @param metrics counts requests
/// @param logs one access log, or none
record RequestNotes(RequestMetrics metrics, List<LineLog<RequestRecord>> logs)
    implements RequestObserver, AutoCloseable {

  static RequestNotes open(CofreConfig config, Metrics metrics) throws CannotStart {
    return new RequestNotes(
        new RequestMetrics(metrics),
        new LogFiles(metrics)
            .open(config.server().accessLog(), "access-log", AccessLog.NAME, AccessLog::line));
  }

  @Override
  public void observed(Observation seen) {
    add(record(seen));
  }

  /// Take note of a request.
  void add(RequestRecord request) {
    metrics.add(request);
    logs.forEach(log -> log.add(request));
  }

  private static RequestRecord record(Observation seen) {
    String key = seen.caller().accessKey();
    String error = seen.outcome().error();
    return new RequestRecord(
        Instant.now().minus(seen.duration()),
        seen.requestId(),
        seen.head().peer().getAddress().getHostAddress(),
        seen.head().method(),
        seen.head().rawPath(),
        seen.head().rawQuery(),
        seen.operation(),
        seen.outcome().status(),
        error.isEmpty() ? Optional.empty() : Optional.of(error),
        seen.received(),
        seen.sent(),
        seen.duration(),
        seen.head().header("user-agent").orElse(""),
        key.isEmpty() ? Optional.empty() : Optional.of(key));
  }

  @Override
  public void close() {
    logs.forEach(LineLog::close);
  }
}
