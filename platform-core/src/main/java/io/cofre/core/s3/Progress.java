package io.cofre.core.s3;

import io.cofre.api.transport.Exchange;
import io.cofre.core.identity.Asker;
import io.cofre.core.identity.Caller;
import io.cofre.core.s3.message.Query;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.message.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What is known of a request so far; used by its thread.
final class Progress implements Asker {
  private final Exchange exchange;
  private final RequestStream body;
  private final long began = System.nanoTime();
  private S3Call call;
  private String operation = "Unknown";
  private Caller caller = new Caller("", "");
  private String error = "";

  Progress(Exchange exchange) {
    this.exchange = exchange;
    this.body = new RequestStream(exchange.body());
    this.call =
        new S3Call(exchange.request(), new Target.Service(), new Query(Map.of()), RequestId.next());
  }

  Exchange exchange() {
    return exchange;
  }

  RequestStream body() {
    return body;
  }

  S3Call call() {
    return call;
  }

  void parsed(S3Call parsed) {
    this.call = parsed;
  }

  void routed(String label) {
    this.operation = label;
  }

  void verified(Caller signer) {
    this.caller = signer;
  }

  void refused(S3Failure failure) {
    this.error = failure.error().code();
  }

  @Override
  public String requestId() {
    return call.requestId();
  }

  @Override
  public Optional<String> accessKey() {
    return Optional.of(caller.accessKey()).filter(key -> !key.isEmpty());
  }

  RequestObserver.Observation observation(AnswerWriter writer) {
    return new RequestObserver.Observation(
        call.head(),
        call.requestId(),
        operation,
        caller,
        new RequestObserver.Outcome(writer.status(), error, writer.complete()),
        body.bytes(),
        writer.sent(),
        Duration.ofNanos(System.nanoTime() - began));
  }
}
