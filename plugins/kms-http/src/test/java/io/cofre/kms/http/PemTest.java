package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates and keys in PEM: several, cut, damaged, and not belonging together.
class PemTest {
  @TempDir Path home;
  private final TestAuthority authority = new TestAuthority();
  private final HeldCertificate one = authority.client("one");
  private final HeldCertificate two = authority.client("two");

  private Path file(String... parts) throws IOException {
    return Files.writeString(home.resolve("file.pem"), String.join("", parts));
  }

  private static void refused(String words, Executable work) {
    Http.contains(words, assertThrows(GeneralSecurityException.class, work::run));
  }

  @FunctionalInterface
  private interface Executable {
    void run() throws Exception;
  }

  @Test
  void allCertificatesOfAFileAreReadInTheirOrder() throws Exception {
    Path file =
        file(
            "# ours\n",
            one.certificatePem(),
            "subject=/CN=two\n",
            two.certificatePem().replace("\n", "\r\n"),
            two.privateKeyPkcs8Pem(),
            one.certificatePem());
    assertEquals(
        List.of(one.certificate(), two.certificate(), one.certificate()), Pem.certificates(file));
  }

  @Test
  void aChainIsTheCertificatesOfTheFileAndItsKeyMayStandAmongThem() throws Exception {
    Path file = file(one.certificatePem(), one.privateKeyPkcs8Pem(), two.certificatePem());
    ClientCertificate client = Pem.client(file, file);
    assertEquals(List.of(one.certificate(), two.certificate()), client.chain());
    assertEquals(one.keyPair().getPrivate(), client.key());
  }

  /// The key has to be that of the first certificate.
  @Test
  void theKeyOfAnotherCertificateIsRefused() throws IOException {
    Path file = file(one.certificatePem(), two.certificatePem(), two.privateKeyPkcs8Pem());
    refused("is not that of the certificate", () -> Pem.client(file, file));
    var rsa = authority.named("rsa").rsa2048().build();
    Path other = file(one.certificatePem(), rsa.privateKeyPkcs8Pem());
    refused("is no EC key", () -> Pem.client(other, other));
  }

  @Test
  void aFileThatWasCutWithinAnyOfItsCertificatesIsRefused() throws IOException {
    String whole = one.certificatePem() + two.certificatePem();
    int last = whole.stripTrailing().length();
    for (int length = 0; length < last; length++) {
      Path file = file(whole.substring(0, length));
      int end = one.certificatePem().length();
      if (length >= end - 1 && length < end + "-----BEGIN CERTIFICATE-----".length()) {
        continue; // one whole certificate, and perhaps some words behind it
      }
      assertThrows(
          GeneralSecurityException.class, () -> Pem.certificates(file), "length " + length);
    }
  }

  @Test
  void aKeyOfMuchTooManyBytesIsRefused() throws IOException {
    for (String kind : List.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY")) {
      String text = Base64.getMimeEncoder().encodeToString(new byte[70_000]);
      String key = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
      Path file = file(one.certificatePem(), key);
      refused("private key", () -> Pem.client(file, file));
    }
  }

  /// Whatever a file holds, it is read or refused, and no word of a key is told.
  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    var random = new Random(20_261_127);
    var rsa = authority.named("rsa").rsa2048().build();
    String secret = one.privateKeyPkcs8Pem().lines().skip(1).findFirst().orElseThrow();
    List<byte[]> files =
        List.of(
            (one.certificatePem() + one.privateKeyPkcs8Pem()).getBytes(StandardCharsets.US_ASCII),
            (rsa.certificatePem() + rsa.privateKeyPkcs1Pem()).getBytes(StandardCharsets.US_ASCII));
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = files.get(i % 2).clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) (33 + random.nextInt(94));
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      Path file = Files.write(home.resolve("damaged.pem"), bytes);
      try {
        assertFalse(Pem.client(file, file).chain().isEmpty());
      } catch (GeneralSecurityException e) {
        refused++;
        assertFalse(String.valueOf(e.getMessage()).contains(secret.substring(0, 20)), e.toString());
      }
    }
    assertTrue(refused > 300, "refused: " + refused);
  }
}
