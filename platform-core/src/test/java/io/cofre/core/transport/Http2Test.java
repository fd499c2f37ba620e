package io.cofre.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http2Test {
  @TempDir static Path folder;
  private Listening server;
  private HttpClient client;

  @BeforeAll
  void start() throws Exception {
    SelfMade self = SelfMade.in(folder, "server", "EC", "-groupname", "secp256r1");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(self.store());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    server =
        Listening.at(
            new Echo(),
            "tls-cert",
            self.writeCertificate(folder.resolve("c.pem")).toString(),
            "tls-key",
            self.writeKey(folder.resolve("k.pem")).toString());
    client = HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_2).build();
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    return answer;
  }

  @Test
  void bodiesArriveWhole() throws Exception {
    for (int size : new int[] {0, 1, 16_384, 1_000_000, 5_000_000}) {
      byte[] body = new byte[size];
      assertEquals("" + size, send(to("/count").PUT(BodyPublishers.ofByteArray(body))).body());
    }
  }

  @Test
  void unknownLengthsWork() throws Exception {
    byte[] body = new byte[200_000];
    HttpRequest.BodyPublisher unknown =
        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));
    assertEquals("200000", send(to("/count").PUT(unknown)).body());
    assertEquals(30_000, send(to("/chunked").GET()).body().length());
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> answer = send(to("/refuse").HEAD());
    assertEquals(403, answer.statusCode());
    assertEquals(2, answer.headers().firstValueAsLong("content-length").orElse(-1));
    assertEquals("", answer.body());
    assertEquals("Cofre", answer.headers().firstValue("server").orElse(""));
    assertTrue(answer.headers().firstValue("date").isPresent());
  }

  @Test
  void statusesWithoutABodyHaveNoLength() throws Exception {
    for (String path : List.of("/204", "/304")) {
      HttpResponse<String> answer = send(to(path).GET());
      assertTrue(answer.headers().firstValue("content-length").isEmpty(), path);
    }
    assertEquals("0", send(to("/empty").GET()).headers().firstValue("content-length").orElse(""));
  }

  @Test
  void continueIsSentAtTheFirstRead() throws Exception {
    byte[] body = new byte[100_000];
    HttpRequest.Builder request =
        to("/count").expectContinue(true).PUT(BodyPublishers.ofByteArray(body));
    assertEquals("100000", send(request).body());
    HttpRequest.Builder refused =
        to("/refuse").expectContinue(true).PUT(BodyPublishers.ofByteArray(body));
    assertEquals(403, send(refused).statusCode());
  }

  @Test
  void aGateThatThrowsIsA500() throws Exception {
    assertEquals(500, send(to("/throw").GET()).statusCode());
    assertEquals(500, send(to("/nothing").GET()).statusCode());
    assertEquals(500, send(to("/inject").GET()).statusCode());
  }

  @Test
  void anAnswerThatFailsAfterItsHeadIsReset() {
    for (String path : List.of("/throw-late", "/short", "/chunked-late")) {
      assertThrows(IOException.class, () -> send(to(path).GET()), path);
    }
  }

  @Test
  void aRefusedUploadDoesNotHurtOthers() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] body = new byte[2_000_000];
      HttpRequest request =
          to(i % 2 == 0 ? "/refuse" : "/count").PUT(BodyPublishers.ofByteArray(body)).build();
      answers.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    for (int i = 0; i < 20; i++) {
      assertEquals(i % 2 == 0 ? 403 : 200, answers.get(i).join().statusCode());
    }
  }

  @Test
  void aClientThatStopsReadingIsNoHarm() throws Exception {
    HttpResponse<InputStream> answer =
        client.send(to("/chunked").build(), BodyHandlers.ofInputStream());
    answer.body().close();
    assertEquals(200, send(to("/").GET()).statusCode());
  }
}
