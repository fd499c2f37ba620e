package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.AesGcm;
import io.cofre.kms.http.KeySetting;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.PathSetting;

/// Seals the key material that a KV engine stores, which never stores it in clear. Thread-safe.
///
/// @param prefix stands before the sealed bytes, to tell one seal from the other
/// @param sealing seals material for a context
/// @param opening opens it, if it was sealed with this key for this context
record Seal(
    String prefix,
    BiFunction<DataKey, KeyContext, byte[]> sealing,
    BiFunction<byte[], KeyContext, Optional<DataKey>> opening) {
  static final Setting<Secret> KEY =
      KeySetting.of("seal-key", "Seals the secrets of a KV engine: 32 random bytes in Base64.");
  static final Setting<KeyId> TRANSIT =
      Setting.of(
          "seal-transit-key",
          "text",
          KeyId::new,
          "Key of a transit engine that seals the secrets of a KV engine instead.");
  static final Setting<String> MOUNT =
      PathSetting.of("seal-mount", "Where that transit engine is mounted.").or("transit");

  /// Seal material as text.
  String seal(DataKey material, KeyContext context) {
    return prefix + Base64.getEncoder().encodeToString(sealing.apply(material, context));
  }

  /// Open such text; empty if it was not sealed with this key for this context.
  Optional<DataKey> open(String text, KeyContext context) {
    try {
      return text.startsWith(prefix)
          ? opening.apply(Base64.getDecoder().decode(text.substring(prefix.length())), context)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no Base64, or of a size that nothing sealed has
    }
  }

  /// Make the one that is set.
  ///
  /// @param transit the engine of the sealing key, if that one is in Vault
  static Seal of(Settings settings, TransitKms transit) {
    Optional<Seal> here = settings.find(KEY).map(Seal::here);
    Optional<Seal> inside = settings.find(TRANSIT).map(key -> inside(transit, key));
    if (here.isPresent() == inside.isPresent()) {
      throw new InvalidSettings(KEY.key(), "a KV engine needs either seal-key or seal-transit-key");
    }
    return here.or(() -> inside).orElseThrow();
  }

  /// Inside Vault, with a key of a transit engine.
  private static Seal inside(TransitKms transit, KeyId key) {
    return new Seal(
        "transit:",
        (material, context) -> transit.wrap(key, material, context).bytes(),
        (sealed, context) ->
            Lookup.find(
                () -> transit.unwrap(new WrappedKey(key, sealed), context),
                Reason.NOT_AUTHENTIC,
                Reason.KEY_NOT_FOUND)); // of the seal: the caller's own key is there
  }

  /// Here, with AES-256-GCM.
  private static Seal here(Secret base64) {
    return new Seal(
        "local:",
        (material, context) ->
            KeySetting.use(base64, key -> AesGcm.seal(key, material, context.encoded())),
        (sealed, context) ->
            KeySetting.use(base64, key -> AesGcm.open(key, sealed, context.encoded())));
  }
}
