package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Addresses.
class HttpSettingsTest {
  @Test
  void takes_https_anywhere_and_http_on_this_machine() {
    for (String good :
        List.of(
            "https://vault.example:8200",
            "https://gate.example/vault/",
            "http://127.0.0.1:8200",
            "http://localhost:8200/",
            "http://[::1]:8200")) {
      assertEquals(good.replaceFirst("/$", ""), HttpSettings.endpoint(good).toString());
    }
    for (String bad :
        List.of(
            "http://vault.example:8200",
            "http://127.0.0.1.example:8200",
            "ftp://vault",
            "vault:8200",
            "https://user:pass@vault",
            "https://vault?x=1",
            "https://vault#x",
            "https://")) {
      var failure =
          assertThrows(IllegalArgumentException.class, () -> HttpSettings.endpoint(bad), bad);
      assertFalse(failure.getMessage().contains("pass@"));
    }
  }
}
