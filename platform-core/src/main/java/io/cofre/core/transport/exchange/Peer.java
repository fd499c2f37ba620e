package io.cofre.core.transport.exchange;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Who is at the other end of a connection.
///
/// @param address its address
/// @param confidential whether nobody on the way can read along
/// @param certificates its certificate chain, empty without mutual TLS
public record Peer(
    InetSocketAddress address, boolean confidential, List<X509Certificate> certificates) {

  /// Copies the chain.
  public Peer {
    certificates = List.copyOf(certificates);
  }

  /// Ask a socket.
  public static Peer of(HelidonSocket socket) {
    return of(socket.remotePeer(), socket.isSecure());
  }

  /// Read Helidon's description.
  public static Peer of(PeerInfo info, boolean secure) {
    return new Peer(address(info.address()), secure, secure ? chain(info) : List.of());
  }

  private static InetSocketAddress address(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? inet
        : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static List<X509Certificate> chain(PeerInfo info) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : info.tlsCertificates().orElse(new Certificate[0])) {
      if (certificate instanceof X509Certificate x509) {
        chain.add(x509);
      }
    }
    return chain;
  }
}
