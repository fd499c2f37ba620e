package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.RestKms;

/// Wraps with the keys of a transit engine. Thread-safe.
///
/// A wrapped key is read and written as text here; its layout stands in the description of the
/// package.
///
/// @param uses what must be possible with every key, for the probe
record TransitKms(RestApi api, Set<String> uses, TransitKeys keys) implements RestKms {
  private static final String DERIVED = "\1";
  private static final String ASSOCIATED = "\2";
  private static final Pattern WRAPPED =
      Pattern.compile("[\1\2]vault:v([1-9]\\d{0,8}):[A-Za-z0-9+/]+={0,2}");

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    String layout = keys.isDerived(key) ? DERIVED : ASSOCIATED;
    ObjectNode body = body(layout, context).put("type", TransitKeys.NO_TYPE);
    Answer answer = dataKey.use(bytes -> sent("encrypt", key, body.put("plaintext", bytes)));
    return wrapped(key, layout, answer);
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    if (!keys.isDerived(key)) {
      return RestKms.super.generate(key, context); // not every Vault binds associated data there
    }
    Answer answer = sent("datakey/plaintext", key, body(DERIVED, context));
    try {
      WrappedKey wrapped = wrapped(key, DERIVED, answer);
      return new GeneratedKey(plain(key, answer), wrapped);
    } finally {
      answer.wipe();
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    return plain(wrapped.key(), sent("decrypt", wrapped.key(), body(text(wrapped), context)));
  }

  /// Inside Vault where key and context stay and the key is derived; else Vault cannot, and the
  /// data key passes through here.
  @Override
  public Optional<Rewrap> rewrap() {
    return Optional.of((wrapped, from, key, to) -> {
      String old = text(wrapped);
      if (old.startsWith(DERIVED) && wrapped.key().equals(key) && from.equals(to)) {
        return wrapped(key, DERIVED, sent("rewrap", key, body(old, to)));
      }
      try (DataKey plain = unwrap(wrapped, from)) {
        return wrap(key, plain, to);
      }
    });
  }

  private Answer sent(String operation, KeyId key, ObjectNode body) {
    var needs = uses.stream().collect(Collectors.toMap(use -> keys.path(use, key), _ -> "update"));
    keys.vault().need(keys.mount(), needs);
    try {
      return keys.vault().post(keys.path(operation, key), body);
    } catch (KmsException e) {
      if (e.reason() == Reason.KEY_NOT_FOUND) {
        keys.derived().remove(key); // another may come under its name
      }
      throw e;
    }
  }

  /// What every operation is told.
  ///
  /// @param text a layout, and the ciphertext if there is one
  private static ObjectNode body(String text, KeyContext context) {
    byte[] encoded = context.encoded(); // may be empty, which a derived key would refuse
    byte[] bound = ByteBuffer.allocate(1 + encoded.length).put((byte) 1).put(encoded).array();
    String field = text.startsWith(DERIVED) ? "context" : "associated_data";
    ObjectNode body = RestApi.document().put(field, bound);
    return text.length() == 1 ? body : body.put("ciphertext", text.substring(1));
  }

  private String text(WrappedKey wrapped) {
    String text = new String(wrapped.bytes(), StandardCharsets.ISO_8859_1);
    if (!WRAPPED.matcher(text).matches()) {
      String words = "did not wrap this under %s, or it was changed";
      throw keys.vault().failure(Reason.NOT_AUTHENTIC, words, wrapped.key());
    }
    return text;
  }

  private WrappedKey wrapped(KeyId key, String layout, Answer answer) {
    String text = layout + answer.json().path("data").path("ciphertext").asText();
    var parts = WRAPPED.matcher(text);
    if (!parts.matches()) {
      throw keys.vault().lacking("ciphertext of the transit engine", keys.path("keys", key));
    }
    return new WrappedKey(key, parts.group(1), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private DataKey plain(KeyId key, Answer answer) {
    return answer.dataKey(
        () -> keys.vault().lacking("key of 256 bits", keys.path("keys", key)), "data", "plaintext");
  }

  @Override
  public Health health() {
    return keys.vault().probe(() -> {});
  }
}
