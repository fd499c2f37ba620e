package io.cofre.core.admin;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.core.identity.Asker;
import io.cofre.core.observe.RequestRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/// One exchange under way, and what is written down of it. Used by one thread.
final class Conversation implements Asker {
  private static final int LONGEST = 1 << 20;
  private final Exchange exchange;
  private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final Instant began = Instant.now();
  private final long beganNanos = System.nanoTime();
  private Optional<byte[]> body = Optional.empty();
  private String operation = "AdminUnknown";
  private Optional<String> error = Optional.empty();
  private int status;
  private long sent;

  Conversation(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public String requestId() {
    return id;
  }

  /// Operators bring a token, not an access key.
  @Override
  public Optional<String> accessKey() {
    return Optional.empty();
  }

  void routed(String name) {
    operation = name;
  }

  void failed(AdminFailure failure) {
    error = Optional.of(failure.error().code());
  }

  /// Read the body, once.
  byte[] body() {
    if (body.isEmpty()) {
      body = Optional.of(received());
    }
    return body.get();
  }

  private byte[] received() {
    try {
      InputStream in = exchange.body();
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new AdminFailure(AdminError.TOO_LARGE, "a document has at most 1 MiB");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(AdminAnswer answer) {
    byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
    status = answer.status();
    ResponseHead head =
        new ResponseHead(answer.status(), answer.headers(), OptionalLong.of(bytes.length));
    try (OutputStream out = exchange.respond(head)) {
      if (!exchange.request().method().equals("HEAD")) {
        out.write(bytes);
        sent = bytes.length;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RequestRecord record() {
    var head = exchange.request();
    return new RequestRecord(
        began,
        id,
        head.peer().getAddress().getHostAddress(),
        head.method(),
        head.rawPath(),
        head.rawQuery(),
        operation,
        status,
        error,
        body.map(bytes -> bytes.length).orElse(0),
        sent,
        Duration.ofNanos(System.nanoTime() - beganNanos),
        head.header("user-agent").orElse(""),
        Optional.empty());
  }
}
