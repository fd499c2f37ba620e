package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Choices, secrets of settings or files, and times.
class SharedSettingsTest {
  private static final Setting<Secret> VALUE = Setting.secret("token", "A token.");
  private static final Setting<Path> FILE = Setting.path("token-file", "A file of one.");
  @TempDir Path home;

  enum Colour {
    RED,
    DARK_BLUE
  }

  private SecretSource source(String... settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    return SecretSource.of(VALUE, FILE, MemorySettings.of(settings), context);
  }

  @Test
  void a_choice_is_a_constant_in_lower_case_with_dashes() {
    Setting<Colour> setting = ChoiceSetting.of("colour", Colour.class, "A colour.");
    assertEquals(Colour.DARK_BLUE, setting.reader().apply("dark-blue"));
    assertEquals("dark-blue", ChoiceSetting.word(Colour.DARK_BLUE));
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> setting.reader().apply("a secret"));
    assertEquals("expected one of red, dark-blue", refusal.getMessage());
  }

  @Test
  void a_choice_may_have_words_of_its_own() {
    Setting<Colour> setting = ChoiceSetting.of("colour", Colour.class, Colour::name, "A colour.");
    assertEquals(Colour.DARK_BLUE, setting.reader().apply("DARK_BLUE"));
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> setting.reader().apply("dark-blue"));
    assertEquals("expected one of RED, DARK_BLUE", refusal.getMessage());
  }

  @Test
  void settings_of_a_login_come_after_the_plugins_own() {
    var all = HttpSettings.after(List.of(FILE), List.of(VALUE));
    assertEquals(List.of(FILE, VALUE), all.subList(0, 2));
    assertEquals(HttpSettings.all(), all.subList(2, all.size()));
  }

  @Test
  void a_path_has_no_slashes_at_its_ends_and_leads_nowhere_else() {
    Setting<String> path = PathSetting.of("mount", "A path.");
    assertEquals("team/one.two", path.reader().apply("//team/one.two/"));
    for (String bad : List.of("", "/", "../sys", "a//b", "a b", "a?b", "a%2fb")) {
      assertThrows(IllegalArgumentException.class, () -> path.reader().apply(bad), bad);
    }
    Setting<String> root = PathSetting.orRoot("namespace", "A path.");
    assertEquals("", root.reader().apply("/"));
    assertEquals("", root.reader().apply(""));
    assertEquals("team", root.reader().apply("team/"));
    assertThrows(IllegalArgumentException.class, () -> root.reader().apply(".."));
  }

  @Test
  void a_key_has_256_bits_and_is_not_repeated() {
    Setting<Secret> setting = KeySetting.of("seal-key", "A key.");
    assertTrue(setting.secret());
    byte[] bytes = new byte[DataKey.SIZE];
    bytes[31] = 1;
    String text = Base64.getEncoder().encodeToString(bytes);
    Secret value = setting.reader().apply(text);
    try (DataKey same = DataKey.adopt(bytes)) {
      assertTrue(KeySetting.use(value, same::equals));
    }
    for (String bad : List.of("dG9vIHNob3J0", "this is not Base64", text + "AAAA")) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> setting.reader().apply(bad));
      assertFalse(refusal.toString().contains(bad), refusal.toString());
    }
  }

  @Test
  void a_file_is_read_each_time_and_a_value_is_kept() throws IOException {
    Files.writeString(home.resolve("t"), "first\n");
    SecretSource file = source("token-file", "t");
    assertEquals("first", file.text());
    Files.writeString(home.resolve("t"), " second ");
    assertEquals("second", file.text());
    assertEquals(Secret.of("given"), source("token", "given").read());
  }

  @Test
  void a_file_that_cannot_be_read_is_told() {
    SecretSource missing = source("token-file", "none");
    var failure = assertThrows(KmsException.class, missing::read);
    assertEquals(Reason.ACCESS_DENIED, failure.reason());
    assertTrue(failure.getMessage().startsWith(home.resolve("none") + " cannot be read"));
  }

  @Test
  void one_of_the_two_is_needed() {
    assertThrows(InvalidSettings.class, this::source);
    var both = assertThrows(InvalidSettings.class, () -> source("token", "x1y", "token-file", "t"));
    assertEquals("token", both.key());
    assertFalse(both.getMessage().contains("x1y"));
  }

  @Test
  void a_lookup_passes_over_the_reasons_it_is_told() {
    assertEquals(Optional.of("found"), Lookup.find(() -> "found", Reason.KEY_NOT_FOUND));
    assertEquals(
        Optional.empty(), Lookup.find(() -> failing(Reason.KEY_NOT_FOUND), Reason.KEY_NOT_FOUND));
    assertThrows(
        KmsException.class,
        () -> Lookup.find(() -> failing(Reason.UNAVAILABLE), Reason.KEY_NOT_FOUND));
  }

  private static String failing(Reason reason) {
    throw new KmsException(reason, "no");
  }

  @Test
  void a_time_has_any_offset_and_other_text_is_none() {
    assertEquals(Optional.of(Instant.EPOCH), Timestamp.of("1970-01-01T01:00:00.000+01:00"));
    assertEquals(
        Optional.of(Instant.EPOCH.plusNanos(1)), Timestamp.of("1970-01-01T00:00:00.000000001Z"));
    assertEquals(Optional.empty(), Timestamp.of(""));
    assertEquals(Optional.of(Instant.EPOCH), Timestamp.ofSeconds(IntNode.valueOf(0)));
    assertEquals(Optional.empty(), Timestamp.ofSeconds(NullNode.getInstance()));
  }
}
