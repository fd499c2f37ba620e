package io.cofre.tck;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import io.cofre.api.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/// What the tests of a transport share: gates that record, and clients that are closed again.
abstract class TransportRules {
  final Random random = new Random(20_260_101);
  final BlockingQueue<RequestHead> heads = new LinkedBlockingQueue<>();
  final BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
  final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
  final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /// Prepare a listener for HTTP/1.1 without TLS, on a free port of the loopback address, that is
  /// not started. The contract starts and closes it.
  protected abstract Transport open(Gate gate) throws IOException;

  final Transport serve(Gate gate) throws IOException {
    Transport transport = open(gate);
    opened.add(transport);
    transport.start();
    return transport;
  }

  final RawClient client(Transport transport) throws IOException {
    RawClient client = new RawClient(transport.address());
    opened.add(client);
    return client;
  }

  @AfterEach
  final void closeAll() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  /// Record the request, and answer 200 with the body `ok`.
  final void record(Exchange exchange) {
    heads.add(exchange.request());
    try {
      byte[] body = exchange.body().readAllBytes();
      bodies.add(body);
      outcomes.add("a body of " + body.length + " bytes");
    } catch (IOException e) {
      outcomes.add(e);
      return;
    }
    answer(exchange, 200, "ok".getBytes(StandardCharsets.UTF_8));
  }

  static void answer(Exchange exchange, int status, byte[] body) {
    var head = new ResponseHead(status, Map.of(), OptionalLong.of(body.length));
    try (OutputStream out = exchange.respond(head)) {
      if (body.length > 0) {
        out.write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Take the next thing from a queue, which must come.
  static <T> T next(Rule rule, BlockingQueue<T> queue, String what) throws InterruptedException {
    T next = queue.poll(Crowd.PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      rule.holds(false, () -> what + " never came");
      throw new IllegalStateException(what);
    }
    return next;
  }

  byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Cut bytes into chunks of random sizes (RFC 9112, section 7.1), without the last one.
  byte[] chunks(byte[] body) {
    var out = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length) {
      int size = Math.min(1 + random.nextInt(20_000), body.length - at);
      out.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, at, size);
      out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      at += size;
    }
    return out.toByteArray();
  }
}
