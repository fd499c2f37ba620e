package io.cofre.core.observe;

/// Counts requests.
///
/// Thread-safe.
public final class RequestMetrics {
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };
  private final Counter requests;
  private final Counter errors;
  private final Counter received;
  private final Counter sent;
  private final Histogram seconds;

  /// Add the metrics of requests to a registry.
  public RequestMetrics(Metrics metrics) {
    requests = metrics.counter("cofre_requests_total", "Answered requests.", "operation", "status");
    errors = metrics.counter("cofre_request_errors_total", "Errors by their code.", "code");
    received = metrics.counter("cofre_received_bytes_total", "Bytes of request bodies.");
    sent = metrics.counter("cofre_sent_bytes_total", "Bytes of answer bodies.");
    seconds =
        metrics.histogram(
            "cofre_request_seconds",
            "From a request's head to its answer's end.",
            SECONDS,
            "operation");
  }

  /// Count a request.
  public void add(RequestRecord request) {
    requests.increment(request.operation(), Integer.toString(request.status()));
    request.error().ifPresent(errors::increment);
    received.add(request.received());
    sent.add(request.sent());
    seconds.observe(request.duration().toNanos() / 1e9, request.operation());
  }
}
