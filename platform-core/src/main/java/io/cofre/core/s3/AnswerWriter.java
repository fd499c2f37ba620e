package io.cofre.core.s3;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Sends answers; the only class that does. One for each exchange, used by one thread.
final class AnswerWriter {
  private static final System.Logger LOG = System.getLogger(AnswerWriter.class.getName());
  private final Exchange exchange;
  private final String requestId;
  private int status;
  private long sent;
  private boolean complete;

  AnswerWriter(Exchange exchange, String requestId) {
    this.exchange = exchange;
    this.requestId = requestId;
  }

  /// The status that was sent, 0 before.
  int status() {
    return status;
  }

  /// How many bytes of body were sent.
  long sent() {
    return sent;
  }

  /// Whether the whole answer was sent.
  boolean complete() {
    return complete;
  }

  /// Send an answer. What fails now breaks the connection, for the head is on its way.
  void send(Answer answer) {
    try {
      switch (answer) {
        case Answer.Empty empty -> begin(empty, empty.length(), Map.of()).close();
        case Answer.Document document -> document(document);
        case Answer.Streamed streamed -> stream(streamed);
      }
      complete = true;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the client of request " + requestId + " went away", e);
      throw new UncheckedIOException(e);
    }
  }

  private void document(Answer.Document document) throws IOException {
    byte[] xml = document.xml();
    try (SentBody out = begin(document, xml.length, Map.of("Content-Type", "application/xml"))) {
      if (!head()) {
        out.write(xml);
      }
      sent = out.bytes();
    }
  }

  private void stream(Answer.Streamed streamed) throws IOException {
    try (Answer.Body body = streamed.body()) {
      SentBody out = begin(streamed, streamed.length(), Map.of());
      try {
        body.writeTo(out);
      } catch (IOException | RuntimeException e) {
        broken(out, e); // not closed: the client must notice that something is missing
        throw e;
      } finally {
        sent = out.bytes();
      }
      out.close();
    }
  }

  private void broken(SentBody out, Exception failure) {
    if (!out.clientGone()) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the answer to request " + requestId + " was broken off after " + out.bytes() + " bytes",
          failure);
    }
  }

  private SentBody begin(Answer answer, long length, Map<String, String> defaults)
      throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Server", List.of("Cofre"));
    headers.put("x-amz-request-id", List.of(requestId));
    headers.put("x-amz-id-2", List.of(RequestId.HOST));
    defaults.forEach((name, value) -> headers.put(name, List.of(value)));
    answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    OutputStream out =
        exchange.respond(new ResponseHead(answer.status(), headers, OptionalLong.of(length)));
    status = answer.status();
    return new SentBody(out);
  }

  private boolean head() {
    return exchange.request().method().equals("HEAD");
  }
}
