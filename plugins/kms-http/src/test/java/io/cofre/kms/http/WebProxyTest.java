package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.WebProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls in the clear where a proxy is set. Calls over TLS are in the contract that plugins keep.
class WebProxyTest {
  @TempDir Path home;
  private LocalServer server;
  private WebProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.http(request -> Reply.text(200, request.path() + request.headers()));
    proxy = WebProxy.start();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private Answer get(String proxy, String host) {
    try (KmsHttp http = Http.open(home, "timeout", "10s", "proxy", proxy)) {
      return http.send(Call.get(URI.create("http://%s:%d/x".formatted(host, server.port()))));
    }
  }

  @Test
  void a_call_in_the_clear_is_carried_without_the_login_of_the_proxy() {
    proxy.demand("me", "hidden");
    String host = "clear." + WebProxy.DOMAIN;
    String at = proxy.uri().replace("://", "://me:hidden@");
    String seen = new String(get(at, host).body(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(List.of(host + ":" + server.port()), proxy.plain());
    assertEquals("/x", seen.substring(0, seen.indexOf('{')));
    assertEquals(-1, seen.indexOf("proxy-authorization"), seen);
    assertEquals(List.of(), proxy.tunnels());
    assertEquals(List.of(), proxy.complaints());
  }

  @Test
  void this_machine_is_reached_without_the_proxy() {
    for (String host : List.of("127.0.0.1", "localhost")) {
      assertEquals(200, get(proxy.uri(), host).status());
    }
    assertEquals(List.of(), proxy.plain());
    assertEquals(List.of(), proxy.complaints());
  }

  @Test
  void a_proxy_without_an_address_is_told_from_a_kms_without_one() {
    var e = Http.fails(Reason.UNAVAILABLE, () -> get("http://no.invalid:1", "kms.example"));
    Http.contains(
        "through the proxy http://no.invalid:1 cannot be reached: the proxy's name has no address",
        e);
  }
}
