package io.cofre.core.transport.http2;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.RoutingResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// Where the body of an answer goes; small pieces are gathered into frames.
final class Http2Sink extends OutputStream {
  private static final int FRAME = 16 * 1024;
  private final RoutingResponse response;
  private final OptionalLong length;
  private Optional<OutputStream> stream = Optional.empty();
  private long written;
  private boolean closed;
  private boolean complete;
  private boolean failed;

  Http2Sink(RoutingResponse response, OptionalLong length) {
    super();
    this.response = response;
    this.length = length;
  }

  boolean complete() {
    return complete;
  }

  /// Send the head alone.
  void finishEmpty(boolean withoutLength) throws IOException {
    if (withoutLength) {
      response.beforeSend(() -> response.headers().remove(HeaderNames.CONTENT_LENGTH));
    }
    try {
      response.send(new byte[0]);
    } catch (RuntimeException e) {
      throw gone(e);
    }
    closed = true;
    complete = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return;
    }
    if (closed) {
      throw new IOException("the answer is closed");
    }
    if (length.isPresent() && count > length.getAsLong() - written) {
      throw new IOException("the body is longer than was announced");
    }
    written += count;
    try {
      stream().write(bytes, offset, count);
    } catch (RuntimeException e) {
      throw gone(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      stream().flush();
    } catch (RuntimeException e) {
      throw gone(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    flush();
    if (length.isPresent() && written != length.getAsLong()) {
      throw new IOException("the body is shorter than was announced");
    }
    try {
      response.commit();
    } catch (RuntimeException e) {
      throw gone(e);
    }
    complete = true;
  }

  private IOException gone(RuntimeException e) {
    failed = true;
    return new IOException("the client is gone", e);
  }

  /// Whether the client is gone.
  boolean failed() {
    return failed;
  }

  private OutputStream stream() {
    if (stream.isEmpty()) {
      stream = Optional.of(new BufferedOutputStream(response.outputStream(), FRAME));
    }
    return stream.get();
  }
}
