package io.cofre.core.s3.auth;

import io.cofre.api.plugin.Secret;
import io.cofre.core.identity.RootAccessKeys;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.tck.fake.MemoryRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A client's side of Signature Version 4, written apart from the server's, with AWS's example key.
public final class Signing {
  public static final String ID = "AKIAIOSFODNN7EXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  public static final String DATE = "20130524T000000Z";
  public static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
  public static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  public static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  private static final S3CallParser PARSER =
      new S3CallParser(List.of("s3.amazonaws.com", "s3.example"));

  private static final Authenticator AUTHENTICATOR = authenticator(NOW);

  private Signing() {}

  public static FormAuthenticator forms() {
    return new FormAuthenticator(RootAccessKeys.of("acme", ID, Secret.of(SECRET)), "us-east-1");
  }

  public static Authenticator authenticator() {
    return AUTHENTICATOR;
  }

  public static Authenticator authenticator(Instant now) {
    return new Authenticator(
        RootAccessKeys.of("acme", ID, Secret.of(SECRET)), "us-east-1", InstantSource.fixed(now));
  }

  public static S3Call call(MemoryRequest request) {
    return PARSER.parse(request.head(), "0123456789ABCDEF");
  }

  /// A signed call with the given headers besides those every signed request has.
  public static S3Call signed(
      String method, String target, String payload, Map<String, String> headers) {
    SortedMap<String, String> all = new TreeMap<>(headers);
    all.putIfAbsent("host", "s3.example");
    all.putIfAbsent("x-amz-date", DATE);
    all.putIfAbsent("x-amz-content-sha256", payload);
    MemoryRequest request = MemoryRequest.of(method, target);
    all.forEach(request::header);
    return call(request.header("authorization", authorization(method, target, all)));
  }

  public static String authorization(
      String method, String target, SortedMap<String, String> headers) {
    String signature = signature(method, target, headers, headers.get("x-amz-content-sha256"));
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(ID, SCOPE, String.join(";", headers.keySet()), signature);
  }

  /// A URL presigned over its host and the given further parameters.
  public static String presigned(String method, String path, Map<String, String> parameters) {
    SortedMap<String, String> all = new TreeMap<>(parameters);
    all.putIfAbsent("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    all.putIfAbsent("X-Amz-Credential", ID + "/" + SCOPE);
    all.putIfAbsent("X-Amz-Date", DATE);
    all.putIfAbsent("X-Amz-Expires", "86400");
    all.putIfAbsent("X-Amz-SignedHeaders", "host");
    String query =
        all.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    SortedMap<String, String> host = new TreeMap<>(Map.of("host", "s3.example"));
    String signature = signature(method, path + "?" + query, host, "UNSIGNED-PAYLOAD");
    return path + "?" + query + "&X-Amz-Signature=" + signature;
  }

  /// A URL presigned by Version 2, whose parameters stand for headers as botocore makes them; the
  /// path may have subresources, in order.
  public static String presigned2(String method, String path, Map<String, String> headers) {
    SortedMap<String, String> all = new TreeMap<>(headers);
    String expires = Long.toString(NOW.plusSeconds(60).getEpochSecond());
    StringBuilder text = new StringBuilder(method + "\n");
    text.append(all.getOrDefault("content-md5", "") + "\n");
    text.append(all.getOrDefault("content-type", "") + "\n" + expires + "\n");
    StringBuilder query = new StringBuilder("AWSAccessKeyId=" + ID + "&Expires=" + expires);
    all.forEach((name, value) -> {
      text.append(name.startsWith("x-amz-") ? name + ":" + value + "\n" : "");
      query.append("&" + name + "=" + encoded(value));
    });
    byte[] signature = hmac("HmacSHA1", SECRET.getBytes(StandardCharsets.UTF_8), text + path);
    return path
        + (path.contains("?") ? "&" : "?")
        + query
        + "&Signature="
        + encoded(Base64.getEncoder().encodeToString(signature));
  }

  /// The signature of a form's policy by Version 2.
  public static String sign2(String policy) {
    byte[] signature = hmac("HmacSHA1", SECRET.getBytes(StandardCharsets.UTF_8), policy);
    return Base64.getEncoder().encodeToString(signature);
  }

  static String signature(
      String method, String target, SortedMap<String, String> headers, String payload) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query =
        mark < 0
            ? ""
            : Arrays.stream(target.substring(mark + 1).split("&"))
                .map(p -> p.contains("=") ? p : p + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    StringBuilder canonical = new StringBuilder(method + "\n" + path + "\n" + query + "\n");
    headers.forEach(
        (name, value) -> canonical.append(name + ":" + value.strip().replaceAll(" +", " ") + "\n"));
    canonical.append("\n" + String.join(";", headers.keySet()) + "\n" + payload);
    String hash = sha256(canonical.toString().getBytes(StandardCharsets.ISO_8859_1));
    return sign("AWS4-HMAC-SHA256\n" + DATE + "\n" + SCOPE + "\n" + hash);
  }

  public static String sign(String text) {
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String step : SCOPE.split("/")) {
      key = hmac(key, step);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] hmac(byte[] key, String text) {
    return hmac("HmacSHA256", key, text);
  }

  private static byte[] hmac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
