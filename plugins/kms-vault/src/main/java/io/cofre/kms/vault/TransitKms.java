package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Wraps with the keys of a transit engine. Thread-safe.
final class TransitKms implements Kms {
  private final VaultClient vault;
  private final VaultProbe probe;
  private final Set<String> uses;
  private final TransitKeys keys;

  /// @param uses what must be possible with every key, for the probe
  TransitKms(
      VaultClient vault, VaultProbe probe, Set<String> uses, String mount, boolean softDeletes) {
    this.vault = vault;
    this.probe = probe;
    this.uses = uses;
    this.keys = new TransitKeys(vault, mount, softDeletes, new ConcurrentHashMap<>());
  }

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
    return wrapped(key, derived, answer.json());
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    if (!keys.isDerived(key)) {
      return Kms.super.generate(key, context); // not every Vault binds associated data there
    }
    Answer answer = sent("datakey/plaintext", key, body(true, context));
    try {
      WrappedKey wrapped = wrapped(key, true, answer.json());
      return new GeneratedKey(plain(key, answer), wrapped);
    } finally {
      answer.wipe();
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    Ciphertext ciphertext = Ciphertext.of(wrapped);
    ObjectNode body = body(ciphertext.derived(), context).put("ciphertext", ciphertext.text());
    KeyId key = wrapped.key();
    Answer answer = sent("decrypt", key, body);
    try {
      return plain(key, answer);
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

  private static WrappedKey wrapped(KeyId key, boolean derived, JsonNode answer) {
    String text = answer.path("data").path("ciphertext").asText();
    return new Ciphertext(derived, text).under(key);
  }

  private DataKey plain(KeyId key, Answer answer) {
    return DataKeySize.adopt(
        answer.binary("data", "plaintext"),
        () ->
            new KmsException(
                Reason.UNEXPECTED, "%s gave no data key of 256 bits for %s".formatted(vault, key)));
  }

  @Override
  public Health health() {
    return probe.run(() -> {});
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(keys);
  }

  /// Inside Vault where key and context stay and the key is derived; else Vault cannot, and the
  /// data key passes through here.
  @Override
  public Optional<Rewrap> rewrap() {
    return Optional.of((wrapped, from, key, to) -> {
      Ciphertext old = Ciphertext.of(wrapped);
      if (old.derived() && wrapped.key().equals(key) && from.equals(to)) {
        ObjectNode body = body(true, to).put("ciphertext", old.text());
        return wrapped(key, true, sent("rewrap", key, body).json());
      }
      try (DataKey plain = unwrap(wrapped, from)) {
        return wrap(key, plain, to);
      }
    });
  }

  @Override
  public void close() {
    vault.close();
  }
}
