package io.cofre.kms.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.grpc.InsecureServerCredentials;
import io.grpc.Status;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the operator reads when the other side ends a connection: that it did, and not that Google
/// refused something.
class GcpConnectionTest {
  private static final int HEADERS = 1;
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final byte[] GOAWAY = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  /// How a connection ends; the frames are those of HTTP/2 (RFC 9113, 6.5 and 6.8).
  enum End {
    AT_ONCE,
    AFTER_THE_REQUEST,
    BY_A_RESET,
    BY_A_GOAWAY
  }

  private static KmsException failure(Kms kms) {
    return assertThrows(
        KmsException.class, () -> kms.generate(new KeyId("cofre"), KeyContext.EMPTY));
  }

  private static void end(ServerSocket server, End how) {
    try (Socket socket = server.accept()) {
      if (how == End.AT_ONCE) {
        return;
      }
      socket.getOutputStream().write(SETTINGS);
      readRequest(socket.getInputStream());
      if (how == End.BY_A_GOAWAY) {
        socket.getOutputStream().write(GOAWAY);
      }
      if (how == End.BY_A_RESET) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  /// Read the preface, and frames up to the headers of the first request (RFC 9113, 3.4 and 4.1).
  private static void readRequest(InputStream from) throws IOException {
    var in = new DataInputStream(from);
    in.skipNBytes(24);
    int type;
    do {
      int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      type = in.readUnsignedByte();
      in.skipNBytes(5 + length);
    } while (type != HEADERS);
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatEndedIsToldAsOne(End how) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Kms kms = Gcp.open("cloud-kms", server.getLocalPort())) {
      Thread.ofVirtual().start(() -> end(server, how));
      KmsException e = failure(kms);
      assertEquals(Reason.UNAVAILABLE, e.reason(), e.getMessage());
      assertTrue(
          e.getMessage().startsWith("Google Cloud KMS at 127.0.0.1 ended the connection: "),
          e.getMessage());
      assertTrue(
          e.getMessage().contains("(cloudkms.cryptoKeyVersions.useToEncrypt for "), e.getMessage());
    }
  }

  @Test
  void whatGoogleItselfSaysIsNoEndOfAConnection() throws IOException {
    try (var google = new GoogleDouble(InsecureServerCredentials.create(), new CloudDouble());
        Kms kms = Gcp.open("cloud-kms", google.port())) {
      google.fail(Status.UNAVAILABLE.withDescription("The service is currently unavailable."));
      KmsException e = failure(kms);
      assertEquals(Reason.UNAVAILABLE, e.reason());
      assertTrue(e.getMessage().endsWith(": UNAVAILABLE: The service is currently unavailable."));
      assertFalse(e.getMessage().contains("connection"), e.getMessage());
    }
  }
}
