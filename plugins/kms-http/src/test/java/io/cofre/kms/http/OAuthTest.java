package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The requests and answers of RFC 6749 and RFC 7523.
class OAuthTest {
  private static final URI ENDPOINT = URI.create("https://login.example/token");
  private static final SecretSource PROOF = SecretSource.of(Secret.of("a&b"));

  private static JsonNode answer(String token, long seconds) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("access_token", token)
        .put("expires_in", Long.toString(seconds));
  }

  private static String form(Call call) {
    assertEquals("POST", call.method());
    assertEquals(ENDPOINT, call.uri());
    assertEquals("application/x-www-form-urlencoded", call.contentType());
    assertFalse(call.toString().contains("a&b"));
    return new String(call.body(), StandardCharsets.UTF_8);
  }

  @Test
  void a_client_shows_its_secret() {
    assertEquals(
        "grant_type=client_credentials&client_id=app+1&scope=https%3A%2F%2Fkms%2F.default"
            + "&client_secret=a%26b",
        form(OAuth.bySecret(ENDPOINT, "app 1", "https://kms/.default", PROOF)));
  }

  @Test
  void a_client_shows_what_says_who_it_is() {
    String form = form(OAuth.byAssertion(ENDPOINT, "app", "kms", PROOF));
    List<String> fields = List.of(form.split("&"));
    assertEquals(
        List.of("grant_type=client_credentials", "client_id=app", "scope=kms"),
        fields.subList(0, 3));
    assertEquals(
        List.of(
            "client_assertion=a%26b",
            "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"),
        fields.subList(3, 5).stream().sorted().toList());
  }

  @Test
  void a_token_lives_as_long_as_the_answer_says() {
    var token = OAuth.token("Fake", answer("t1", 3599));
    assertEquals(Secret.of("t1"), token.value());
    assertEquals(Optional.of(Duration.ofSeconds(3599)), token.life());
    var unsaid =
        OAuth.token("Fake", JsonNodeFactory.instance.objectNode().put("access_token", "t"));
    assertEquals(Optional.of(Duration.ofMinutes(5)), unsaid.life());
  }

  @Test
  void an_answer_without_a_living_token_is_none() {
    for (JsonNode bad :
        List.of(JsonNodeFactory.instance.objectNode(), answer("", 60), answer("t1", 0))) {
      var failure = assertThrows(KmsException.class, () -> OAuth.token("Fake", bad));
      assertEquals(Reason.UNEXPECTED, failure.reason());
      assertEquals("Fake gave no token for the login", failure.getMessage());
    }
  }
}
