package io.cofre.kms.fortanix;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.GcmEnvelope;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.RestKms;

/// Wraps with the keys that an app may see. Thread-safe.
record FortanixKms(RestApi api, SecurityObjects keys, Set<Version> known) implements RestKms {
  private static final int MOST_KNOWN = 10_000;

  /// A version that DSM has said to belong to a key; that does not change.
  record Version(KeyId key, String kid) {}

  FortanixKms(RestApi api, String group) {
    this(api, new SecurityObjects(api, group), ConcurrentHashMap.newKeySet());
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    ObjectNode request = request("name", key.value(), context).put("tag_len", 128);
    Answer answer = dataKey.use(plain -> call("encrypt", request.put("plain", plain)));
    if (!answer.ok()) {
      throw notWrapped(key, answer);
    }
    try {
      String kid = answer.json().path("kid").asText();
      var envelope =
          new GcmEnvelope(kid, answer.binary("iv"), answer.binary("tag"), answer.binary("cipher"));
      remember(new Version(key, kid));
      return envelope.wrapped(key);
    } catch (IllegalArgumentException _) {
      throw answer.failure(Reason.UNEXPECTED, api + " answered an encryption of another form");
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId key = wrapped.key();
    GcmEnvelope envelope = GcmEnvelope.of(wrapped).orElseThrow(() -> notAuthentic(key));
    requireVersion(new Version(key, envelope.version()));
    ObjectNode request =
        request("kid", envelope.version(), context)
            .put("iv", envelope.iv())
            .put("tag", envelope.tag())
            .put("cipher", envelope.ciphertext());
    Answer answer = call("decrypt", request);
    if (!answer.ok()) {
      throw notUnwrapped(key, envelope.version(), answer);
    }
    return answer.dataKey(() -> notAuthentic(key), "plain");
  }

  private static ObjectNode request(String by, String key, KeyContext context) {
    ObjectNode request = RestApi.document().put("alg", "AES").put("mode", "GCM");
    request.putObject("key").put(by, key);
    byte[] associated = context.encoded();
    return associated.length == 0 ? request : request.put("ad", associated);
  }

  private Answer call(String operation, ObjectNode request) {
    return api.send("POST", "/crypto/v1/" + operation, request);
  }

  private void requireVersion(Version version) {
    if (!known.contains(version)) {
      if (!keys.owns(version.key(), version.kid())) {
        throw notAuthentic(version.key());
      }
      remember(version);
    }
  }

  private void remember(Version version) {
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.add(version);
  }

  private KmsException notWrapped(KeyId key, Answer answer) {
    KmsException failure = api.failure(answer, "encrypt", key);
    if (!isAboutTheKey(failure)) {
      return failure;
    }
    SecurityObject newest = keys.newest(key);
    return newest.usable() ? failure : disabled(newest, key);
  }

  /// DSM tells neither a tag that does not verify from another bad request, nor a disabled key from
  /// a forbidden one; the state of the version does.
  private KmsException notUnwrapped(KeyId key, String kid, Answer answer) {
    KmsException failure = api.failure(answer, "decrypt", key);
    if (failure.reason() == Reason.KEY_NOT_FOUND) {
      return keys.gone(kid, key);
    }
    if (!isAboutTheKey(failure)) {
      return failure;
    }
    Optional<SecurityObject> version = keys.version(kid, key);
    if (version.isEmpty() || version.get().gone()) {
      return keys.gone(kid, key);
    }
    if (!version.get().opens()) {
      return disabled(version.get(), key);
    }
    return answer.status() == 400 ? notAuthentic(key) : failure;
  }

  private static boolean isAboutTheKey(KmsException failure) {
    return failure.reason() == Reason.ACCESS_DENIED || failure.reason() == Reason.UNEXPECTED;
  }

  private KmsException disabled(SecurityObject version, KeyId key) {
    return new KmsException(
        Reason.KEY_DISABLED,
        "version %s of the key %s at %s is %s"
            .formatted(version.kid(), key, api, version.enabled() ? version.state() : "disabled"));
  }

  @Override
  public Health health() {
    return api.health(() -> api.get(SecurityObjects.KEYS + "?limit=1"));
  }

  @Override
  public String toString() {
    return api.toString();
  }
}
