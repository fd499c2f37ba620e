package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a bad network does to a call.
class FaultsTest {
  @TempDir Path home;
  private LocalServer server;
  private FaultyProxy network;
  private KmsHttp http;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.http(request -> Reply.json(200, "{\"ok\":true}"));
    network = FaultyProxy.before(server.port());
    http = Http.open(home, "timeout", "300ms");
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    network.close();
    server.close();
  }

  private Call call() {
    return Call.get(URI.create("http://127.0.0.1:%d/key?secret=x".formatted(network.port())));
  }

  private void fails(String words) {
    var failure = Http.fails(Reason.UNAVAILABLE, () -> http.send(call()));
    Http.contains("Vault at http://127.0.0.1:%d/key ".formatted(network.port()), failure);
    Http.contains(words, failure);
    assertTrue(!failure.getMessage().contains("secret"), failure.getMessage());
  }

  @Test
  void works_without_fault_and_after_each() {
    assertTrue(http.send(call()).ok());
    network.next(new Fault.Reset()).next(new Fault.Cut(20)).next(new Fault.Silence());
    fails("gave no whole answer");
    fails("gave no whole answer");
    fails("did not answer within 300ms");
    assertTrue(http.send(call()).ok());
    assertEquals(5, network.requests(), "every call goes out once");
  }

  @Test
  void a_body_that_ends_early_is_no_answer() {
    network.next(Fault.Instead.status(200, "", "{\"ok\":true}")).always(new Fault.Reset());
    assertTrue(http.send(call()).ok());
    network.always(new Fault.Instead("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":tr"));
    fails("gave no whole answer");
    network.always(
        new Fault.Instead("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"));
    fails("gave no whole answer");
    network.always(new Fault.Instead("SSH-2.0-x\r\n"));
    fails("gave no whole answer");
  }

  @Test
  void latency_past_the_timeout_is_unavailable() {
    network.always(new Fault.Delay(Duration.ofMillis(1500)));
    fails("did not answer within 300ms");
  }

  @Test
  void a_call_may_have_less_time() {
    try (KmsHttp patient = Http.open(home, "timeout", "60s")) {
      network.always(new Fault.Silence());
      Http.contains(
          "did not answer within 50ms",
          Http.fails(Reason.UNAVAILABLE, () -> patient.send(call(), Duration.ofMillis(50))));
    }
  }

  @Test
  void a_server_that_dropped_its_connections_costs_one_call_at_most() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(Collections.nCopies(8, () -> http.send(call()).ok()));
    }
    network.closeConnections();
    try {
      http.send(call());
    } catch (KmsException e) {
      assertEquals(Reason.UNAVAILABLE, e.reason());
    }
    for (int i = 0; i < 8; i++) {
      assertTrue(http.send(call()).ok());
    }
  }

  /// Or tests that count faults would fail now and then.
  @Test
  void no_fault_is_spent_on_a_connection_that_is_closed() {
    try (KmsHttp patient = Http.open(home, "timeout", "60s")) {
      for (int i = 0; i < 300; i++) {
        assertTrue(patient.send(call()).ok());
        network.closeConnections();
        network.next(Fault.Instead.status(429, "", "{}"));
        assertEquals(429, sendTwice(patient).status(), "time " + i);
      }
    }
  }

  private Answer sendTwice(KmsHttp patient) {
    try {
      return patient.send(call());
    } catch (KmsException _) {
      return patient.send(call());
    }
  }

  @Test
  void nobody_listens() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var failure =
        Http.fails(
            Reason.UNAVAILABLE,
            () -> http.send(Call.get(URI.create("http://127.0.0.1:%d/".formatted(free)))));
    Http.contains("cannot be reached", failure);
  }

  @Test
  void an_interrupt_ends_a_call() throws Exception {
    try (KmsHttp patient = Http.open(home, "timeout", "60s")) {
      network.always(new Fault.Silence());
      CompletableFuture<Throwable> seen = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  patient.send(call());
                } catch (RuntimeException e) {
                  seen.complete(e);
                }
              });
      while (network.requests() == 0) {
        Thread.onSpinWait();
      }
      caller.interrupt();
      Http.contains("interrupted", seen.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void close_ends_a_call_under_way() throws Exception {
    KmsHttp patient = Http.open(home, "timeout", "60s");
    network.always(new Fault.Silence());
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            patient.send(call());
          } catch (RuntimeException e) {
            seen.complete(e);
          }
        });
    while (network.requests() == 0) {
      Thread.onSpinWait();
    }
    patient.close();
    Http.contains("is closed", seen.get(30, TimeUnit.SECONDS));
  }

  @Test
  void a_storm_is_told_with_its_wait() {
    network.next(3, Fault.Instead.status(429, "7", "{}"));
    for (int i = 0; i < 3; i++) {
      Answer answer = http.send(call());
      assertEquals(429, answer.status());
      assertEquals(
          Duration.ofSeconds(7),
          answer.failure(Reason.THROTTLED, "storm").retryAfter().orElseThrow());
    }
    assertTrue(http.send(call()).ok());
  }
}
