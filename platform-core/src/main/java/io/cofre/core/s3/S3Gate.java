package io.cofre.core.s3;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.Gate;
import io.cofre.core.s3.auth.Authenticator;
import io.cofre.core.s3.auth.Verified;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.operation.S3Operations;
import io.cofre.core.s3.operation.S3Request;
import io.cofre.core.s3.route.RouteTable;
import io.cofre.core.s3.route.S3Operation;
import io.cofre.core.s3.xml.ErrorXml;
import java.io.IOException;

/// Where S3 requests enter: parse, route, authenticate, do, answer. Thread-safe.
///
/// Whoever has an access key may do everything; nobody else may do anything.
public final class S3Gate implements Gate {
  private final S3CallParser parser;
  private final Authenticator authenticator;
  private final S3Operations operations;
  private final RequestObserver observer;
  private final RouteTable routes = RouteTable.standard();
  private final S3Errors errors;

  /// Make a gate.
  public S3Gate(
      S3CallParser parser,
      Authenticator authenticator,
      S3Operations operations,
      RequestObserver observer,
      S3Errors errors) {
    this.parser = parser;
    this.authenticator = authenticator;
    this.operations = operations;
    this.observer = observer;
    this.errors = errors;
  }

  @Override
  public void enter(Exchange exchange) {
    Progress progress = new Progress(exchange);
    AnswerWriter writer = new AnswerWriter(exchange, progress.call().requestId());
    try {
      progress.serve(() -> writer.send(answer(progress)));
    } finally {
      observer.observed(progress.observation(writer));
    }
  }

  private Answer answer(Progress progress) {
    try {
      return operate(progress);
    } catch (RuntimeException | IOException failure) {
      S3Failure refusal = errors.of(failure, progress.call());
      progress.refused(refusal);
      return refusal(refusal, progress.call());
    }
  }

  private Answer operate(Progress progress) throws IOException {
    S3Call call = parser.parse(progress.exchange().request(), progress.call().requestId());
    progress.parsed(call);
    S3Operation operation = routes.find(call);
    progress.routed(operation.label());
    Verified verified = authenticator.verify(call);
    progress.verified(verified.caller());
    ReceivedBody body = new ReceivedBody(call, verified, progress.body());
    return operations.answer(operation, new S3Request(call, verified.caller(), body));
  }

  static Answer refusal(S3Failure failure, S3Call call) {
    int status = failure.error().status();
    if (call.head().method().equals("HEAD")) {
      return new Answer.Empty(status, failure.headers());
    }
    byte[] xml = ErrorXml.write(failure, call.head().rawPath(), call.requestId(), RequestId.HOST);
    return new Answer.Document(status, failure.headers(), xml);
  }
}
