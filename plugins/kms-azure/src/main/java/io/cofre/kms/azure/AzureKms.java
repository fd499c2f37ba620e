package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.Probe;
import io.cofre.kms.http.RestApi;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Wraps with the keys of a vault or HSM. Thread-safe.
final class AzureKms implements Kms {
  private static final int IV = 12;
  private static final int TAG = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private final RestApi api;
  private final VaultKeys keys;
  private final Algorithm algorithm;

  AzureKms(VaultKeys keys) {
    this.api = keys.api();
    this.keys = keys;
    this.algorithm = keys.algorithm();
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(algorithm.bindsContext(), true);
  }

  /// The service wraps under disabled keys too, so their state is asked for first.
  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    KeyDescription newest = keys.describe(key);
    if (newest.state() != State.ENABLED) {
      boolean disabled = newest.state() == State.DISABLED;
      throw new KmsException(
          disabled ? Reason.KEY_DISABLED : Reason.KEY_PENDING_DELETION,
          "the key %s of %s is %s"
              .formatted(key, api, disabled ? "disabled" : "deleted, and recoverable"));
    }
    ObjectNode body = body(context);
    dataKey.use(bytes -> body.put("value", TEXT.encodeToString(bytes)));
    Answer answer = sent(key, newest.version(), algorithm.wrap, body);
    if (!answer.ok()) {
      throw keys.failed("to wrap under the key " + key, key, answer);
    }
    var envelope = new Envelope(newest.version(), blob(answer));
    return new WrappedKey(key, newest.version(), envelope.encoded(algorithm, key));
  }

  private byte[] blob(Answer answer) {
    byte[] value = answer.urlBinary("value");
    if (!algorithm.bindsContext()) {
      return value;
    }
    byte[] iv = answer.urlBinary("iv");
    byte[] tag = answer.urlBinary("tag");
    if (iv.length != IV || tag.length != TAG) {
      throw new KmsException(Reason.UNEXPECTED, "Azure gave an IV or a tag of another size");
    }
    return ByteBuffer.allocate(IV + TAG + value.length).put(iv).put(tag).put(value).array();
  }

  private ObjectNode body(KeyContext context) {
    ObjectNode body = VaultKeys.json().put("alg", algorithm.words);
    return algorithm.bindsContext()
        ? body.put("aad", TEXT.encodeToString(context.encoded()))
        : body;
  }

  private Answer sent(KeyId key, String version, String operation, ObjectNode body) {
    return keys.operate(key, version, operation.toLowerCase(Locale.ROOT), body);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId key = wrapped.key();
    Envelope envelope =
        Envelope.decode(wrapped.bytes(), algorithm, key).orElseThrow(() -> notAuthentic(key));
    ObjectNode body = body(context);
    byte[] value = envelope.body();
    if (algorithm.bindsContext()) {
      if (value.length != IV + TAG + DataKey.SIZE) {
        throw notAuthentic(key);
      }
      body.put("iv", TEXT.encodeToString(Arrays.copyOf(value, IV)));
      body.put("tag", TEXT.encodeToString(Arrays.copyOfRange(value, IV, IV + TAG)));
      value = Arrays.copyOfRange(value, IV + TAG, value.length);
    }
    body.put("value", TEXT.encodeToString(value));
    Answer answer = sent(key, envelope.version(), algorithm.unwrap, body);
    if (answer.status() == 400) {
      throw notAuthentic(key);
    }
    if (!answer.ok()) {
      throw keys.failed("to unwrap under the key " + key, key, answer);
    }
    try {
      return DataKeySize.adopt(answer.urlBinary("value"), () -> notAuthentic(key));
    } finally {
      answer.wipe();
    }
  }

  private KmsException notAuthentic(KeyId key) {
    return new KmsException(
        Reason.NOT_AUTHENTIC,
        "the key %s of %s did not wrap this by %s, or for something else"
            .formatted(key, api, algorithm.words));
  }

  /// Asks for something that needs a token.
  @Override
  public Health health() {
    return Probe.run(
        api.toString(),
        () -> {
          Answer answer = api.get("/keys" + VaultKeys.VERSION + "&maxresults=1");
          if (!answer.ok()) {
            throw Errors.of(api, "to list keys", answer);
          }
        });
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(keys);
  }

  @Override
  public void close() {
    api.close();
  }
}
