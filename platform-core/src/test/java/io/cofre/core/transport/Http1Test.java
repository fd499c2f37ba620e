package io.cofre.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http1Test {
  private Listening server;

  @BeforeAll
  void start() throws IOException {
    server = Listening.at(new Echo(), "head-timeout", "2s", "idle-timeout", "3s");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void theTargetAndHeadersArriveAsSent() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send("GET /b//x/../y%2F;v=1|%zz?a=%zz&b=+#c?d HTTP/1.1\r\nHost: h\r\n");
      wired.send("X-Meta:  caf\u00e9 \u00c3 \r\nX-Two: 1\r\nx-tWo: 2\r\n");
      wired.send("Content-Encoding: aws-chunked\r\n\r\n");
      assertEquals(
          "GET|/b//x/../y%2F;v=1|%zz|a=%zz&b=+#c?d|{content-encoding=[aws-chunked], host=[h],"
              + " x-meta=[caf\u00e9 \u00c3], x-two=[1, 2]}",
          wired.answer().text());
    }
  }

  @Test
  void anAbsoluteTargetNamesTheHost() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send("GET http://real:9/p?q HTTP/1.1\r\nHost: other\r\n\r\n");
      assertEquals("GET|/p|q|{host=[real:9]}", wired.answer().text());
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send(
          "\r\nPUT /count HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
              + "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
      assertEquals("3", wired.answer().text());
      assertTrue(wired.answer().text().startsWith("GET|/1|"));
      assertTrue(wired.answer().text().startsWith("GET|/2|"));
    }
  }

  @Test
  void everyAnswerHasDateAndServer() throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer();
      assertEquals(Optional.of("Cofre"), answer.header("Server"));
      assertTrue(answer.header("Date").orElseThrow().endsWith(" GMT"));
      assertTrue(answer.header("Connection").isEmpty());
    }
  }

  @Test
  void headHasTheLengthAndNoBody() throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send("HEAD /refuse HTTP/1.1\r\nHost: h\r\n\r\n").answerToHead();
      assertEquals(Optional.of("2"), answer.header("Content-Length"));
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/204", "/304"})
  void statusesWithoutABodyHaveNoLength(String path) throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").answer();
      assertTrue(answer.header("Content-Length").isEmpty());
      assertTrue(answer.header("Transfer-Encoding").isEmpty());
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
  }

  @Test
  void anEmptyAnswerSaysSo() throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n").answer();
      assertEquals(Optional.of("0"), answer.header("Content-Length"));
    }
  }

  @Test
  void anUnknownLengthIsChunked() throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send("GET /chunked HTTP/1.1\r\nHost: h\r\n\r\n").answer();
      assertEquals(30_000, answer.body().length);
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
  }

  @Test
  void http10GetsItsAnswerAndTheEnd() throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send("GET /chunked HTTP/1.0\r\n\r\n").answer();
      assertEquals(30_000, answer.body().length);
      assertTrue(answer.header("Transfer-Encoding").isEmpty());
    }
  }

  @Test
  void chunkedBodiesOfAnyShapeArriveWhole() throws IOException {
    Random random = new Random(7);
    try (Wired wired = server.connect()) {
      for (int round = 0; round < 50; round++) {
        StringBuilder body = new StringBuilder();
        int total = 0;
        for (int i = random.nextInt(6); i > 0; i--) {
          int size = 1 + random.nextInt(30_000);
          total += size;
          body.append(Integer.toHexString(size)).append(random.nextBoolean() ? ";x=y" : "");
          body.append("\r\n").append("z".repeat(size)).append("\r\n");
        }
        body.append("0\r\n").append(random.nextBoolean() ? "X-Trailer: 1\r\n" : "").append("\r\n");
        wired.send("PUT /count HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        assertEquals("" + total, wired.answer().text());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n",
        "\r\n",
        "-1\r\n",
        "fffffffffffffffff\r\n",
        "3\nabc",
        "3\r\nabcd\r\n0\r\n\r\n",
        "3 \u0000\n\r\n",
        "0\r\nbad\n\r\n"
      })
  void malformedChunksBreakTheBody(String chunks) throws IOException {
    try (Wired wired = server.connect()) {
      wired.send(
          "PUT /broken-body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
      wired.socket.shutdownOutput();
      Wired.Answer answer = wired.answer();
      assertEquals(400, answer.status());
      assertEquals(Optional.of("close"), answer.header("Connection"));
      assertTrue(wired.closed());
    }
  }

  @Test
  void aBodyBrokenOffFailsWhenRead() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send("PUT /broken-body HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
      wired.socket.shutdownOutput();
      assertEquals("broken", wired.answer().text());
      assertTrue(wired.closed());
    }
  }

  @Test
  void continueIsSentAtTheFirstRead() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send(
          "PUT /count HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
      assertEquals(100, wired.answer().status());
      assertEquals("3", wired.send("abc").answer().text());
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
  }

  /// Clients that expect it for every upload may take the final answer for that to the next one:
  /// botocore does, unless the connection is closed.
  @Test
  void continueIsSentForAnEmptyBodyToo() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send(
          "PUT /count HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n");
      assertEquals(100, wired.answer().status());
      assertEquals("0", wired.answer().text());
      wired.send(
          "PUT /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n");
      Wired.Answer answer = wired.answer();
      assertEquals(403, answer.status());
      assertEquals(Optional.of("close"), answer.header("Connection"));
    }
  }

  @Test
  void continueIsNotSentWhenRefused() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send(
          "PUT /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
      Wired.Answer answer = wired.answer();
      assertEquals(403, answer.status());
      assertEquals(Optional.of("close"), answer.header("Connection"));
    }
  }

  @Test
  void aSmallUnwantedBodyKeepsTheConnection() throws IOException {
    try (Wired wired = server.connect()) {
      String body = "x".repeat(5000);
      wired.send("PUT /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n" + body);
      assertEquals(403, wired.answer().status());
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
  }

  @Test
  void aLargeUnwantedBodyDoesNotHideTheAnswer() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Wired wired = server.connect()) {
        wired.send("PUT /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n");
        wired.send("x".repeat(8_000_000));
        Wired.Answer answer = wired.answer();
        assertEquals(403, answer.status());
        assertEquals(Optional.of("close"), answer.header("Connection"));
      }
    }
  }

  @Test
  void anUnwantedBodyIsNeverTakenForARequest() throws IOException {
    try (Wired wired = server.connect()) {
      String smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n".repeat(3000);
      wired.send(
          "PUT /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: " + smuggled.length() + "\r\n\r\n");
      wired.send(smuggled);
      assertEquals(403, wired.answer().status());
      wired.socket.shutdownOutput();
      assertTrue(wired.closed());
    }
  }

  @Test
  void aGateThatThrowsIsA500WithANumber() throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send("GET /throw HTTP/1.1\r\nHost: h\r\n\r\n").answer();
      assertEquals(500, answer.status());
      assertTrue(answer.text().matches("(?s).* id [0-9a-f]{16}\\.\n"), answer.text());
      assertFalse(answer.text().contains("purpose"));
      assertEquals(500, wired.send("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
      assertEquals(500, wired.send("GET /inject HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/throw-late", "/short", "/chunked-late"})
  void anAnswerThatFailsAfterItsHeadBreaksTheConnection(String path) throws IOException {
    try (Wired wired = server.connect()) {
      wired.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThrows(IOException.class, wired::answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
        "GET /caf\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: a\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void whatIsNoRequestIsRefused(String bytes) throws IOException {
    try (Wired wired = server.connect()) {
      Wired.Answer answer = wired.send(bytes).answer();
      assertEquals(400, answer.status());
      assertEquals(Optional.of("close"), answer.header("Connection"));
      wired.socket.shutdownOutput();
      assertTrue(wired.closed());
    }
  }

  @Test
  void otherCodingsAndVersionsAreNamed() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
      assertEquals(501, wired.answer().status());
    }
    try (Wired wired = server.connect()) {
      assertEquals(505, wired.send("GET / HTTP/3.0\r\nHost: a\r\n\r\n").answer().status());
    }
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
      assertEquals(431, wired.answer().status());
    }
    try (Wired wired = server.connect()) {
      wired.send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertEquals(200, wired.answer().status());
    }
  }

  @Test
  void aHeadThatIsTooSlowIsRefused() throws IOException {
    try (Wired wired = server.connect()) {
      wired.send("GET / HTTP/1.1\r\nHost: a\r\n");
      assertTrue(wired.closed());
    }
    try (Wired wired = server.connect()) {
      wired.socket.setTcpNoDelay(true);
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              wired.send("G");
              Thread.sleep(50);
            }
          });
    }
  }

  @Test
  void aHeadInSingleBytesIsUnderstood() throws IOException {
    try (Wired wired = server.connect()) {
      wired.socket.setTcpNoDelay(true);
      for (char c : "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n".toCharArray()) {
        wired.send("" + c);
      }
      assertTrue(wired.answer().text().startsWith("GET|/slow|"));
    }
  }

  @Test
  void aSilentConnectionIsClosed() throws IOException {
    try (Wired wired = server.connect()) {
      assertTrue(wired.closed());
    }
    try (Wired wired = server.connect()) {
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
      assertTrue(wired.closed());
    }
  }

  @Test
  void randomBytesNeverStopTheListener() throws IOException {
    Random random = new Random(11);
    String[] seeds = {
      "GET /a?b HTTP/1.1\r\nHost: h\r\nX: y\r\n\r\n",
      "PUT /count HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000"
    };
    for (int round = 0; round < 300; round++) {
      StringBuilder bytes = new StringBuilder(seeds[random.nextInt(seeds.length)]);
      for (int i = random.nextInt(6); i > 0; i--) {
        bytes.setCharAt(random.nextInt(bytes.length()), (char) random.nextInt(256));
      }
      try (Wired wired = server.connect()) {
        wired.send(bytes.toString());
        wired.socket.shutdownOutput();
        wired.closed();
      }
    }
    try (Wired wired = server.connect()) {
      assertEquals(200, wired.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
  }
}
