package io.cofre.tck;

import io.cofre.api.transport.ResponseHead;
import io.cofre.api.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every transport keeps: T1 to T9 of [Transport], over HTTP/1.1 and raw sockets.
///
/// A subclass implements `open(Gate)`. HTTP/2 and TLS are not looked at.
///
/// @since 0.1
@SuppressWarnings("MemberName") // tests begin with the number of their rule
public abstract class TransportContract extends TransportRequestRules {

  /// The failure of an answer, which a gate lets through.
  private static final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Made by JUnit, once for each test.
  protected TransportContract() {}

  @Test
  void T6_an_answer_that_throws_breaks_the_connection() throws Exception {
    for (OptionalLong length : List.of(OptionalLong.of(100_000), OptionalLong.empty())) {
      Transport transport = serve(exchange -> breakOff(() -> exchange.respond(ok(length))));
      RawClient client = client(transport).head("GET", "/b/k");
      RawClient.Head head = client.readHead();
      Rule.T6.same(200, head.status(), "the status");
      Rule.T6.holds(
          length.isPresent() || head.header("transfer-encoding").equalsIgnoreCase("chunked"),
          () -> "an answer without a length is not in chunks: its end cannot be told");
      Rule.T6.failsWith(
          IOException.class, "reading an answer that broke off", () -> client.readBody(head));
    }
  }

  private interface Sending {
    OutputStream respond() throws IOException;
  }

  private static void breakOff(Sending sending) {
    try {
      OutputStream out = sending.respond();
      out.write("only a little".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new Mishap();
  }

  private static ResponseHead ok(OptionalLong length) {
    return new ResponseHead(200, Map.of(), length);
  }

  @Test
  void T6_the_next_connection_is_served() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Transport transport =
        serve(exchange -> {
          if (count.incrementAndGet() == 1) {
            breakOff(() -> exchange.respond(ok(OptionalLong.of(100))));
          }
          record(exchange);
        });
    client(transport).head("GET", "/b/k").rest();
    Rule.T6.same(200, client(transport).head("GET", "/b").readHead().status(), "the next status");
  }

  @Test
  void T7_requests_under_way_are_finished() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    BlockingQueue<String> entered = new LinkedBlockingQueue<>();
    Transport transport =
        serve(exchange -> {
          entered.add(exchange.request().rawPath());
          awaitQuietly(go);
          record(exchange);
        });
    RawClient client = client(transport).head("GET", "/under-way");
    Rule.T7.same("/under-way", next(Rule.T7, entered, "the request"), "the request under way");
    Future<Boolean> drained = drain(transport, Duration.ofSeconds(50));
    try {
      refusesNew(transport, entered);
      Rule.T7.holds(!drained.isDone(), () -> "drain returned before the request was finished");
    } finally {
      go.countDown();
    }
    RawClient.Head head = client.readHead();
    Rule.T7.same(200, head.status(), "the status of the request under way");
    Rule.T7.same("ok", new String(client.readBody(head), StandardCharsets.US_ASCII), "its body");
    Rule.T7.same(true, Crowd.join(drained), "the end of drain");
    Rule.T7.same(List.of(), List.copyOf(entered), "the requests let in once drain had begun");
  }

  private static Future<Boolean> drain(Transport transport, Duration grace) {
    return Crowd.fork(() -> {
      transport.drain(grace);
      return true;
    });
  }

  /// Try until a request does not reach the gate; before that, drain may not have begun.
  private void refusesNew(Transport transport, BlockingQueue<String> entered) throws Exception {
    for (int i = 0; i < 20; i++) {
      try {
        RawClient late = client(transport).head("GET", "/late");
        if (!late.silent() || entered.poll() == null) {
          return; // it was refused, or is not taken
        }
      } catch (IOException e) {
        return;
      }
    }
    Rule.T7.holds(false, () -> "new requests were taken while draining");
  }

