package io.cofre.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.transport.Gate;
import io.cofre.api.transport.ResponseHead;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class DrainTest {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);

  private Gate waiting() {
    return exchange -> {
      entered.countDown();
      try {
        proceed.await();
        Echo.text(exchange, 200, "done");
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Test
  void whatIsUnderWayIsFinished() throws Exception {
    Listening server = Listening.at(waiting());
    try (Wired busy = server.connect();
        Wired idle = server.connect()) {
      busy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /second HTTP/1.1\r\nHost: h\r\n\r\n");
      entered.await();
      Thread draining = Thread.ofVirtual().start(() -> server.drain(Duration.ofSeconds(60)));
      assertTrue(idle.closed());
      assertThrows(
          IOException.class,
          () -> {
            while (true) { // until the listener is closed
              server.connect().close();
            }
          });
      proceed.countDown();
      Wired.Answer answer = busy.answer();
      assertEquals("done", answer.text());
      assertEquals(Optional.of("close"), answer.header("Connection"));
      draining.join();
      assertThrows(IOException.class, busy::answer);
    }
    server.close();
  }

  @Test
  void theGraceHasAnEnd() throws Exception {
    Listening server = Listening.at(waiting());
    try (Wired busy = server.connect()) {
      busy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      entered.await();
      server.drain(Duration.ofMillis(100));
      assertThrows(IOException.class, busy::answer);
    }
  }

  @Test
  void closeCanBeCalledAtAnyTimeAndAgain() throws Exception {
    Listening server = Listening.at(new Echo());
    try (Wired idle = server.connect()) {
      idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").answer();
      server.close();
      server.close();
      assertTrue(idle.closed());
    }
    assertThrows(IOException.class, server.transport::start);
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      IOException failure =
          assertThrows(IOException.class, () -> Listening.at(new Echo(), "port", port));
      assertTrue(failure.getMessage().contains(port), failure.getMessage());
    }
  }

  @Test
  void aClientThatDoesNotTakeItsAnswerIsCutOff() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    Gate endless =
        exchange -> {
          try (OutputStream out =
              exchange.respond(new ResponseHead(200, Map.of(), OptionalLong.empty()))) {
            while (true) {
              out.write(new byte[65536]);
            }
          } catch (IOException e) {
            failed.countDown();
            throw new UncheckedIOException(e);
          }
        };
    try (Listening server = Listening.at(endless, "idle-timeout", "500ms");
        Wired lazy = server.connect()) {
      lazy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      failed.await();
    }
  }

  @Test
  void noSocketIsLeftOpen() throws Exception {
    Path descriptors = Path.of("/proc/self/fd");
    Assumptions.assumeTrue(Files.isDirectory(descriptors));
    try (Listening server = Listening.at(new Echo())) {
      rude(server, 20); // whatever is opened once
      long before = count(descriptors);
      rude(server, 300);
      for (int i = 0; i < 100 && count(descriptors) > before + 20; i++) {
        Thread.sleep(100);
      }
      assertTrue(count(descriptors) <= before + 20, count(descriptors) + " after " + before);
    }
  }

  private static void rude(Listening server, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (Wired wired = server.connect()) {
        wired.send("GET /chunked HTTP/1.1\r\nHost: h\r\n\r\nGET /");
        wired.socket.setSoLinger(true, 0); // a reset instead of an orderly end
      }
    }
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
