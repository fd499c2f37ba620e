package io.cofre.core.s3.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.tck.fake.MemoryRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuthenticatorFuzzTest {
  private static final int ROUNDS = 60_000;
  private static final String LETTERS = "%&=+/;,.:- \t~aZ09?\0é\n";

  private static final int[] ALPHABET = "aZ0 /+%&=?;:~*'()!.-_é€😀".codePoints().toArray();

  /// A request as it goes over the wire.
  private record Wire(String method, String target, Map<String, String> headers) {
    S3Call call() {
      MemoryRequest request = MemoryRequest.of(method, target);
      headers.forEach(request::header);
      return Signing.call(request);
    }
  }

  @Test
  void what_any_client_signs_is_verified() {
    Random random = new Random(4);
    for (int round = 0; round < 2_000; round++) {
      String path = "/b/" + Signing.encoded(text(random, 40)).replace("%2F", "/");
      Map<String, String> query = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        query.put(text(random, 6) + i, text(random, 10));
      }
      StringBuilder target = new StringBuilder(path);
      query.forEach((name, value) ->
          target
              .append(target.indexOf("?") < 0 ? '?' : '&')
              .append(Signing.encoded(name))
              .append('=')
              .append(Signing.encoded(value)));
      Map<String, String> headers =
          Map.of("x-amz-meta-a", " a  b" + random.nextInt(), "range", "bytes=0-1");
      S3Call call = Signing.signed("PUT", target.toString(), "UNSIGNED-PAYLOAD", headers);
      assertEquals("acme", Signing.authenticator().verify(call).caller().account());
      assertEquals(query, call.query().parameters());
    }
  }

  @Test
  void a_spoilt_request_is_refused_or_means_the_same() {
    Random random = new Random(2);
    Authenticator authenticator = Signing.authenticator();
    List<Wire> good = List.of(header(), presigned(), chunked());
    for (Wire wire : good) {
      authenticator.verify(wire.call());
    }
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Wire wire = good.get(round % good.size());
      Wire spoilt = spoil(wire, random);
      try {
        S3Call call = spoilt.call();
        if (authenticator.verify(call).caller().anonymous()) {
          refused++; // whoever signs nothing gets nothing here
          continue;
        }
        assertEquals(wire.call().target(), call.target(), spoilt.toString());
        assertEquals(wire.call().query(), call.query(), spoilt.toString());
        assertEquals(wire.call().headers("x-amz-meta-"), folded(call), spoilt.toString());
      } catch (S3Failure refusal) {
        refused++;
      }
    }
    assertTrue(refused > ROUNDS / 2, refused + " refused");
  }

  private static Map<String, String> folded(S3Call call) {
    Map<String, String> folded = new HashMap<>();
    call.headers("x-amz-meta-").forEach((n, v) -> folded.put(n, CanonicalHeaders.folded(v)));
    return folded;
  }

  private static Wire header() {
    return wire(
        Signing.signed(
            "GET", "/b/k%20y?versionId=1&x=", Signing.EMPTY, Map.of("x-amz-meta-a", "b")));
  }

  private static Wire chunked() {
    return wire(
        Signing.signed(
            "PUT", "/b/k", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Map.of("x-amz-meta-a", "b")));
  }

  private static Wire presigned() {
    String target = Signing.presigned("GET", "/b/k", Map.of("versionId", "1"));
    return new Wire("GET", target, Map.of("host", "s3.example"));
  }

  private static Wire wire(S3Call call) {
    Map<String, String> headers = new LinkedHashMap<>();
    call.head().headers().forEach((name, values) -> headers.put(name, values.getFirst()));
    String query = call.head().rawQuery();
    return new Wire(
        call.head().method(),
        call.head().rawPath() + (query.isEmpty() ? "" : "?" + query),
        headers);
  }

  private static Wire spoil(Wire wire, Random random) {
    if (random.nextInt(2) == 0) {
      return new Wire(wire.method(), spoil(wire.target(), random), wire.headers());
    }
    Map<String, String> headers = new LinkedHashMap<>(wire.headers());
    List<String> names = List.copyOf(headers.keySet());
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> headers.remove(name);
      case 1 -> headers.put("x-amz-" + random.nextInt(10), "x");
      default -> headers.put(name, spoil(headers.get(name), random));
    }
    return new Wire(wire.method(), wire.target(), headers);
  }

  private static String spoil(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(8));
    char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + letter + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(to);
      case 2 -> text.substring(0, to) + text.substring(at);
      default -> text.substring(0, at) + letter + text.substring(to);
    };
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder("k");
    for (int i = random.nextInt(most); i > 0; i--) {
      text.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
    }
    return text.toString();
  }
}
