package io.cofre.kms.gcp;

import io.cofre.kms.http.testing.WebProxy;
import io.grpc.BindableService;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/// Starts doubles of Google that are reached over TLS.
final class TlsDouble {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private TlsDouble() {}

  /// Start a server whose certificate is its own authority, in `name.pem`.
  static GoogleDouble serve(BindableService service, Path home, String name) throws Exception {
    Path store = home.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "a",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1,dns:localhost,dns:*." + WebProxy.DOMAIN,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit");
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    String pem = Base64.getMimeEncoder().encodeToString(keys.getCertificate("a").getEncoded());
    Files.writeString(
        home.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    var tls = TlsServerCredentials.newBuilder().keyManager(factory.getKeyManagers()).build();
    return new GoogleDouble(tls, service);
  }
}
