package io.cofre.core.transport.http1;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.transport.http1.HeadWriter.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One request and its answer on an HTTP/1.1 connection.
final class Http1Exchange implements Exchange {
  /// How much of an unwanted body is read and dropped to keep the connection.
  static final long CHEAP = 64 * 1024;

  private final Wire wire;
  private final Head head;
  private final RequestHead request;
  private final Body body;
  private final HeadWriter heads;
  private final BooleanSupplier draining;
  private Optional<Sink> sink = Optional.empty();
  private boolean persistent;

  Http1Exchange(
      Wire wire, Head head, RequestHead request, HeadWriter heads, BooleanSupplier draining) {
    this.wire = wire;
    this.head = head;
    this.request = request;
    this.body = Body.of(head, wire);
    this.heads = heads;
    this.draining = draining;
  }

  @Override
  public RequestHead request() {
    return request;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public OutputStream respond(ResponseHead answer) throws IOException {
    if (sink.isPresent()) {
      throw new IllegalStateException("an answer was begun before");
    }
    Transfer transfer = transfer(answer);
    boolean bodiless = transfer == Transfer.NOTHING || head.method().equals("HEAD");
    boolean stays = canPersist() && transfer != Transfer.UNTIL_CLOSE;
    byte[] bytes = heads.write(answer, transfer, !stays);
    Sink made =
        switch (transfer) {
          case NOTHING -> Sink.ofLength(wire, bytes, 0);
          case LENGTH -> Sink.ofLength(wire, bytes, bodiless ? 0 : answer.length().orElseThrow());
          case CHUNKED -> Sink.chunked(wire, bytes);
          case UNTIL_CLOSE -> Sink.untilClose(wire, bytes);
        };
    persistent = stays;
    sink = Optional.of(made);
    body.answered();
    if (bodiless) {
      made.close();
    }
    return made;
  }

  /// Whether an answer was begun.
  boolean answered() {
    return sink.isPresent();
  }

  /// Whether the client got the whole answer.
  boolean complete() {
    return sink.map(Sink::complete).orElse(false);
  }

  /// Whether the peer broke off, so that no answer could be given.
  boolean peerFailed() {
    return body.broken() || wire.failed();
  }

  /// Send what was written so far.
  void flush() throws IOException {
    if (sink.isPresent()) {
      sink.get().flush();
    }
  }

  /// Whether all of the request was taken off the wire.
  boolean consumed() {
    return body.finished();
  }

  /// Read and drop the rest of the request, if that is little.
  ///
  /// @return whether the connection can take another request
  boolean settle() throws IOException {
    if (!persistent || body.broken()) {
      return false;
    }
    if (body.finished()) {
      return true;
    }
    byte[] dropped = new byte[4096];
    for (long total = 0; !body.finished() && total < CHEAP; ) {
      total += Math.max(0, body.read(dropped, 0, dropped.length));
    }
    return body.finished();
  }

  private boolean canPersist() {
    return head.persistent()
        && !draining.getAsBoolean()
        && !body.broken()
        && !body.unasked() // it may send the body all the same: nobody can tell
        && body.cheapToFinish(CHEAP);
  }

  private Transfer transfer(ResponseHead answer) {
    boolean never = answer.status() == 204 || answer.status() == 304;
    if (never) {
      return Transfer.NOTHING;
    }
    if (answer.length().isPresent()) {
      return Transfer.LENGTH;
    }
    if (head.method().equals("HEAD")) {
      return Transfer.NOTHING;
    }
    return head.minorVersion() == 0 ? Transfer.UNTIL_CLOSE : Transfer.CHUNKED;
  }
}