  @Test
  void T7_drain_returns_when_the_grace_is_over() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Transport transport =
        serve(exchange -> {
          entered.countDown();
          awaitQuietly(go);
        });
    client(transport).head("GET", "/endless");
    Crowd.await(entered);
    try {
      Future<Boolean> drained = drain(transport, Duration.ofMillis(200));
      Rule.T7.same(true, Crowd.join(drained), "the end of drain while a request goes on");
    } finally {
      go.countDown();
    }
  }

  @Test
  void T7_drain_returns_at_once_when_nothing_is_under_way() throws Exception {
    Transport transport = serve(this::record);
    RawClient idle = client(transport).head("GET", "/b");
    idle.readBody(idle.readHead());
    Future<Boolean> drained = drain(transport, Duration.ofDays(1));
    Rule.T7.same(true, Crowd.join(drained), "the end of drain with an idle connection");
    Rule.T7.failsWith(
        IOException.class,
        "a request after drain",
        () -> client(transport).head("GET", "/late").readHead());
  }

  @Test
  void T8_close_is_idempotent_and_ends_the_listener() throws Exception {
    Transport transport = serve(this::record);
    client(transport).head("GET", "/b").readHead();
    transport.close();
    transport.close();
    Rule.T8.failsWith(
        IOException.class,
        "a request after close",
        () -> client(transport).head("GET", "/late").readHead());
  }

  @Test
  void T8_a_listener_that_never_started_can_be_closed() throws Exception {
    Transport transport = open(this::record);
    transport.close();
    transport.close();
    Rule.T8.holds(heads.isEmpty(), () -> "requests came in");
  }

  @Test
  void T8_close_after_drain_does_nothing_more() throws Exception {
    Transport transport = serve(this::record);
    transport.drain(Duration.ofSeconds(1));
    transport.close();
    Rule.T8.holds(heads.isEmpty(), () -> "requests came in");
  }

  @Test
  void T9_answers_arrive_as_they_were_given() throws Exception {
    for (int size : new int[] {0, 1, 8192, 2_000_001}) {
      for (boolean known : new boolean[] {true, false}) {
        byte[] body = bytes(size);
        OptionalLong length = known ? OptionalLong.of(size) : OptionalLong.empty();
        Transport transport = serve(exchange -> send(() -> exchange.respond(ok(length)), body));
        RawClient client = client(transport).head("GET", "/b/k");
        RawClient.Head head = client.readHead();
        Rule.T9.same(body, client.readBody(head), "a body of " + size + " bytes");
        if (known) {
          Rule.T9.same("" + size, head.header("content-length"), "the length");
        }
      }
    }
  }

  private static void send(Sending sending, byte[] body) {
    try (OutputStream out = sending.respond()) {
      for (int at = 0; at < body.length; at += 10_000) {
        out.write(body, at, Math.min(10_000, body.length - at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void T9_statuses_and_headers_arrive_as_they_were_given() throws Exception {
    for (int status : new int[] {200, 206, 301, 400, 404, 409, 412, 416, 500, 503}) {
      Map<String, List<String>> headers =
          Map.of("ETag", List.of("\"a, b\""), "X-Many", List.of("2", "1"));
      var given = new ResponseHead(status, headers, OptionalLong.of(2));
      Transport transport = serve(exchange -> send(() -> exchange.respond(given), new byte[2]));
      RawClient.Head head = client(transport).head("GET", "/b/k").readHead();
      Rule.T9.same(status, head.status(), "the status");
      Rule.T9.same("\"a, b\"", head.header("etag"), "the header etag");
      String many = head.header("x-many").replace(",", "|").replace(" ", "");
      Rule.T9.same("2|1", many, "the repeated header");
    }
  }

  @Test
  void T9_answers_without_a_body_leave_the_connection_usable() throws Exception {
    for (int status : new int[] {200, 204, 304}) {
      OptionalLong length = status == 200 ? OptionalLong.of(1234) : OptionalLong.of(0);
      var given = new ResponseHead(status, Map.of(), length);
      Transport transport = serve(exchange -> send(() -> exchange.respond(given), new byte[0]));
      String method = status == 200 ? "HEAD" : "GET";
      RawClient client = client(transport);
      for (int i = 0; i < 3; i++) {
        RawClient.Head head = client.head(method, "/b/k").readHead();
        Rule.T9.same(status, head.status(), "the status of answer " + i);
        if (status == 200) {
          Rule.T9.same("1234", head.header("content-length"), "the length that HEAD tells");
        }
      }
    }
  }

  @Test
  void T9_an_answer_is_begun_once() throws Exception {
    Transport transport =
        serve(exchange -> {
          answer(exchange, 200, new byte[0]);
          try {
            answer(exchange, 500, new byte[0]);
            failures.add(new AssertionError("a second answer was begun"));
          } catch (IllegalStateException e) {
            failures.add(e);
          }
        });
    RawClient client = client(transport).head("GET", "/b");
    Rule.T9.same(200, client.readHead().status(), "the status");
    Throwable failure = next(Rule.T9, failures, "the failure of a second answer");
    Rule.T9.holds(failure instanceof IllegalStateException, failure::toString);
  }
}
