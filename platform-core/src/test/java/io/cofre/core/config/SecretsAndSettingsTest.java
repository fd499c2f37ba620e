package io.cofre.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.core.suggest.Suggestion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsAndSettingsTest extends ConfigFixture {
  private static final Setting<URI> ENDPOINT = Setting.uri("endpoint", "Where the KMS is.");
  private static final Setting<Secret> TOKEN = Setting.secret("token", "The token.");
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", "How long.").or("5s");
  private static final List<Setting<?>> DECLARED = List.of(ENDPOINT, TOKEN, TIMEOUT);

  private String resolve(String written, Map<String, String> environment) {
    return new References(base, environment).resolve(written);
  }

  private String failure(String written) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> resolve(written, Map.of()))
            .getMessage());
  }

  @Test
  void references_bring_files_and_variables() throws IOException {
    Files.writeString(base.resolve("s"), "s3cret\n");
    Files.writeString(base.resolve("w"), "a\r\n");
    Files.writeString(base.resolve("l"), "a\n\n");
    assertEquals("s3cret", resolve("${file:s}", Map.of()));
    assertEquals("s3cret", resolve("${file:" + base.resolve("s") + "}", Map.of()));
    assertEquals("a", resolve("${file:w}", Map.of()));
    assertEquals("a\n", resolve("${file:l}", Map.of()));
    assertEquals("https://h:1/${x", resolve("https://${env:H}:1/$${x", Map.of("H", "h")));
    assertEquals("${env:H}", resolve("${env:A}", Map.of("A", "${env:H}", "H", "h")));
    assertEquals("$1 \\ $", resolve("${env:A} \\ $", Map.of("A", "$1")));
  }

  @Test
  void references_that_cannot_be_followed_say_why() throws IOException {
    Files.createDirectory(base.resolve("d"));
    Files.write(base.resolve("b"), new byte[] {(byte) 0xff});
    Files.write(base.resolve("big"), new byte[(64 << 10) + 1]);
    assertTrue(failure("${file:none}").contains("is not there"));
    assertTrue(failure("${file:d}").contains("no regular file"));
    assertTrue(failure("${file:big}").contains("64 KiB"));
    assertTrue(failure("${file:b}").contains("UTF-8"));
    assertTrue(failure("${env:NONE}").contains("NONE is not in the environment"));
    assertTrue(failure("${vault:x}").contains("known reference"));
    assertTrue(failure("${env:X").contains("known reference"));
    assertTrue(failure("${}").contains("known reference"));
    assertTrue(failure("${file:\u0000}").length() > 5);
  }

  @Test
  void a_reference_s_failure_names_the_key() {
    says(
        problems("kms:\n  main:\n    provider: x\n    token: ${env:NO}\n"),
        "cofre.yaml:4: kms.main.token: the variable NO is not in the environment");
  }

  @Test
  void a_secret_in_the_file_is_taken_with_a_warning() {
    ConfigOutcome.Loaded loaded =
        loaded("credentials: { access-key: abc, secret-key: 12345678 }", Map.of());
    assertEquals(1, loaded.warnings().size());
    String warning = loaded.warnings().getFirst().text();
    assertTrue(warning.startsWith("cofre.yaml:1: credentials.secret-key: is a secret"), warning);
    assertFalse(warning.contains("12345678"));
    loaded =
        loaded("credentials: { access-key: abc, secret-key: '${env:S}' }", Map.of("S", "12345678"));
    assertEquals(List.of(), loaded.warnings());
    loaded = loaded("", Map.of("COFRE_ACCESS_KEY", "abc", "COFRE_SECRET_KEY", "12345678"));
    assertEquals(List.of(), loaded.warnings());
  }

  @Test
  void secrets_are_nowhere_to_be_seen() {
    String yaml =
        """
        credentials: { access-key: abc, secret-key: hush-hush-1 }
        kms:
          main: { provider: x, token: hush-hush-2, endpoint: "https://u:hush-hush-3/@hush-hush-7@h/" }
          other: { provider: y, password: hush-hush-4, key: "${env:K}" }
        """;
    ConfigOutcome.Loaded loaded = loaded(yaml, Map.of("K", "hush-hush-5"));
    List<String> lines = loaded.effective().lines(Map.of("kms.main", DECLARED));
    String all = String.join("\n", lines) + loaded.config() + loaded.warnings() + loaded;
    assertFalse(all.contains("hush-hush"), all);
    says(
        lines,
        "credentials.access-key: abc  # cofre.yaml:1",
        "credentials.secret-key: ***  # cofre.yaml:1",
        "kms.main.token: ***  # cofre.yaml:3",
        "kms.main.timeout: 5s  # default",
        "kms.main.endpoint: https://***@h/  # cofre.yaml:3",
        "kms.other.password: ***",
        "kms.other.key: ${env:K}",
        "s3.region: us-east-1  # default",
        "listeners.s3.port: 9000  # default");
    PluginSettings settings = new PluginSettings(loaded.config().kms().get("main"), DECLARED);
    assertEquals(1, settings.warnings().size());
    says(problems(yaml.replace("abc", "a b hush-hush-6")), "credentials.access-key: expected");
    assertFalse(problems(yaml.replace("abc", "a b hush-hush-6")).toString().contains("hush"));
  }

  private static PluginSettings settings(Map<String, String> texts) {
    return new PluginSettings(InstanceConfig.of("kms.main", "vault", texts), DECLARED);
  }

  @Test
  void a_plugin_reads_what_it_declared() {
    PluginSettings settings = settings(Map.of("endpoint", "https://h", "token", "t"));
    assertEquals(List.of(), settings.problems());
    assertEquals(URI.create("https://h"), settings.get(ENDPOINT));
    assertEquals(Duration.ofSeconds(5), settings.get(TIMEOUT));
    assertEquals(Secret.of("t"), settings.get(TOKEN));
    assertEquals(Optional.empty(), settings(Map.of()).find(TOKEN));
  }

  @Test
  void a_missing_or_unreadable_setting_is_said_so() {
    InvalidSettings missing =
        assertThrows(InvalidSettings.class, () -> settings(Map.of()).get(TOKEN));
    assertEquals("token", missing.key());
    PluginSettings bad = settings(Map.of("timeout", "soon", "tokn", "t", "colour", "red"));
    assertThrows(InvalidSettings.class, () -> bad.get(TIMEOUT));
    List<String> lines = bad.problems().stream().map(ConfigProblem::text).toList();
    assertEquals(3, lines.size());
    says(
        lines,
        "kms.main.timeout: expected a duration",
        "kms.main.tokn: is not a setting of provider 'vault'; did you mean 'token'?",
        "kms.main.colour: is not a setting of provider 'vault'; it has: endpoint, timeout, token");
    assertEquals(
        "configuration: kms.main.token: is missing; The token.", bad.problem(missing).text());
  }

  @Test
  void P3_reading_an_undeclared_setting_is_a_bug_of_the_plugin() {
    PluginSettings settings = settings(Map.of());
    Setting<String> secret = Setting.text("hidden", "");
    assertThrows(IllegalStateException.class, () -> settings.get(secret));
    assertThrows(IllegalStateException.class, () -> settings.find(secret));
  }

  @Test
  void suggestions_count_slips_of_the_keyboard() {
    assertEquals(Optional.of("region"), Suggestion.among(List.of("region", "domains"), "regoin"));
    assertEquals(Optional.of("port"), Suggestion.among(List.of("port", "host"), "prt"));
    assertEquals(
        Optional.of("AES-256-GCM"), Suggestion.among(List.of("AES-256-GCM"), "aes-256-gcm"));
    assertEquals(Optional.empty(), Suggestion.among(List.of("port", "host"), "colour"));
    assertEquals(Optional.empty(), Suggestion.among(List.of(), "x"));
  }

  @Test
  void paths_stay_as_the_plugin_reads_them() {
    Setting<Path> path = Setting.path("path", "").or("data");
    PluginSettings settings =
        new PluginSettings(InstanceConfig.of("storage.blobs", "local", Map.of()), List.of(path));
    assertEquals(Path.of("data"), settings.get(path));
  }
}
