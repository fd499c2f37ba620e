package io.cofre.kms.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and private keys in PEM (RFC 7468); what stands between them is passed over.
///
/// Keys are PKCS#8 (RFC 5958), PKCS#1 (RFC 8017, `RSA PRIVATE KEY`) or SEC 1 (RFC 5915, `EC PRIVATE
/// KEY`), not encrypted.
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN CERTIFICATE-----");
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final int LONGEST_KEY = 1 << 15;

  private Pem() {}

  /// Read all certificates of a file.
  ///
  /// @throws GeneralSecurityException if there is none, or one was cut or cannot be read
  public static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE")) {
        byte[] der = decoded(block.group(2));
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    }
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate in PEM");
    }
    if (BEGIN.matcher(text).results().count() > found.size()) {
      throw new GeneralSecurityException("a certificate in PEM was cut");
    }
    return List.copyOf(found);
  }

  /// Read a certificate with its intermediates, and its key.
  ///
  /// @throws GeneralSecurityException if one is missing or cannot be read, or they do not belong
  ///   together; the message holds nothing of the key
  public static ClientCertificate client(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = certificates(certificate);
    PublicKey open = chain.getFirst().getPublicKey();
    byte[] text = Files.readAllBytes(key);
    try {
      return new ClientCertificate(KeyPairs.matching(open, privateKey(text, open)), chain);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static PrivateKey privateKey(byte[] text, PublicKey open)
      throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      byte[] der =
          switch (block.group(1)) {
            case "PRIVATE KEY" -> decoded(block.group(2));
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> pkcs8(decoded(block.group(2)), open);
            case "ENCRYPTED PRIVATE KEY" ->
                throw new GeneralSecurityException("the private key is encrypted");
            default -> new byte[0]; // a certificate, or the parameters of a curve
          };
      if (der.length > 0) {
        try {
          return KeyFactory.getInstance(open.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException _) {
          throw new GeneralSecurityException(
              "the private key is no %s key, which its certificate is for"
                  .formatted(open.getAlgorithm()));
        } finally {
          Arrays.fill(der, (byte) 0);
        }
      }
    }
    throw new GeneralSecurityException("no private key in PEM");
  }

  /// Put a key of an older form into PKCS#8, whose algorithm the certificate tells.
  private static byte[] pkcs8(byte[] inner, PublicKey open) throws GeneralSecurityException {
    if (inner.length > LONGEST_KEY) {
      throw new GeneralSecurityException("the private key is too long");
    }
    byte[] algorithm = Der.firstOfSequence(open.getEncoded());
    return Der.sequence(VERSION_0, algorithm, Der.element(Der.OCTET_STRING, inner));
  }

  private static byte[] decoded(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new GeneralSecurityException("a PEM block is damaged");
    }
  }
}
