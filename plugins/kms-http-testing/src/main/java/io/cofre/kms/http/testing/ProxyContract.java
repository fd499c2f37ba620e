package io.cofre.kms.http.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.Health;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a KMS that is spoken to over HTTP or gRPC keeps where a web proxy is in the way.
///
/// The KMS has a name that only the proxy knows, so that nothing gets there without it.
public abstract class ProxyContract {
  private static final String HOST = "kms." + WebProxy.DOMAIN;

  private static final String DIRECT = "direct." + WebProxy.DOMAIN;
  private static final String USER = "cofre";
  private static final String PASSWORD = "pass:w/rd@1";
  private static final String LOGIN = "cofre:pass:w%2Frd%401";
  @TempDir protected Path home;
  private Started kms;
  private Map<String, String> settings;
  private WebProxy proxy;

  /// A double that runs.
  ///
  /// @param settings to reach it, at `https://localhost:port`
  /// @param parts are closed after the test, the first one first
  protected record Started(Map<String, String> settings, List<AutoCloseable> parts) {
    /// Make one.
    public Started(Map<String, String> settings, AutoCloseable... parts) {
      this(settings, List.of(parts));
    }

    private void close() throws Exception {
      for (AutoCloseable part : parts) {
        part.close();
      }
    }
  }

  /// Make a contract; the double is started before each test.
  protected ProxyContract() {}

  /// The provider under test.
  protected abstract KmsProvider provider();

  /// Start a double that speaks TLS and shows a certificate of [TestAuthority#server()].
  protected abstract Started startDouble() throws Exception;

  @BeforeEach
  void start() throws Exception {
    kms = startDouble();
    settings = new HashMap<>(kms.settings());
    settings.replaceAll((_, text) -> text.replace("https://localhost:", "https://" + HOST + ":"));
    proxy = WebProxy.start();
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    kms.close();
  }

  private Kms open(String uri) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("proxy", uri);
    return RoundTrip.open(provider(), home, all);
  }

  private String withLogin(String login) {
    return proxy.uri().replace("://", "://" + login + "@");
  }

  private void assertCarried(WebProxy by) {
    assertTrue(by.tunnels().stream().anyMatch(to -> to.startsWith(HOST + ":")));
    assertTrue(by.tunnels().stream().noneMatch(to -> to.startsWith(DIRECT)));
    assertEquals(List.of(), by.plain());
    assertEquals(List.of(), by.complaints());
  }

  @Test
  void a_round_trip_goes_through_the_proxy_of_the_setting_with_tls_end_to_end() {
    try (Kms kms = open(proxy.uri())) {
      RoundTrip.on(kms);
      assertInstanceOf(Health.Up.class, kms.health());
    }
    assertCarried(proxy);
  }

  @Test
  void a_proxy_that_demands_a_password_gets_that_of_the_setting() {
    proxy.demand(USER, PASSWORD);
    try (Kms kms = open(withLogin(LOGIN))) {
      RoundTrip.on(kms);
    }
    assertCarried(proxy);
  }

  @Test
  void a_proxy_that_refuses_or_leaves_or_is_away_is_named_without_its_password()
      throws IOException {
    proxy.demand(USER, "another");
    assertUnavailable();
    proxy.refuse();
    assertUnavailable();
    proxy.hangUp();
    assertUnavailable();
    proxy.close();
    assertUnavailable();
    assertEquals(List.of(), proxy.tunnels());
  }

  private void assertUnavailable() {
    try (Kms kms = open(withLogin(LOGIN))) {
      var e = assertThrows(KmsException.class, () -> RoundTrip.on(kms));
      assertEquals(Reason.UNAVAILABLE, e.reason(), e.getMessage());
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      assertShowsNoPassword(trace.toString());
      String through = "through the proxy " + proxy.uri();
      assertTrue(String.valueOf(e.getMessage()).contains(through), e.getMessage());
      var down = assertInstanceOf(Health.Down.class, kms.health());
      assertTrue(down.reason().contains(through), down.reason());
      assertShowsNoPassword(down.reason());
      assertShowsNoPassword(kms.toString());
    }
  }

  private static void assertShowsNoPassword(String text) {
    byte[] both = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    String sent = Base64.getEncoder().encodeToString(both);
    for (String secret : List.of(PASSWORD, LOGIN, sent)) {
      assertFalse(text.contains(secret), text);
    }
  }

  @Test
  void the_proxy_of_the_environment_is_used_but_for_no_proxy() throws Exception {
    proxy.demand(USER, PASSWORD);
    String out =
        elsewhere(
            Map.of("https_proxy", withLogin(LOGIN), "no_proxy", "a.example," + DIRECT),
            List.of(),
            List.of(HOST, DIRECT, "other." + WebProxy.DOMAIN + ".net"));
    assertTrue(out.contains(HOST + ": ok") && out.contains(DIRECT + ": ok"), out);
    assertTrue(out.contains("through the proxy " + proxy.uri()), out);
    assertShowsNoPassword(out);
    assertTrue(proxy.tunnels().stream().noneMatch(to -> to.startsWith(DIRECT)), out);
  }

  @Test
  void the_proxy_of_the_java_runtime_goes_before_but_for_its_own_exceptions() throws Exception {
    String out =
        elsewhere(
            Map.of("https_proxy", "http://127.0.0.1:1", "no_proxy", ""),
            List.of(
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + proxy.port(),
                "-Dhttp.nonProxyHosts=a.example|" + DIRECT),
            List.of(HOST, DIRECT));
    assertTrue(out.contains(HOST + ": ok") && out.contains(DIRECT + ": ok"), out);
    assertCarried(proxy);
  }

  /// The one name that may be reached directly is in a file of hosts.
  private String elsewhere(
      Map<String, String> environment, List<String> options, List<String> hosts) throws Exception {
    Path names = Files.writeString(home.resolve("hosts"), "127.0.0.1 localhost " + DIRECT + "\n");
    Map<String, String> all =
        new HashMap<>(Map.of("HTTPS_PROXY", "", "NO_PROXY", "", "https_proxy", ""));
    all.putAll(environment);
    List<String> both = new ArrayList<>(options);
    both.add("-Djdk.net.hosts.file=" + names);
    return RoundTrip.elsewhere(provider(), home, settings, all, both, hosts);
  }
}
