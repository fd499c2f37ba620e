package io.cofre.core.s3.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.s3.message.S3Call;
import io.cofre.tck.fake.MemoryRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/b/k | /b/k",
        "/b//k | /b//k",
        "/b/../k | /b/../k",
        "/b/./k/ | /b/./k/",
        "/b/a b | /b/a%20b",
        "/b/a%20b | /b/a%20b",
        "/b/a+b | /b/a%2Bb",
        "/b/%7e%41 | /b/~A",
        "/b/%2f | /b//",
        "/b/%252f | /b/%252f",
        "/b/!$&'()*,;=:@ | /b/%21%24%26%27%28%29%2A%2C%3B%3D%3A%40",
        "/b/%c3%a9 | /b/%C3%A9",
      },
      quoteCharacter = '`')
  void paths_are_decoded_once_and_encoded_once(String raw, String canonical) {
    assertEquals(canonical, lines(raw)[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b=2&a=1 | a=1&b=2",
        "a=2&a=1 | a=1&a=2",
        "a-b=1&a=2 | a=2&a-b=1",
        "A=1&a=1&_=1 | A=1&_=1&a=1",
        "uploads | uploads=",
        "uploads= | uploads=",
        "a=x+y | a=x%20y",
        "a=x%20y | a=x%20y",
        "a=x%2By | a=x%2By",
        "a=b=c | a=b%3Dc",
        "a=%2f/ | a=%2F%2F",
        "a=1&X-Amz-Signature=00&b=2 | a=1&b=2",
        "a=1&&b=2& | a=1&b=2",
        "a=%e2%82%ac | a=%E2%82%AC",
      })
  void queries_are_encoded_and_sorted_by_name_then_value(String raw, String canonical) {
    assertEquals(canonical, lines("/?" + raw)[2]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`  a  b   c ` | a b c",
        "`a\tb` | a b",
        "`\"a   b\"` | `\"a b\"`",
        "`` | ``",
        "`   ` | ``",
      })
  void header_values_are_trimmed_and_folded(String value, String canonical) {
    assertEquals(canonical, CanonicalHeaders.folded(value));
  }

  @Test
  void repeated_headers_are_joined_by_commas_and_absent_ones_are_empty() {
    MemoryRequest request =
        MemoryRequest.of("GET", "/").header("x-amz-a", " 1 ").header("x-amz-a", "2");
    assertEquals("1,2", CanonicalHeaders.value(request.head(), "x-amz-a"));
    assertEquals("", CanonicalHeaders.value(request.head(), "x-amz-b"));
  }

  @Test
  void secrets_are_signed_but_not_shown() {
    MemoryRequest request =
        MemoryRequest.of("GET", "/?x-amz-server-side-encryption-customer-key=KEYQ")
            .header("host", "h")
            .header("x-amz-security-token", "TOKEN")
            .header("x-amz-copy-source-server-side-encryption-customer-key", "KEYC");
    Claim claim =
        claim(
            "host",
            "x-amz-copy-source-server-side-encryption-customer-key",
            "x-amz-security-token");
    S3Call call = Signing.call(request);
    for (String secret : List.of("KEYQ", "KEYC", "TOKEN")) {
      assertEquals(true, CanonicalRequest.text(call, claim).contains(secret));
      assertEquals(false, CanonicalRequest.shown(call, claim).contains(secret));
    }
  }

  private static String[] lines(String target) {
    S3Call call = Signing.call(MemoryRequest.of("GET", target).header("host", "h"));
    return CanonicalRequest.text(call, claim("host")).split("\n", -1);
  }

  private static Claim claim(String... signed) {
    return new Claim(
        Place.HEADER,
        Place.HEADER.credential(Signing.ID + "/" + Signing.SCOPE),
        List.of(signed),
        "",
        new SigningTime(Signing.DATE, Signing.NOW),
        "UNSIGNED-PAYLOAD");
  }
}
