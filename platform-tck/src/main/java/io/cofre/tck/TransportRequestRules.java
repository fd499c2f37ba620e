package io.cofre.tck;

import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// How requests reach the gate: T1 to T5.
@SuppressWarnings("MemberName") // tests begin with the number of their rule
abstract class TransportRequestRules extends TransportRules {

  @Test
  void T1_targets_stay_as_they_were_on_the_wire() throws Exception {
    Transport transport = serve(this::record);
    for (String target :
        List.of(
            "/",
            "/b/a%2Fb//c/../d%20e;x=1",
            "/b/%2e%2E/./k",
            "/b/%e2%82%AC+~*'()!$&,=:@",
            "/b/k?list-type=2&prefix=%2f+a&&b=&c",
            "/b/k?x=a?b=/c%3F%26%23",
            "/b?",
            "/b/" + "long/".repeat(200))) {
      try (RawClient client = client(transport).head("GET", target)) {
        Rule.T1.same(200, client.readHead().status(), "the status for " + target);
        RequestHead head = next(Rule.T1, heads, "the request for " + target);
        int mark = target.indexOf('?');
        Rule.T1.same(mark < 0 ? target : target.substring(0, mark), head.rawPath(), "the path");
        Rule.T1.same(mark < 0 ? "" : target.substring(mark + 1), head.rawQuery(), "the query");
      }
    }
  }

