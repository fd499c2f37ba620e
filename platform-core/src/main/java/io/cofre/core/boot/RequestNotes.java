package io.cofre.core.boot;

import io.cofre.core.config.CofreConfig.AccessLogTarget;
import io.cofre.core.observe.AccessLog;
import io.cofre.core.observe.Metrics;
import io.cofre.core.observe.RequestMetrics;
import io.cofre.core.observe.RequestRecord;
import io.cofre.core.s3.RequestObserver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Hands every answered request to the metrics and, if the operator wants one, to the access log.
///
/// @param metrics counts requests
/// @param logs one access log, or none
record RequestNotes(RequestMetrics metrics, List<AccessLog> logs)
    implements RequestObserver, AutoCloseable {

  static RequestNotes open(AccessLogTarget target, Metrics metrics) throws CannotStart {
    RequestMetrics requests = new RequestMetrics(metrics);
    List<AccessLog> logs =
        switch (target) {
          case AccessLogTarget.Off _ -> List.of();
          case AccessLogTarget.StandardOutput _ ->
              List.of(AccessLog.to(new FileOutputStream(FileDescriptor.out)));
          case AccessLogTarget.ToFile(var file) -> List.of(append(file));
        };
    logs.forEach(log ->
        metrics.total(
            "cofre_access_log_dropped_total",
            "Lines of the access log that were lost because the disk was too slow.",
            log::dropped));
    return new RequestNotes(requests, logs);
  }

  private static AccessLog append(Path file) throws CannotStart {
    try {
      return AccessLog.to(file);
    } catch (IOException e) {
      throw new CannotStart(
          ExitStatus.CONFIG,
          "server.access-log: cannot write to %s: %s; make its folder, or name another file"
              .formatted(file, FileCause.of(e)),
          e);
    }
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
    logs.forEach(AccessLog::close);
  }
}
