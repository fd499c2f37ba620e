package io.cofre.tck;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Wrapping and unwrapping: K1 to K5.
@SuppressWarnings("MemberName") // tests begin with the number of their rule
abstract class KmsWrapRules extends KmsRules {
  private static final KeyId NONE = new KeyId("none");

  @Test
  void K1_wrapped_key_unwraps_to_the_same_bytes() {
    Kms kms = kms();
    for (int i = 0; i < 20; i++) {
      try (DataKey key = dataKey()) {
        unwraps(Rule.K1, kms, kms.wrap(key(), key, CONTEXT), CONTEXT, key);
      }
    }
  }

  @Test
  void K1_keys_of_any_bytes_are_kept() {
    Kms kms = kms();
    byte[] mixed = new byte[DataKey.SIZE];
    mixed[31] = 1; // a number whose leading zeros must not be lost
    byte[] ones = new byte[DataKey.SIZE];
    Arrays.fill(ones, (byte) 0xff);
    for (byte[] bytes : List.of(new byte[DataKey.SIZE], mixed, ones)) {
      try (DataKey key = DataKey.adopt(bytes)) {
        unwraps(Rule.K1, kms, kms.wrap(key(), key, CONTEXT), CONTEXT, key);
      }
    }
  }

  @Test
  void K1_every_context_is_taken() {
    Kms kms = kms();
    for (KeyContext context :
        List.of(
            KeyContext.EMPTY,
            KeyContext.of(Map.of("k", "")),
            KeyContext.of(Map.of("key", "größe/ключ/鍵/🔑 \"'\\<&>=,;%2F")),
            KeyContext.of(Map.of("key", "a".repeat(1024))))) {
      try (DataKey key = dataKey()) {
        unwraps(Rule.K1, kms, kms.wrap(key(), key, context), context, key);
      }
    }
  }

