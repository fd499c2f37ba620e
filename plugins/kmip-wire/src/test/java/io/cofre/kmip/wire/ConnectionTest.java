package io.cofre.kmip.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A connection to a server of loopback, whatever that sends.
@Timeout(60) // what hangs fails
class ConnectionTest {
  private static final byte[] REQUEST = HexFormat.of().parseHex("4200780100000000");
  private static final byte[] RESPONSE =
      HexFormat.of().parseHex("42007b0100000008" + "01".repeat(8));
  private static final int LONGEST = 1 << 20;
  private final TestAuthority authority = new TestAuthority();
  private final SSLContext tls = authority.context(authority.server());

  private Connection open(ScriptedServer server) throws IOException {
    return new Connection("localhost", server.port(), tls);
  }

  private static byte[] claiming(int length) {
    return ByteBuffer.allocate(8).putInt(0x42007b01).putInt(length).array();
  }

  @Test
  void oneConnectionCarriesRequestAfterRequest() throws IOException {
    try (var server =
            new ScriptedServer(
                tls, true, (request, client) -> client.getOutputStream().write(request));
        var connection = open(server)) {
      for (int size = 0; size < 900; size += 100) {
        byte[] message = Arrays.copyOf(claiming(size), 8 + size);
        assertArrayEquals(message, connection.exchange(message));
        assertTrue(connection.answering());
      }
    }
  }

  @Test
  void itTellsWhoseTlsItUses() throws IOException {
    try (var server = ScriptedServer.answering(tls, RESPONSE);
        var connection = open(server)) {
      assertTrue(connection.uses(tls));
      assertFalse(connection.uses(authority.context(authority.server())));
      assertFalse(connection.answering());
    }
  }

  @Test
  void anAnswerInPiecesIsPutTogether() throws IOException {
    byte[][] bytes =
        IntStream.range(0, RESPONSE.length)
            .mapToObj(i -> new byte[] {RESPONSE[i]})
            .toArray(byte[][]::new);
    try (var server = ScriptedServer.answering(tls, bytes);
        var connection = open(server)) {
      assertArrayEquals(RESPONSE, connection.exchange(REQUEST));
      assertArrayEquals(RESPONSE, connection.exchange(REQUEST));
    }
  }

  @Test
  void theLongestAnswerIsRead() throws IOException {
    try (var server = ScriptedServer.answering(tls, claiming(LONGEST), new byte[LONGEST]);
        var connection = open(server)) {
      assertEquals(8 + LONGEST, connection.exchange(REQUEST).length);
    }
  }

  @Test
  void aLengthThatIsTooGreatOrNegativeEndsTheConnection() throws Exception {
    for (int length : new int[] {LONGEST + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
      try (var server = ScriptedServer.answering(tls, claiming(length));
          var connection = open(server)) {
        IOException e = assertThrows(IOException.class, () -> connection.exchange(REQUEST));
        assertEquals(
            "the message claims %,d bytes".formatted(Integer.toUnsignedLong(length)),
            e.getMessage());
        assertTrue(connection.answering());
        server.awaitLeave();
        assertThrows(IOException.class, () -> connection.exchange(REQUEST));
      }
    }
  }

  @Test
  void aLengthOfZeroIsAMessageThatAnswersNothing() throws IOException {
    try (var server = ScriptedServer.answering(tls, claiming(0));
        var connection = open(server)) {
      byte[] response = connection.exchange(REQUEST);
      assertArrayEquals(claiming(0), response);
      assertThrows(BadMessage.class, () -> Requests.locate().result(response));
    }
  }

  /// What is left of an answer would be taken for the answer to the next request.
  @Test
  void aLengthThatIsTooSmallSpoilsTheConnection() throws Exception {
    byte[] twice = ByteBuffer.allocate(32).put(RESPONSE).put(RESPONSE).array();
    try (var server = ScriptedServer.answering(tls, twice);
        var connection = open(server)) {
      assertArrayEquals(RESPONSE, connection.exchange(REQUEST));
      IOException e = assertThrows(IOException.class, () -> connection.exchange(REQUEST));
      assertEquals("the server sent more than its answer", e.getMessage());
      assertFalse(connection.answering());
      server.awaitLeave();
    }
  }

  @Test
  void anAnswerThatIsCutAnywhereIsNone() throws IOException {
    for (int length = 0; length < RESPONSE.length; length++) {
      byte[] cut = Arrays.copyOf(RESPONSE, length);
      ScriptedServer.Script script =
          (_, client) -> {
            client.getOutputStream().write(cut);
            client.close();
          };
      try (var server = new ScriptedServer(tls, false, script);
          var connection = open(server)) {
        assertThrows(IOException.class, () -> connection.exchange(REQUEST));
        assertEquals(length > 0, connection.answering());
      }
    }
  }

  /// A thread at work that something ends.
  private record Waiting(Thread thread, FutureTask<?> task) {
    static Waiting at(Callable<?> work) {
      var task = new FutureTask<>(work);
      return new Waiting(Thread.ofVirtual().start(task), task);
    }

    void requireBroken() {
      var e = assertThrows(ExecutionException.class, task::get);
      assertInstanceOf(IOException.class, e.getCause());
    }
  }

  @Test
  void anInterruptEndsTheWaitAndTheConnection() throws Exception {
    try (var server = ScriptedServer.answering(tls);
        var connection = open(server)) {
      var waiting = Waiting.at(() -> connection.exchange(REQUEST));
      server.awaitRequest();
      waiting.thread().interrupt();
      waiting.requireBroken();
      server.awaitLeave();
      assertThrows(IOException.class, () -> connection.exchange(REQUEST));
    }
  }

  @Test
  void anInterruptEndsAHandshake() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var waiting = Waiting.at(() -> new Connection("localhost", silent.getLocalPort(), tls));
      try (Socket client = silent.accept()) {
        assertEquals(1, client.getInputStream().readNBytes(1).length);
        waiting.thread().interrupt();
        waiting.requireBroken();
        assertTrue(client.getInputStream().readAllBytes().length > 0); // to the end: it has left
      }
    }
  }

  @Test
  void closingEndsTheWaitOfAnotherThread() throws Exception {
    try (var server = ScriptedServer.answering(tls)) {
      Connection connection = open(server);
      var waiting = Waiting.at(() -> connection.exchange(REQUEST));
      server.awaitRequest();
      connection.close();
      waiting.requireBroken();
      server.awaitLeave();
      connection.close();
    }
  }

  @Test
  void aServerOfAnotherAuthorityOrForAnotherHostIsNotTrusted() throws IOException {
    var other = new TestAuthority();
    for (SSLContext bad :
        new SSLContext[] {
          other.context(other.server()),
          authority.context(authority.named("elsewhere.example").build())
        }) {
      try (var server = ScriptedServer.answering(bad, RESPONSE)) {
        assertThrows(SSLException.class, () -> open(server).close());
      }
    }
  }

  @Test
  void aClientWithoutTheCertificateThatIsAskedForGetsNoAnswer() throws IOException {
    var nobody =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(authority.root().certificate())
            .build()
            .sslContext();
    ScriptedServer.Script script = (_, client) -> client.getOutputStream().write(RESPONSE);
    try (var server = new ScriptedServer(tls, true, script)) {
      assertThrows(
          IOException.class,
          () -> {
            try (var connection = new Connection("localhost", server.port(), nobody)) {
              connection.exchange(REQUEST);
            }
          });
    }
  }

  @Test
  void whereNobodyListensThereIsNoConnection() throws IOException {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThrows(ConnectException.class, () -> new Connection("localhost", port, tls).close());
  }
}
