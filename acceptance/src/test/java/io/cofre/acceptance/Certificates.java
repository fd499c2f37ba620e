package io.cofre.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A self-made certificate for 127.0.0.1.
///
/// @param store a PKCS #12 key store with password `changeit`
/// @param certificate in PEM
/// @param key in PEM
record Certificates(Path store, Path certificate, Path key) {

  static Certificates make(Path folder) throws Exception {
    Path store = folder.resolve("keys.p12");
    Command.run(
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "cofre",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString()))
        .mustSucceed();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    Path certificate = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("cofre").getEncoded()));
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey("cofre", "changeit".toCharArray()).getEncoded()));
    // The trust store holds the certificate as an entry of its own.
    Path trust = folder.resolve("trust.p12");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("cofre", keys.getCertificate("cofre"));
    try (var out = Files.newOutputStream(trust)) {
      trusted.store(out, "changeit".toCharArray());
    }
    return new Certificates(trust, certificate, key);
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(
            type,
            Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .encodeToString(der),
            type);
  }
}
