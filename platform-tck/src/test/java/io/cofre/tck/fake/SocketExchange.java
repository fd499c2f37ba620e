package io.cofre.tck.fake;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// One exchange of a [SocketTransport].
final class SocketExchange implements Exchange {
  private final RequestHead head;
  private final InputStream in;
  private final OutputStream out;
  private final SocketTransport transport;
  private final Body body;
  private boolean answered;
  private Answer answer;

  SocketExchange(RequestHead head, InputStream in, OutputStream out, SocketTransport transport) {
    this.head = head;
    this.in = in;
    this.out = out;
    this.transport = transport;
    this.body = new Body();
  }

  @Override
  public RequestHead request() {
    return head;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public OutputStream respond(ResponseHead response) throws IOException {
    if (answered) {
      throw new IllegalStateException("an answer was begun before");
    }
    answered = true;
    boolean none =
        head.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
    int status = response.status();
    if (transport.has(Flaw.CHANGES_STATUSES) && status == 206) {
      status = 200;
    }
    var text = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
    response
        .headers()
        .forEach((name, values) -> values.forEach(v -> text.append(name + ": " + v + "\r\n")));
    if (response.length().isPresent()) {
      text.append("Content-Length: " + response.length().getAsLong() + "\r\n");
    } else if (!none) {
      text.append("Transfer-Encoding: chunked\r\n");
    }
    send(text + "\r\n");
    answer = new Answer(none || response.length().isPresent());
    return answer;
  }

  /// Finish what the gate left; return whether the connection can go on.
  boolean leave() throws IOException {
    if (answer == null || !answer.closed) {
      return false;
    }
    if (transport.has(Flaw.FORGETS_UNREAD_BODIES)) {
      return true;
    }
    return !body.untouchedAndExpected() && drained();
  }

  private boolean drained() {
    try {
      body.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void breakOff() throws IOException {
    if (transport.has(Flaw.ENDS_BROKEN_ANSWERS_WELL) && answer != null) {
      answer.close();
    }
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private final class Body extends InputStream {
    private final boolean chunked = head.header("transfer-encoding").isPresent();
    private long left = chunked ? 0 : Long.parseLong(head.header("content-length").orElse("0"));
    private boolean begun;
    private boolean ended = !chunked && left == 0;

    boolean untouchedAndExpected() {
      return !begun && head.header("expect").isPresent();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (!begun && !answered && head.header("expect").isPresent()) {
        if (!transport.has(Flaw.CONTINUES_AT_ONCE)) {
          send("HTTP/1.1 100 Continue\r\n\r\n");
        }
      }
      begun = true;
      try {
        return ended ? -1 : some(into, offset, length);
      } catch (IOException e) {
        if (transport.has(Flaw.HIDES_BROKEN_BODIES)) {
          return -1;
        }
        throw e;
      }
    }

    private int some(byte[] into, int offset, int length) throws IOException {
      if (left == 0 && chunked) {
        String size = SocketConnection.line(in);
        left = size(size);
        if (left == 0) {
          String end = SocketConnection.line(in);
          ended = end != null;
          return ended ? -1 : broken();
        }
      }
      int count = in.read(into, offset, (int) Math.min(left, length));
      if (count < 0) {
        return broken();
      }
      left -= count;
      ended = !chunked && left == 0;
      if (chunked && left == 0 && SocketConnection.line(in) == null) {
        return broken();
      }
      return count;
    }

    private static long size(String line) throws IOException {
      if (line == null) {
        broken();
      }
      try {
        return Long.parseLong(line, 16);
      } catch (NumberFormatException e) {
        throw new IOException("the size of a chunk is no number", e);
      }
    }

    private static int broken() throws IOException {
      throw new EOFException("the body broke off");
    }
  }

  private final class Answer extends OutputStream {
    private final boolean plain;
    boolean closed;

    Answer(boolean plain) {
      this.plain = plain;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (plain) {
        out.write(bytes, offset, length);
      } else if (length > 0) {
        send(Integer.toHexString(length) + "\r\n");
        out.write(bytes, offset, length);
        send("\r\n");
      }
    }

    @Override
    public void close() throws IOException {
      if (!closed && !plain) {
        send("0\r\n\r\n");
      }
      closed = true;
    }
  }
}
