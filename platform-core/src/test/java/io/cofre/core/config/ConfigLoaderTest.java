package io.cofre.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest extends ConfigFixture {

  @Test
  void without_a_file_there_are_defaults() {
    ConfigInput input =
        new ConfigInput(base, base.resolve("home"), Optional.empty(), Map.of(), Map.of());
    CofreConfig config = ((ConfigOutcome.Loaded) ConfigLoader.load(input)).config();
    assertEquals(Set.of("s3", "admin"), config.listeners().keySet());
    ListenerConfig s3 = config.listeners().get("s3");
    assertEquals(Protocol.S3, s3.protocol());
    assertEquals("127.0.0.1", s3.host());
    assertEquals(9000, s3.port());
    assertEquals("helidon", s3.transport().provider());
    assertEquals(Optional.of("9000"), s3.transport().text("port"));
    assertEquals(9001, config.listeners().get("admin").port());
    assertEquals("local", config.storage().metadata().provider());
    assertEquals("local", config.storage().blobs().provider());
    assertEquals(65536, config.storage().inlineLimit());
    assertEquals("local", config.kms().get("main").provider());
    assertEquals(
        new CofreConfig.Encryption(
            CofreConfig.Encryption.Mode.SSE_S3,
            "main",
            "cofre",
            "AES-256-GCM",
            "AES-256-GCM",
            65536,
            false,
            true),
        config.encryption());
    assertEquals("us-east-1", config.s3().region());
    assertEquals(List.of(), config.s3().domains());
    assertEquals(Optional.empty(), config.credentials());
    assertEquals(base.resolve("data"), config.server().data());
    assertEquals(base.resolve("home/plugins"), config.server().plugins());
    assertEquals(Duration.ofSeconds(30), config.server().shutdownGrace());
  }

  @Test
  void the_design_s_example_is_read() {
    CofreConfig config =
        loaded(
                """
                listeners:
                  s3:    { protocol: s3, port: 9443, host: "::", tls: { cert: a.crt, key: /b.key } }
                  admin: { protocol: admin }
                storage:
                  metadata: { provider: local, path: data }
                  blobs:    { provider: s3, endpoint: "https://b", tls: { ca: x.pem } }
                kms:
                  main: { provider: vault, endpoint: https://vault:8200, role-id: "${env:ROLE}" }
                encryption:
                  default: { mode: sse-s3, kms: main, key: k, cipher: AES-256-GCM, segment-size: 1MiB }
                s3:
                  domains: [S3.example.com, localhost]
                """,
                Map.of("ROLE", "r1"))
            .config();
    ListenerConfig s3 = config.listeners().get("s3");
    assertEquals(base.resolve("a.crt"), s3.tls().orElseThrow().cert());
    assertEquals(Path.of("/b.key"), s3.tls().orElseThrow().key());
    assertEquals(Optional.of(base.resolve("a.crt").toString()), s3.transport().text("tls-cert"));
    assertEquals("::", s3.host());
    assertEquals(Optional.of("x.pem"), config.storage().blobs().text("tls-ca"));
    InstanceConfig vault = config.kms().get("main");
    assertEquals("main", vault.name());
    assertEquals(Set.of("endpoint", "role-id"), vault.settings().keySet());
    assertEquals(Optional.of("r1"), vault.text("role-id"));
    assertEquals(List.of("s3.example.com", "localhost"), config.s3().domains());
    assertEquals(1 << 20, config.encryption().segmentSize());
  }

  @Test
  void all_problems_are_told_together_with_line_key_and_cure() {
    List<String> lines =
        problems(
            """
            listners: {}
            s3:
              regoin: eu
              port: 9000
            storage:
              inline-limit: lots
            listeners:
              front: { protcol: s3, port: 99999 }
              web: { protocol: http }
            kms:
              main: { endpoint: x }
            encryption:
              default: { kms: mian, mode: none, segment-size: 1 }
            server:
              data: [a]
              shutdown-grace:
            """);
    says(
        lines,
        "cofre.yaml:1: listners: is not a known key; did you mean 'listeners'?",
        "cofre.yaml:3: s3.regoin: is not a known key; did you mean 'region'?",
        "cofre.yaml:4: s3.port: is not a known key; did you mean 'listeners.NAME.port'?",
        "cofre.yaml:6: storage.inline-limit: expected a size",
        "listeners.front.protocol: is missing; did you mean it by 'protcol'?",
        "cofre.yaml:8: listeners.front.port: expected a port from 0 to 65535",
        "cofre.yaml:9: listeners.web.protocol: expected s3 or admin",
        "kms.main.provider: is missing; write 'provider: name'",
        "cofre.yaml:13: encryption.default.mode: expected sse-s3, sse-kms or dsse-kms",
        "cofre.yaml:13: encryption.default.segment-size: expected a size from",
        "cofre.yaml:13: encryption.default.kms: names 'mian'",
        "cofre.yaml:15: server.data: is one value, not a list",
        "cofre.yaml:16: server.shutdown-grace: has no value");
    assertEquals(13, lines.size(), lines::toString);
  }

  @Test
  void values_are_texts_as_written() {
    CofreConfig config =
        config(
            """
            kms: { main: { provider: x, a: 010, b: no, c: 1e3, d: 2026-01-01, e: "x: y", f: [1, 2] } }
            """);
    InstanceConfig kms = config.kms().get("main");
    assertEquals(
        List.of("010", "no", "1e3", "2026-01-01", "x: y", "1,2"),
        kms.settings().values().stream().map(GivenText::text).toList());
  }

  @Test
  void what_is_ambiguous_is_a_problem() {
    says(problems("s3: {}\ns3: {}"), "cofre.yaml:2: s3: is there twice, first in line 1");
    says(problems("s3:\n  region: a\n  region: b"), "cofre.yaml:3: s3.region: is there twice");
    says(problems("s3: &x {}\nkms: *x"), "cofre.yaml:1: s3: anchors and aliases");
    says(problems("s3: !x {}"), "cofre.yaml:1: s3: tags are not read");
    says(problems("s3: !!java.net.URL {}"), "cofre.yaml:1: is not YAML: Global tag");
    says(problems("- a"), "cofre.yaml:1: expected keys");
    says(problems("a\n"), "cofre.yaml:1: expected keys");
    says(problems("? [a]\n: b"), "expected a key");
    says(problems("s3:\n\tregion: x"), "cofre.yaml:2: is not YAML");
    says(problems("a: b\n---\nc: d"), "is not YAML");
    says(problems("kms: { m: { provider: x, s: ${file:a} } }"), "put ${...} in quotes");
    says(problems("s3: us-east-1"), "s3: is a group of keys, not a value");
    says(problems("s3: { region: { a: b } }"), "s3.region: is one value, not a group");
    says(problems("kms:\n  main:\n"), "kms.main: has no value");
    says(problems("s3: \u0007"), "cofre.yaml: is not YAML");
  }

  @Test
  void nothing_in_a_group_is_as_good_as_no_group() {
    assertEquals("us-east-1", config("s3:\nstorage: {}\n").s3().region());
    assertEquals("us-east-1", config("").s3().region());
    assertEquals("us-east-1", config("# only a comment\n").s3().region());
  }

  @Test
  void a_file_that_is_not_there_or_not_text() throws IOException {
    Path file = base.resolve("cofre.yaml");
    ConfigInput input =
        new ConfigInput(base, base.resolve("home"), Optional.of(file), Map.of(), Map.of());
    says(problems(ConfigLoader.load(input)), "there is no such file");
    Files.write(file, new byte[] {'a', ':', (byte) 0xff});
    says(problems(ConfigLoader.load(input)), "is not UTF-8");
    Files.write(file, new byte[(1 << 20) + 1]);
    says(problems(ConfigLoader.load(input)), "larger than 1 MiB");
    Files.writeString(file, "s3: { region: eu-west-1 }");
    assertEquals(
        "eu-west-1", ((ConfigOutcome.Loaded) ConfigLoader.load(input)).config().s3().region());
  }

  @Test
  void the_environment_wins_over_the_file_and_the_command_line_over_both() {
    String yaml = "s3: { region: a, domains: [x.y] }\nserver: { data: d1 }";
    Map<String, String> environment =
        Map.of("COFRE_S3_REGION", "b", "COFRE_S3_DOMAINS", "p.q,r.s", "COFRE_SERVER_DATA", "d2");
    ConfigOutcome outcome = outcome(yaml, environment, Map.of("server.data", "d3"));
    CofreConfig config = ((ConfigOutcome.Loaded) outcome).config();
    assertEquals("b", config.s3().region());
    assertEquals(List.of("p.q", "r.s"), config.s3().domains());
    assertEquals(base.resolve("d3"), config.server().data());
  }

  @Test
  void variables_name_keys_with_dashes_and_instances() {
    CofreConfig config =
        loaded(
                """
                listeners: { my-s3: { protocol: s3 } }
                kms: { main: { provider: x }, main-eu: { provider: y } }
                """,
                Map.of(
                    "COFRE_LISTENERS_MY_S3_PORT", "7000",
                    "COFRE_LISTENERS_MY_S3_TLS_CERT", "c",
                    "COFRE_LISTENERS_MY_S3_TLS_KEY", "k",
                    "COFRE_KMS_MAIN_EU_ROLE_ID", "eu",
                    "COFRE_KMS_MAIN_ROLE_ID", "one",
                    "COFRE_KMS_THIRD_PROVIDER", "z",
                    "COFRE_STORAGE_INLINE_LIMIT", "4KiB",
                    "COFRE_ENCRYPTION_DEFAULT_SEGMENT_SIZE", "8KiB",
                    "COFRE_SERVER_SHUTDOWN_GRACE", "5s"))
            .config();
    ListenerConfig listener = config.listeners().get("my-s3");
    assertEquals(7000, listener.port());
    assertTrue(listener.tls().isPresent());
    assertEquals(Set.of("main", "main-eu", "third"), config.kms().keySet());
    assertEquals(Optional.of("eu"), config.kms().get("main-eu").text("role-id"));
    assertEquals(Optional.of("one"), config.kms().get("main").text("role-id"));
    assertEquals(4096, config.storage().inlineLimit());
    assertEquals(8192, config.encryption().segmentSize());
  }

  @Test
  void defaults_can_be_changed_by_variables_alone() {
    CofreConfig config =
        loaded(
                "",
                Map.of(
                    "COFRE_LISTENERS_S3_PORT", "7000",
                    "COFRE_ACCESS_KEY", "cofre",
                    "COFRE_SECRET_KEY", "cofre-secret"))
            .config();
    assertEquals(7000, config.listeners().get("s3").port());
    assertEquals(Protocol.S3, config.listeners().get("s3").protocol());
    CofreConfig.Credentials credentials = config.credentials().orElseThrow();
    assertEquals("cofre", credentials.accessKey());
    assertEquals("cofre-secret", credentials.secretKey().use(String::new));
  }

  @Test
  void variables_that_name_nothing_are_problems_and_those_of_others_are_not() {
    says(
        problems("", Map.of("COFRE_S3_REGIN", "x", "COFRE_LISTENERS_S3", "y", "COFRE_", "")),
        "environment COFRE_S3_REGIN: no key has this name; did you mean COFRE_S3_REGION?",
        "environment COFRE_LISTENERS_S3: no key has this name",
        "environment COFRE_: no key");
    says(
        problems("", Map.of("COFRE_ACCESS_KEY", "abc", "COFRE_CREDENTIALS_ACCESS_KEY", "abc")),
        "set by two variables");
    loaded(
        "",
        Map.of(
            "COFRE_SERVICE_HOST", "10.0.0.1",
            "COFRE_PORT", "tcp://10.0.0.1:9000",
            "COFRE_STORAGE_PORT", "tcp://10.0.0.1:9000",
            "COFRE_PORT_9000_TCP_ADDR", "10.0.0.1",
            "COFRE_SERVICE_PORT_HTTP", "1",
            "COFRE_JAVA_OPTS", "-Xmx1g",
            "COFRE_AOT_OUTPUT", "x",
            "PATH", "/bin"));
  }

  @Test
  void the_command_line_moves_the_s3_listener() {
    String yaml = "listeners: { web: { protocol: s3 }, admin: { protocol: admin } }";
    Map<String, String> listen = Map.of(ConfigInput.LISTEN, "[::1]:7001");
    CofreConfig config = ((ConfigOutcome.Loaded) outcome(yaml, Map.of(), listen)).config();
    assertEquals("::1", config.listeners().get("web").host());
    assertEquals(7001, config.listeners().get("web").port());
    config = ((ConfigOutcome.Loaded) outcome("", Map.of(), listen)).config();
    assertEquals(7001, config.listeners().get("s3").port());
    String named = "listeners: { s3: { port: 1 } }";
    config = ((ConfigOutcome.Loaded) outcome(named, Map.of(), listen)).config();
    assertEquals(Protocol.S3, config.listeners().get("s3").protocol());
    assertEquals(7001, config.listeners().get("s3").port());
    says(
        problems(outcome("", Map.of(), Map.of(ConfigInput.LISTEN, "9000"))),
        "command line: listen: expected HOST:PORT");
    says(
        problems(outcome("", Map.of(), Map.of(ConfigInput.LISTEN, "h:x"))),
        "command line: listeners.s3.port: expected a port");
    says(
        problems(outcome("listeners: { admin: { protocol: admin } }", Map.of(), listen)),
        "there is no listener with protocol s3");
  }

  @Test
  void what_belongs_together() {
    says(
        problems("listeners: { a: { protocol: s3 }, b: { protocol: s3 } }"),
        "listeners.b.port: listeners.a has the same host and port");
    says(
        problems("listeners: { a: { protocol: s3, tls: { cert: x } } }"),
        "listeners.a.tls.cert: is there without tls.key");
    says(
        problems("listeners: { a: { protocol: s3, tls-cert: x } }"),
        "listeners.a.tls-cert: is not a known key; did you mean 'tls.cert'?");
    says(problems("credentials: { access-key: abc }"), "is there without credentials.secret-key");
    says(
        problems(
            "kms: { m: { provider: x, a-b: 1, a: { b: 2 } } }\nencryption: { default: { kms: m } }"),
        "is there twice, with a dash and as a group");
  }

  @Test
  void a_document_can_be_any_bytes() {
    String[] pieces = {
      "s3",
      ":",
      " ",
      "\n",
      "  ",
      "{",
      "}",
      "[",
      "]",
      "- ",
      "&a",
      "*a",
      "!",
      "!!str ",
      "'",
      "\"",
      "${",
      "${env:X}",
      "region",
      "kms",
      "main",
      "provider",
      ",",
      "#",
      "|",
      ">",
      "?",
      "%",
      "@",
      "\t",
      "~",
      "null",
      "---",
      "...",
      "<<",
      "listeners",
      "tls",
      "cert",
      "\u0000",
      "é",
      "\ud800",
      "port",
      "9",
      "."
    };
    Random random = new Random(11);
    for (int n = 0; n < 6000; n++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(24);
      for (int k = 0; k < length; k++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      ConfigOutcome outcome = outcome(text.toString(), Map.of(), Map.of());
      if (outcome instanceof ConfigOutcome.Refused(List<ConfigProblem> problems, CofreConfig _)) {
        assertFalse(problems.isEmpty());
        problems.forEach(p -> assertTrue(p.text().lines().count() == 1, p.text()));
      }
    }
  }

  @Test
  void a_listener_named_after_its_protocol_need_not_say_it() {
    CofreConfig config = config("listeners:\n  s3: { tls: { cert: c.pem, key: k.pem } }\n");
    assertEquals(Set.of("s3"), config.listeners().keySet());
    ListenerConfig s3 = config.listeners().get("s3");
    assertEquals(Protocol.S3, s3.protocol());
    assertTrue(s3.tls().isPresent());
    ConfigOutcome moved =
        outcome("listeners:\n  s3: {}\n", Map.of(), Map.of(ConfigInput.LISTEN, "[::1]:9443"));
    CofreConfig there = assertInstanceOf(ConfigOutcome.Loaded.class, moved).config();
    assertEquals("::1", there.listeners().get("s3").host());
    assertEquals(9443, there.listeners().get("s3").port());
  }
}
