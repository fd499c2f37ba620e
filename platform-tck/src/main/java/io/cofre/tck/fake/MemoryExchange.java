package io.cofre.tck.fake;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An exchange without a network, which keeps the answer for a test to look at.
///
/// It holds the answer to its own head: it fails with [IOException] on bytes beyond the announced
/// length, on a body where there is none, and on a close before the announced length. Thread-safe,
/// though an exchange belongs to one thread.
///
/// @since 0.1
public final class MemoryExchange implements Exchange {
  private final RequestHead request;
  private final InputStream body;
  private final Object lock = new Object();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private Optional<ResponseHead> head = Optional.empty();
  private boolean complete;

  /// Make an exchange of a head and a streamed body.
  public MemoryExchange(RequestHead request, InputStream body) {
    this.request = request;
    this.body = body;
  }

  /// Make an exchange of a head and a body.
  public MemoryExchange(RequestHead request, byte[] body) {
    this(request, new ByteArrayInputStream(body));
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
  public OutputStream respond(ResponseHead response) {
    synchronized (lock) {
      if (head.isPresent()) {
        throw new IllegalStateException("an answer was begun before");
      }
      head = Optional.of(response);
      long most = response.length().orElse(Long.MAX_VALUE);
      return new Answer(bodiless(response) ? 0 : most, response.length().isPresent());
    }
  }

  private boolean bodiless(ResponseHead response) {
    return request.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
  }

  /// Whether an answer was begun.
  public boolean answered() {
    synchronized (lock) {
      return head.isPresent();
    }
  }

  /// Whether the answer was finished: its stream closed after the announced length.
  public boolean complete() {
    synchronized (lock) {
      return complete;
    }
  }

  /// The head of the answer.
  ///
  /// @throws IllegalStateException if there is none
  public ResponseHead response() {
    synchronized (lock) {
      return head.orElseThrow(() -> new IllegalStateException("there is no answer"));
    }
  }

  /// The status of the answer.
  public int status() {
    return response().status();
  }

  /// The first value of a header of the answer, whatever the case of its name.
  public Optional<String> header(String name) {
    return response().headers().entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .flatMap(List::stream)
        .findFirst();
  }

  /// The body of the answer so far.
  public byte[] bytes() {
    synchronized (lock) {
      return answer.toByteArray();
    }
  }

  /// The body of the answer so far, as UTF-8.
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private final class Answer extends OutputStream {
    private final long most;
    private final boolean exact;
    private boolean closed;

    Answer(long most, boolean exact) {
      this.most = most;
      this.exact = exact;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (lock) {
        if (closed) {
          throw new IOException("the answer is closed");
        }
        if (answer.size() + (long) length > most) {
          throw new IOException("the answer has " + most + " bytes, and more were written");
        }
        answer.write(bytes, offset, length);
      }
    }

    @Override
    public void close() throws IOException {
      synchronized (lock) {
        if (closed) {
          return;
        }
        closed = true;
        if (exact && answer.size() != most) {
          throw new IOException(
              "the answer has " + most + " bytes, and only " + answer.size() + " were written");
        }
        complete = true;
      }
    }
  }
}
