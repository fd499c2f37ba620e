package io.cofre.vault.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.vault.client.testing.VaultDouble;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the status and the text of an answer mean, and what operators read then.
class RefusalsTest extends Opened {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | encryption key not found                | KEY_NOT_FOUND | has no key at engine/a (400)
          400 | no existing key named cofre             | KEY_NOT_FOUND | has no key at engine/a (400)
          400 | unknown key type never-made             | KEY_NOT_FOUND | has no key at engine/a (400)
          400 | refusing to use soft-deleted key        | KEY_DISABLED  | does not use the key at engine/a (400): refusing to use soft-deleted key
          400 | ciphertext version is disallowed by policy (too old) | KEY_DISABLED | does not use the key at engine/a (400): ciphertext version is disallowed by policy (too old)
          400 | invalid ciphertext: no prefix           | NOT_AUTHENTIC | did not wrap this under the key at engine/a, or for something else (400): invalid ciphertext: no prefix
          400 | cipher: message authentication failed   | NOT_AUTHENTIC | did not wrap this under the key at engine/a, or for something else (400): cipher: message authentication failed
          400 | check-and-set parameter did not match the current version | UNAVAILABLE | cannot serve now (400): check-and-set parameter did not match the current version
          400 | Upgrading from non-versioned to versioned data | UNAVAILABLE | cannot serve now (400): Upgrading from non-versioned to versioned data
          400 | something else                          | UNEXPECTED    | gave an answer nobody foresaw (400) at engine/a: something else
          404 | no handler for route                    | UNEXPECTED    | gave an answer nobody foresaw (404) at engine/a: no handler for route
          307 | see the leader                          | UNAVAILABLE   | cannot serve now (307): see the leader
          412 | required index state not present        | UNAVAILABLE   | cannot serve now (412): required index state not present
          472 | a standby of another site               | UNAVAILABLE   | cannot serve now (472): a standby of another site
          473 | a standby for reads                     | UNAVAILABLE   | cannot serve now (473): a standby for reads
          500 | internal error                          | UNAVAILABLE   | cannot serve now (500): internal error
          503 | busy                                    | UNAVAILABLE   | cannot serve now (503): busy
          418 | short and stout                         | UNEXPECTED    | gave an answer nobody foresaw (418) at engine/a: short and stout
          """)
  void a_status_and_a_text_have_a_reason(int status, String text, Reason reason, String words) {
    replies.put("POST engine/a", VaultDouble.error(status, text));
    fails(reason, words, () -> byToken().post("engine/a", RestApi.document()));
  }

  @Test
  void what_is_not_there_has_no_text() {
    fails(Reason.KEY_NOT_FOUND, "has no key at engine/a (404)", () -> byToken().delete("engine/a"));
  }

  @Test
  void what_a_policy_lacks_is_told_with_the_capability() {
    vault.tokens.put(VaultDouble.ROOT, Set.of("engine/a"));
    VaultClient client = byToken();
    String lacks =
        "refused the token (403): the policy lacks %s on engine/a, or the token has ended";
    fails(Reason.ACCESS_DENIED, lacks.formatted("read"), () -> client.find("engine/a"));
    fails(Reason.ACCESS_DENIED, lacks.formatted("list"), () -> client.names("engine/a").toList());
    fails(Reason.ACCESS_DENIED, lacks.formatted("delete"), () -> client.delete("engine/a"));
    fails(
        Reason.ACCESS_DENIED,
        lacks.formatted("update"),
        () -> client.post("engine/a", RestApi.document()));
  }

  @Test
  void too_many_requests_come_with_their_wait() {
    Reply busy = VaultDouble.error(429, "request path quota exceeded").header("Retry-After", "3");
    replies.put("GET engine/a", busy);
    var failure =
        fails(
            Reason.THROTTLED,
            "has too many requests (429) for engine/a",
            () -> byToken().find("engine/a"));
    assertEquals(Duration.ofSeconds(3), failure.retryAfter().orElseThrow());
  }
}
