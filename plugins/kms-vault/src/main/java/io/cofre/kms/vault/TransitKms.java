package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.Lookup;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Wraps with the keys of a transit engine. Thread-safe.
///
/// @param uses what must be possible with every key, for the probe
record TransitKms(VaultClient vault, VaultProbe probe, Set<String> uses, TransitKeys keys)
    implements Kms {

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    boolean derived = keys.isDerived(key);
    ObjectNode body = body(derived, context).put("type", TransitKeys.NO_TYPE);
    Answer answer = dataKey.use(bytes -> sent("encrypt", key, body.put("plaintext", bytes)));
    return wrapped(key, derived, answer);
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    if (!keys.isDerived(key)) {
      return Kms.super.generate(key, context); // not every Vault binds associated data there
    }
    Answer answer = sent("datakey/plaintext", key, body(true, context));
    try {
      WrappedKey wrapped = wrapped(key, true, answer);
      return new GeneratedKey(plain(key, answer), wrapped);
    } finally {
      answer.wipe();
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    Ciphertext ciphertext = ciphertext(wrapped);
    ObjectNode body = body(ciphertext.derived(), context).put("ciphertext", ciphertext.text());
    Answer answer = sent("decrypt", wrapped.key(), body);
    try {
      return plain(wrapped.key(), answer);
    } finally {
      answer.wipe();
    }
  }

  private Answer sent(String operation, KeyId key, ObjectNode body) {
    probe.used(
        keys.mount(),
        uses.stream().collect(Collectors.toMap(use -> keys.path(use, key), _ -> "update")));
    try {
      return vault.post(keys.path(operation, key), body);
    } catch (KmsException e) {
      if (e.reason() == Reason.KEY_NOT_FOUND) {
        keys.forget(key); // another may come under its name
      }
      throw e;
    }
  }

  private static ObjectNode body(boolean derived, KeyContext context) {
    return VaultClient.object().put(Ciphertext.field(derived), Ciphertext.bound(context));
  }

  private WrappedKey wrapped(KeyId key, boolean derived, Answer answer) {
    String text = vault.data(keys.path("keys", key), answer).path("ciphertext").asText();
    return Ciphertext.of(derived, text)
        .orElseThrow(() ->
            vault.failure(
                Reason.UNEXPECTED, "gave no ciphertext of the transit engine for %s", key))
        .under(key);
  }

  private static Ciphertext ciphertext(WrappedKey wrapped) {
    return Ciphertext.of(wrapped)
        .orElseThrow(() ->
            new KmsException(
                Reason.NOT_AUTHENTIC,
                "this was not wrapped by Vault under %s, or was changed".formatted(wrapped.key())));
  }

  private DataKey plain(KeyId key, Answer answer) {
    return DataKeySize.adopt(
        Lookup.find(() -> answer.binary("data", "plaintext"), Reason.UNEXPECTED)
            .orElseGet(() -> new byte[0]),
        () -> vault.failure(Reason.UNEXPECTED, "gave no data key of 256 bits for %s", key));
  }

  @Override
  public Health health() {
    return probe.run(() -> {});
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(keys);
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return Optional.of(this::rewrapped);
  }

  /// Inside Vault where key and context stay and the key is derived; else Vault cannot, and the
  /// data key passes through here.
  private WrappedKey rewrapped(WrappedKey wrapped, KeyContext from, KeyId key, KeyContext to) {
    Ciphertext old = ciphertext(wrapped);
    if (old.derived() && wrapped.key().equals(key) && from.equals(to)) {
      ObjectNode body = body(true, to).put("ciphertext", old.text());
      return wrapped(key, true, sent("rewrap", key, body));
    }
    try (DataKey plain = unwrap(wrapped, from)) {
      return wrap(key, plain, to);
    }
  }

  @Override
  public void close() {
    vault.close();
  }
}