  @Test
  void T1_methods_stay_as_they_were_on_the_wire() throws Exception {
    Transport transport = serve(this::record);
    for (String method : List.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "PATCH")) {
      client(transport).head(method, "/b", "Content-Length: 0").readHead();
      Rule.T1.same(method, next(Rule.T1, heads, "the request").method(), "the method");
    }
  }

  @Test
  void T1_header_values_stay_as_they_were_on_the_wire() throws Exception {
    Transport transport = serve(this::record);
    List<String> values =
        List.of("a  b", "a, b,c", "k=v; q=\"x, y\"", "", "%41+%2f", "<&>'\"", "a".repeat(4000));
    String[] lines = new String[values.size()];
    Arrays.setAll(lines, i -> "X-Value-" + i + ": " + values.get(i));
    client(transport).head("GET", "/b", lines).readHead();
    RequestHead head = next(Rule.T1, heads, "the request");
    for (int i = 0; i < lines.length; i++) {
      List<String> seen = head.headers().getOrDefault("x-value-" + i, List.of("(absent)"));
      Rule.T1.same(List.of(values.get(i)), seen, "the values of x-value-" + i);
    }
  }

  @Test
  void T1_the_peer_is_who_is_connected() throws Exception {
    Transport transport = serve(this::record);
    RawClient client = client(transport).head("GET", "/b");
    client.readHead();
    RequestHead head = next(Rule.T1, heads, "the request");
    Rule.T1.same(client.localPort(), head.peer().getPort(), "the port of the peer");
    Rule.T1.holds(!head.confidential(), () -> "plain HTTP is called confidential");
    Rule.T1.same(List.of(), head.certificates(), "the certificates of a peer without TLS");
  }

  @Test
  void T2_header_names_are_lower_case_and_keep_their_order() throws Exception {
    Transport transport = serve(this::record);
    client(transport)
        .head(
            "GET",
            "/b",
            "X-Amz-Meta-Color: green",
            "X-Many: 3",
            "x-many: 1",
            "Accept: */*",
            "X-MANY: 2")
        .readHead();
    RequestHead head = next(Rule.T2, heads, "the request");
    List<String> odd =
        head.headers().keySet().stream()
            .filter(name -> name.chars().anyMatch(Character::isUpperCase))
            .toList();
    Rule.T2.same(List.of(), odd, "the names that are not in lower case");
    Rule.T2.same(
        List.of("3", "1", "2"),
        head.headers().getOrDefault("x-many", List.of()),
        "a repeated header");
    Rule.T2.same("green", head.header("x-amz-meta-color").orElse("(absent)"), "a header");
    Rule.T2.same("cofre", head.header("host").orElse("(absent)"), "the host");
  }

  @Test
  void T3_a_body_with_a_length_is_what_was_sent() throws Exception {
    Transport transport = serve(this::record);
    for (int size : new int[] {0, 1, 1000, 65_536, 3_000_001}) {
      byte[] body = bytes(size);
      RawClient client = client(transport);
      client.head("PUT", "/b/k", "Content-Length: " + size).send(body);
      Rule.T3.same(body, next(Rule.T3, bodies, "the body"), "a body of " + size + " bytes");
      Rule.T3.same(200, client.readHead().status(), "the status");
    }
  }

  @Test
  void T3_chunks_are_joined_and_nothing_else() throws Exception {
    Transport transport = serve(this::record);
    for (int size : new int[] {0, 1, 70_000, 1_000_000}) {
      byte[] body = bytes(size);
      RawClient client = client(transport);
      client.head("PUT", "/b/k", "Transfer-Encoding: chunked", "Content-Encoding: gzip");
      client.send(chunks(body)).send("0\r\n\r\n");
      Rule.T3.same(body, next(Rule.T3, bodies, "the body"), "a body in chunks, called gzip");
      Rule.T3.same(200, client.readHead().status(), "the status");
    }
  }

  @Test
  void T3_there_is_no_body_where_none_was_sent() throws Exception {
    Transport transport = serve(this::record);
    client(transport).head("GET", "/b").readHead();
    Rule.T3.same(new byte[0], next(Rule.T3, bodies, "the body"), "the body of a GET");
  }

  @Test
  void T3_a_body_arrives_while_it_is_sent() throws Exception {
    BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    Transport transport =
        serve(exchange -> {
          try {
            for (int i = 0; i < 3; i++) {
              pieces.add(exchange.body().readNBytes(5));
            }
          } catch (IOException e) {
            failures.add(e);
          }
          answer(exchange, 200, new byte[0]);
        });
    RawClient client = client(transport).head("PUT", "/b/k", "Content-Length: 15");
    for (String piece : List.of("first", "secon", "third")) {
      client.send(piece); // the next one is sent only once this one has arrived
      String seen = new String(next(Rule.T3, pieces, piece), StandardCharsets.US_ASCII);
      Rule.T3.same(piece, seen, "a piece of the body");
    }
    Rule.T3.same(200, client.readHead().status(), "the status");
  }

  @Test
  void T3_a_slow_body_arrives_whole() throws Exception {
    Transport transport = serve(this::record);
    byte[] body = bytes(60);
    RawClient client = client(transport).head("PUT", "/b/k", "Content-Length: 60");
    for (byte b : body) {
      client.send(new byte[] {b});
      Crowd.linger();
    }
    Rule.T3.same(body, next(Rule.T3, bodies, "the body"), "a body that came byte by byte");
  }

  @Test
  void T3_the_next_request_is_no_part_of_the_body() throws Exception {
    Transport transport = serve(this::record);
    RawClient client = client(transport);
    client.send(
        "PUT /one HTTP/1.1\r\nHost: cofre\r\nContent-Length: 5\r\n\r\nhello"
            + "GET /two HTTP/1.1\r\nHost: cofre\r\n\r\n");
    client.readBody(client.readHead());
    client.readBody(client.readHead());
    Rule.T3.same("/one", next(Rule.T3, heads, "a request").rawPath(), "the first path");
    Rule.T3.same("/two", next(Rule.T3, heads, "a request").rawPath(), "the second path");
    byte[] body = next(Rule.T3, bodies, "the body");
    Rule.T3.same("hello".getBytes(StandardCharsets.US_ASCII), body, "the first body");
  }

  @Test
  void T3_a_body_that_nobody_read_never_becomes_a_request() throws Exception {
    Transport transport =
        serve(exchange -> {
          heads.add(exchange.request());
          answer(exchange, 403, new byte[0]);
        });
    RawClient client = client(transport);
    String hidden = "GET /hidden HTTP/1.1\r\nHost: cofre\r\n\r\n";
    client.head("PUT", "/b/k", "Content-Length: " + hidden.length()).send(hidden);
    Rule.T3.same(403, client.readHead().status(), "the status");
    try {
      client.head("GET", "/after", "Connection: close").finish();
    } catch (IOException e) {
      Rule.T3.holds(true, e::toString); // closing the connection is a good answer to it
    }
    client.rest();
    List<String> paths = heads.stream().map(RequestHead::rawPath).toList();
    Rule.T3.holds(!paths.contains("/hidden"), () -> "requests for " + paths);
  }

  @Test
  void T4_continue_is_sent_at_the_first_read() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    Transport transport =
        serve(exchange -> {
          entered.countDown();
          awaitQuietly(read);
          record(exchange);
        });
    RawClient client = client(transport);
    client.head("PUT", "/b/k", "Content-Length: 5", "Expect: 100-continue");
    Crowd.await(entered);
    try {
      Rule.T4.holds(client.silent(), () -> "something was sent before the body was read");
    } finally {
      read.countDown();
    }
    Rule.T4.same(100, client.readHead().status(), "the first status once the body is read");
    client.send("hello");
    Rule.T4.same(200, client.readHead().status(), "the final status");
    byte[] body = next(Rule.T4, bodies, "the body");
    Rule.T4.same("hello".getBytes(StandardCharsets.US_ASCII), body, "the body");
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      Crowd.await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void T4_continue_is_sent_for_an_empty_body_too() throws Exception {
    Transport transport = serve(this::record);
    RawClient client = client(transport);
    client.head("PUT", "/b/k", "Content-Length: 0", "Expect: 100-continue");
    Rule.T4.same(100, client.readHead().status(), "the first status once the body is read");
    Rule.T4.same(200, client.readHead().status(), "the final status");
  }

  @Test
  void T4_a_refusal_needs_no_continue() throws Exception {
    Transport transport = serve(exchange -> answer(exchange, 403, new byte[0]));
    RawClient client = client(transport);
    client.head("PUT", "/b/k", "Content-Length: 5", "Expect: 100-continue");
    Rule.T4.same(403, client.readHead().status(), "the first status of an unread body");
  }

  @Test
  void T4_no_continue_is_sent_where_none_is_expected() throws Exception {
    Transport transport = serve(this::record);
    RawClient client = client(transport).head("PUT", "/b/k", "Content-Length: 5").send("hello");
    Rule.T4.same(200, client.readHead().status(), "the first status");
  }

  @Test
  void T5_a_body_shorter_than_its_length_fails() throws Exception {
    Transport transport = serve(this::record);
    for (int sent : new int[] {0, 1, 50_000}) {
      RawClient client = client(transport).head("PUT", "/b/k", "Content-Length: 100000");
      client.send(bytes(sent)).finish();
      broken("a body that broke off after " + sent + " bytes");
    }
  }

  @Test
  void T5_a_connection_that_is_cut_fails() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    Transport transport =
        serve(exchange -> {
          try {
            InputStream body = exchange.body();
            byte[] first = body.readNBytes(3);
            reading.countDown();
            outcomes.add(first.length + " bytes and " + body.readAllBytes().length);
          } catch (IOException e) {
            outcomes.add(e);
          }
        });
    RawClient client = client(transport).head("PUT", "/b/k", "Content-Length: 9").send("abc");
    Crowd.await(reading);
    client.close();
    broken("a body whose connection was cut");
  }

  @Test
  void T5_chunks_without_an_end_fail() throws Exception {
    Transport transport = serve(this::record);
    for (String body : List.of("", "5\r\nhel", "5\r\nhello", "5\r\nhello\r\n", "zz\r\nhello\r\n")) {
      RawClient client = client(transport).head("PUT", "/b/k", "Transfer-Encoding: chunked");
      client.send(body).finish();
      broken("chunks \"" + body.replace("\r\n", "|") + "\"");
    }
  }

  private void broken(String what) throws InterruptedException {
    Object outcome = next(Rule.T5, outcomes, "the end of " + what);
    Rule.T5.holds(outcome instanceof IOException, () -> what + " was read as " + outcome);
  }
}
