package io.cofre.core.transport.http2;

import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// The body of a request; the client is asked to go on when it is first read.
final class Http2Body extends InputStream {
  private final ServerRequest request;
  private final OptionalLong announced;
  private Optional<InputStream> stream = Optional.empty();
  private long seen;
  private boolean broken;

  Http2Body(ServerRequest request, OptionalLong announced) {
    super();
    this.request = request;
    this.announced = announced;
  }

  /// Whether it ended before its end.
  boolean broken() {
    return broken;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n;
    try {
      n = stream().read(target, offset, length);
    } catch (RuntimeException e) {
      broken = true;
      throw new IOException("the body was broken off before its end", e);
    }
    if (n > 0) {
      seen += n;
    } else if (announced.isPresent() && seen != announced.getAsLong()) {
      broken = true;
      throw new EOFException("the body is shorter than was announced");
    }
    return n;
  }

  private InputStream stream() {
    if (stream.isEmpty()) {
      stream = Optional.of(request.content().inputStream());
    }
    return stream.get();
  }
}
