package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which proxy is on the way to an address.
class ProxiesTest {
  private static String chosen(Proxies proxies, String uri) {
    return proxies.to(URI.create(uri)).map(ProxyAddress::toString).orElse("none");
  }

  private static Proxies of(Map<String, String> environment) {
    return new Proxies(List.of(), environment);
  }

  @Test
  void the_environment_names_one_by_scheme_and_the_setting_one_for_all() {
    var environment =
        Map.of(
            "https_proxy", "http://p:3128/", "HTTP_PROXY", "q", "no_proxy", "a.example,.b.example");
    Proxies proxies = of(environment);
    assertEquals("http://p:3128", chosen(proxies, "https://vault.example/"));
    assertEquals("http://q:80", chosen(proxies, "http://vault.example/"));
    assertEquals("none", chosen(proxies, "https://a.example/"));
    assertEquals("none", chosen(proxies, "https://x.b.example/"));
    assertEquals("http://p:3128", chosen(proxies, "https://bb.example/"));
    assertEquals("none", chosen(of(Map.of()), "https://vault.example/"));
    var set = new Proxies(List.of(ProxyAddress.of("http://s:1")), environment);
    assertEquals("http://s:1", chosen(set, "https://a.example/"));
  }

  @Test
  void no_proxy_excepts_names_addresses_ranges_and_ports() {
    Proxies proxies =
        of(
            Map.of(
                "HTTPS_PROXY",
                "http://p:1",
                "NO_PROXY",
                "*.A.example, b.example:8200 10.0.0.0/9,192.0.2.7,fd00::/8,[2001:db8::1]:443"));
    for (String direct :
        List.of(
            "https://a.example",
            "https://x.a.example:1",
            "https://b.example:8200",
            "https://10.127.0.1",
            "https://192.0.2.7",
            "https://[fd12::1]",
            "https://[2001:db8::1]")) {
      assertEquals("none", chosen(proxies, direct), direct);
    }
    for (String carried :
        List.of(
            "https://aa.example",
            "https://b.example",
            "https://10.128.0.1",
            "https://192.0.2.70",
            "https://[fe00::1]",
            "https://[2001:db8::1]:8200")) {
      assertEquals("http://p:1", chosen(proxies, carried), carried);
    }
    assertEquals(
        "none", chosen(of(Map.of("https_proxy", "p", "no_proxy", "*")), "https://a.example"));
  }

  @Test
  void this_machine_and_its_neighbourhood_are_reached_without() {
    var set = new Proxies(List.of(ProxyAddress.of("http://s:1")), Map.of());
    for (String near :
        List.of(
            "http://127.0.0.1:8200",
            "http://localhost:8200",
            "https://[::1]",
            "http://169.254.169.254/metadata",
            "http://metadata.google.internal/")) {
      assertEquals("none", chosen(set, near), near);
    }
  }

  @Test
  void an_address_shows_no_login_and_its_login_is_basic() {
    ProxyAddress proxy = ProxyAddress.of("http://me:p%40ss%3A%C3%BC@[2001:db8::2]:3128");
    assertEquals("http://[2001:db8::2]:3128", proxy.toString());
    assertEquals(Secret.of("p@ss:ü"), proxy.password());
    String login = proxy.authorization().orElseThrow();
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString("me:p@ss:ü".getBytes(StandardCharsets.UTF_8)),
        login);
    assertTrue(ProxyAddress.of("http://p").authorization().isEmpty());
  }

  @Test
  void what_is_no_address_is_refused_without_repeating_it() {
    for (String bad :
        List.of(
            "https://me:hidden@p:1",
            "http://me:hidden@p:1/path",
            "http://me:hid den@p",
            "http://me:hidden@@p",
            "socks5://me:hidden@p",
            "me:hidden@p:1")) {
      var e = assertThrows(IllegalArgumentException.class, () -> ProxyAddress.of(bad), bad);
      assertFalse(String.valueOf(e.getMessage()).contains("hid"), e.getMessage());
    }
    var e =
        assertThrows(
            InvalidSettings.class, () -> of(Map.of("https_proxy", "https://me:hidden@p:1")));
    assertEquals("proxy", e.key());
    assertTrue(String.valueOf(e.getMessage()).startsWith("https_proxy of the environment"));
    assertFalse(String.valueOf(e.getMessage()).contains("hidden"), e.getMessage());
  }
}