  @Test
  void K1_unwraps_in_another_instance() {
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms().wrap(key(), key, CONTEXT);
      unwraps(Rule.K1, kms(), wrapped, CONTEXT, key);
    }
  }

  @Test
  void K1_unwraps_after_the_instance_that_wrapped_was_closed() {
    try (DataKey key = dataKey()) {
      WrappedKey wrapped;
      try (Kms first = open()) {
        wrapped = first.wrap(key(), key, CONTEXT);
      }
      unwraps(Rule.K1, kms(), wrapped, CONTEXT, key);
    }
  }

  @Test
  void K1_a_generated_key_unwraps_to_the_same_bytes() {
    Kms kms = kms();
    try (GeneratedKey first = kms.generate(key(), CONTEXT);
        GeneratedKey second = kms.generate(key(), CONTEXT)) {
      Rule.K1.same(DataKey.SIZE, first.plain().size(), "the size of a generated key");
      Rule.K1.holds(!first.plain().equals(second.plain()), () -> "the same key generated twice");
      unwraps(Rule.K1, kms, first.wrapped(), CONTEXT, first.plain());
    }
  }

  @Test
  void K2_no_wrap_shows_the_key() {
    Kms kms = kms();
    for (int i = 0; i < 5; i++) {
      try (DataKey key = dataKey()) {
        byte[] wrapped = kms.wrap(key(), key, CONTEXT).bytes();
        String raw = new String(wrapped, StandardCharsets.ISO_8859_1);
        for (String shown : shapes(key)) {
          Rule.K2.holds(
              !raw.toLowerCase(Locale.ROOT).contains(shown.toLowerCase(Locale.ROOT)),
              () -> "the key stands in its wrap");
        }
      }
    }
  }

  /// The ways a key could be written: raw, hexadecimal, and both alphabets of Base64.
  static List<String> shapes(DataKey key) {
    return key.use(bytes ->
        List.of(
            new String(bytes, StandardCharsets.ISO_8859_1),
            HexFormat.of().formatHex(bytes),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
  }

  @Test
  void K2_every_wrap_of_one_key_unwraps() {
    Kms kms = kms();
    try (DataKey key = dataKey()) {
      WrappedKey first = kms.wrap(key(), key, CONTEXT);
      WrappedKey second = kms.wrap(key(), key, CONTEXT);
      unwraps(Rule.K2, kms, second, CONTEXT, key);
      unwraps(Rule.K2, kms, first, CONTEXT, key);
    }
  }

  @Test
  void K3_another_context_fails_where_contexts_are_bound() {
    Kms kms = kms();
    boolean binds = kms.traits().bindsContext();
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms.wrap(key(), key, CONTEXT);
      for (KeyContext other : otherContexts()) {
        if (binds) {
          Rule.K3.failsWith(
              Reason.NOT_AUTHENTIC, "unwrapping with " + other, () -> kms.unwrap(wrapped, other));
        } else {
          unwraps(Rule.K3, kms, wrapped, other, key);
        }
      }
    }
  }

  private static List<KeyContext> otherContexts() {
    Map<String, String> more = new HashMap<>(CONTEXT.facts());
    more.put("extra", "");
    Map<String, String> fewer = new HashMap<>(CONTEXT.facts());
    fewer.remove("version");
    Map<String, String> changed = new HashMap<>(CONTEXT.facts());
    changed.put("version", "8");
    Map<String, String> upper = new HashMap<>(CONTEXT.facts());
    upper.put("bucket", "Photos");
    return List.of(
        KeyContext.EMPTY,
        KeyContext.of(more),
        KeyContext.of(fewer),
        KeyContext.of(changed),
        KeyContext.of(upper));
  }

  @Test
  void K4_a_changed_wrapped_key_never_yields_a_key() {
    Kms kms = kms();
    try (DataKey key = dataKey()) {
      byte[] bytes = kms.wrap(key(), key, CONTEXT).bytes();
      for (int i = 0; i < Math.min(bytes.length, 48); i++) {
        byte[] changed = bytes.clone();
        changed[bytes.length <= 48 ? i : random.nextInt(bytes.length)] ^=
            (byte) (1 << random.nextInt(8));
        refuses(kms, changed, key);
      }
    }
  }

  @Test
  void K4_a_wrapped_key_of_another_length_never_yields_a_key() {
    Kms kms = kms();
    try (DataKey key = dataKey()) {
      byte[] bytes = kms.wrap(key(), key, CONTEXT).bytes();
      refuses(kms, Arrays.copyOf(bytes, 1), key);
      refuses(kms, Arrays.copyOf(bytes, bytes.length / 2), key);
      refuses(kms, Arrays.copyOf(bytes, bytes.length - 1), key);
      refuses(kms, "not a wrapped key".getBytes(StandardCharsets.UTF_8), key);
      refuses(kms, new byte[16_384], key);
    }
  }

  /// A change may touch what no one reads (a case, an unused bit of Base64): then the key itself
  /// may come out, and never another.
  private void refuses(Kms kms, byte[] changed, DataKey key) {
    try (DataKey seen = kms.unwrap(new WrappedKey(key(), changed), CONTEXT)) {
      Rule.K4.holds(
          isText(changed) && seen.equals(key),
          () -> "a key came out of a changed wrap of " + changed.length + " bytes");
    } catch (KmsException e) {
      Rule.K4.same(Reason.NOT_AUTHENTIC, e.reason(), "the reason for a changed wrap");
    }
  }

  private static boolean isText(byte[] bytes) {
    int odd = 0;
    for (byte b : bytes) {
      odd += b < 0x20 ? 1 : 0;
    }
    return odd <= 1; // one bit was flipped, and may have made a text a little less of one
  }

  @Test
  void K5_an_unknown_key_is_not_found() {
    Kms kms = kms();
    KeyId unknown = unknownKey();
    try (DataKey key = dataKey()) {
      Rule.K5.failsWith(
          Reason.KEY_NOT_FOUND,
          "wrapping under an unknown key",
          () -> kms.wrap(unknown, key, CONTEXT));
      Rule.K5.failsWith(
          Reason.KEY_NOT_FOUND,
          "generating under an unknown key",
          () -> kms.generate(unknown, CONTEXT).close());
    }
  }

  @Test
  void K5_a_disabled_key_says_so() {
    Kms kms = kms();
    KeyId disabled = disabledKey().or(() -> disable(kms)).orElse(NONE);
    Assumptions.assumeTrue(
        !disabled.equals(NONE), "no key is disabled here, and no action can disable one");
    try (DataKey key = dataKey()) {
      Rule.K5.failsWith(
          Reason.KEY_DISABLED,
          "wrapping under a disabled key",
          () -> kms.wrap(disabled, key, CONTEXT));
    }
  }

  private Optional<KeyId> disable(Kms kms) {
    return kms.administration()
        .filter(keys -> keys.actions().containsAll(Set.of(KeyAction.CREATE, KeyAction.DISABLE)))
        .map(administration -> {
          KeyId key = freshKey(administration);
          administration.disable(key);
          Rule.K5.same(State.DISABLED, administration.describe(key).state(), "the state");
          return key;
        });
  }
}
