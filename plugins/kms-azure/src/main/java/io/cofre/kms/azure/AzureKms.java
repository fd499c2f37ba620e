package io.cofre.kms.azure;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.RestKms;

/// Wraps with the keys of a vault or HSM. Thread-safe.
record AzureKms(RestApi api, VaultKeys keys, Algorithm algorithm) implements RestKms {
  private static final int IV = 12;
  private static final int TAG = 16;

  @Override
  public KmsTraits traits() {
    return new KmsTraits(algorithm.bindsContext(), true);
  }

  @Override
  public Health health() {
    return api.health(() -> keys.require("list keys", api.get(VaultKeys.ANY)));
  }

  /// The service wraps under disabled keys too, so their state is asked for first.
  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    KeyDescription newest = keys.live(key);
    if (newest.state() == KeyDescription.State.DISABLED) {
      throw new KmsException(
          Reason.KEY_DISABLED,
          "the key %s of %s is disabled, expired or not valid yet".formatted(key, api));
    }
    String version = newest.version();
    Answer answer =
        dataKey.use(
            plain -> keys.operate(key, version, algorithm.wrap, body(context).put("value", plain)));
    byte[] sealed = sealed(keys.require("wrap under the key " + key, answer));
    return new Envelope(version, sealed).wrapped(algorithm, key);
  }

  private byte[] sealed(Answer answer) {
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
    ObjectNode body = RestApi.document().put("alg", algorithm.toString());
    return algorithm.bindsContext() ? body.put("aad", context.encoded()) : body;
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId key = wrapped.key();
    Envelope envelope = Envelope.of(wrapped, algorithm).orElseThrow(() -> notAuthentic(key));
    ObjectNode body = body(context);
    byte[] value = envelope.body();
    if (algorithm.bindsContext()) {
      if (value.length != IV + TAG + DataKey.SIZE) {
        throw notAuthentic(key);
      }
      body.put("iv", Arrays.copyOf(value, IV));
      body.put("tag", Arrays.copyOfRange(value, IV, IV + TAG));
      value = Arrays.copyOfRange(value, IV + TAG, value.length);
    }
    Answer answer =
        keys.operate(key, envelope.version(), algorithm.unwrap, body.put("value", value));
    if (answer.status() == 400) {
      throw notAuthentic(key);
    }
    if (answer.status() == 404) {
      keys.live(key); // only the version is gone
    }
    keys.require("unwrap under the key " + key, answer);
    return answer.urlDataKey(() -> notAuthentic(key), "value");
  }

  @Override
  public KmsException notAuthentic(KeyId key) {
    return new KmsException(
        Reason.NOT_AUTHENTIC,
        "the key %s of %s did not wrap this by %s, or for something else"
            .formatted(key, api, algorithm));
  }
}
