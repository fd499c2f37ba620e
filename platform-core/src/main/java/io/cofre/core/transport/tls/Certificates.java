package io.cofre.core.transport.tls;

import io.cofre.api.plugin.InvalidSettings;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Reads certificates.
final class Certificates {
  private Certificates() {}

  /// Read all certificates of a file, in its order.
  ///
  /// @throws InvalidSettings if there is none, or one is damaged
  static List<X509Certificate> read(Path file, String setting) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Pem.Block block : Pem.read(file, setting)) {
      if (block.type().equals("CERTIFICATE")) {
        chain.add(parse(block.bytes(), file, setting));
      }
    }
    if (chain.isEmpty()) {
      throw new InvalidSettings(setting, file + " holds no certificate");
    }
    return List.copyOf(chain);
  }

  private static X509Certificate parse(byte[] bytes, Path file, String setting) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException _) {
      throw new InvalidSettings(setting, file + " holds a certificate that is damaged");
    }
  }
}
