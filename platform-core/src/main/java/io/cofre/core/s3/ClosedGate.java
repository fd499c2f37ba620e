package io.cofre.core.s3;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.Gate;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;

/// Where S3 requests enter while the store is not open: each is told to come again. Thread-safe.
///
/// Nobody is authenticated: the credentials may be kept in the store.
public final class ClosedGate implements Gate {
  private static final String WAIT_SECONDS = "5";
  private final RequestObserver observer;

  /// Make a gate.
  public ClosedGate(RequestObserver observer) {
    this.observer = observer;
  }

  @Override
  public void enter(Exchange exchange) {
    Progress progress = new Progress(exchange);
    AnswerWriter writer = new AnswerWriter(exchange, progress.call().requestId());
    S3Failure refusal =
        new S3Failure(S3Error.SERVICE_UNAVAILABLE).with("Retry-After", WAIT_SECONDS);
    progress.refused(refusal);
    try {
      writer.send(S3Gate.refusal(refusal, progress.call()));
    } finally {
      observer.observed(progress.observation(writer));
    }
  }
}
