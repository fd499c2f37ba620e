package io.cofre.kms.aws;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks a signature of version 4 by computing it again.
final class Signature {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/kms/aws4_request,"
              + " SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

  private Signature() {}

  static void check(
      HttpExchange exchange, byte[] body, String region, Map<String, String> secrets) {
    var headers = exchange.getRequestHeaders();
    Matcher m = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
    if (!m.matches() || !m.group(3).equals(region)) {
      throw new Refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    String secret = secrets.get(m.group(1));
    if (secret == null) {
      throw new Refusal(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    try {
      StringBuilder canonical = new StringBuilder("POST\n/\n\n");
      for (String name : m.group(4).split(";")) {
        canonical.append(name).append(':').append(headers.getFirst(name)).append('\n');
      }
      canonical.append('\n').append(m.group(4)).append('\n').append(sha256(body));
      String scope = m.group(2) + "/" + region + "/kms/aws4_request";
      String toSign =
          "AWS4-HMAC-SHA256\n"
              + headers.getFirst("X-Amz-Date")
              + "\n"
              + scope
              + "\n"
              + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
      byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
      for (String part : scope.split("/")) {
        key = hmac(key, part);
      }
      if (!HexFormat.of().formatHex(hmac(key, toSign)).equals(m.group(5))) {
        throw new Refusal(
            "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided.\n"
                + canonical);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
