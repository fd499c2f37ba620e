package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Addresses and proxies.
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

  @Test
  void chooses_the_proxy_as_curl_does() {
    var environment =
        Map.of(
            "https_proxy", "http://p:3128", "HTTP_PROXY", "q", "no_proxy", "a.example,.b.example");
    var proxies = new Proxies(List.of(), environment);
    assertEquals("p:3128", chosen(proxies, "https://vault.example/"));
    assertEquals("q:80", chosen(proxies, "http://vault.example/"));
    assertEquals("none", chosen(proxies, "https://a.example/"));
    assertEquals("none", chosen(proxies, "https://x.b.example/"));
    assertEquals("p:3128", chosen(proxies, "https://bb.example/"));
    assertEquals("none", chosen(new Proxies(List.of(), Map.of()), "https://vault.example/"));
    var set = new Proxies(List.of(URI.create("http://s:1")), environment);
    assertEquals("s:1", chosen(set, "https://a.example/"));
  }

  private static String chosen(Proxies proxies, String uri) {
    var address = proxies.select(URI.create(uri)).getFirst().address();
    return address instanceof java.net.InetSocketAddress at
        ? at.getHostString() + ":" + at.getPort()
        : "none";
  }
}
