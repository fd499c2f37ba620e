package io.cofre.kms.ciphertrust;

import module cofre.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.GcmEnvelope;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.RestKms;
import java.util.Optional;
import java.util.function.Predicate;

/// Wraps with the keys of one domain. Thread-safe.
record CipherTrustKms(RestApi api, VaultKeys keys) implements RestKms {
  private static final int CRYPTO_OPERATION_FAILED = 106; // a tag that does not verify

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    Answer answer =
        dataKey.use(plain -> call("encrypt", request(key, context).put("plaintext", plain)));
    if (!answer.ok()) {
      KmsException failure = api.failure(answer, "encrypt", key);
      throw failure.reason() == Reason.UNEXPECTED
          ? disabled(key, "", KeyVersion::active).orElse(failure)
          : failure;
    }
    try {
      int version = answer.json().path("version").asInt(-1);
      return new GcmEnvelope(
              Integer.toString(version),
              answer.binary("iv"),
              answer.binary("tag"),
              answer.binary("ciphertext"))
          .wrapped(key);
    } catch (IllegalArgumentException _) {
      throw answer.failure(Reason.UNEXPECTED, api + " answered an encryption of another form");
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    KeyId key = wrapped.key();
    GcmEnvelope envelope =
        GcmEnvelope.of(wrapped)
            .filter(sealed -> sealed.version().matches("0|[1-9][0-9]{0,8}"))
            .orElseThrow(() -> notAuthentic(key));
    ObjectNode request =
        request(key, context)
            .put("version", Integer.parseInt(envelope.version()))
            .put("iv", envelope.iv())
            .put("tag", envelope.tag())
            .put("ciphertext", envelope.ciphertext());
    Answer answer = call("decrypt", request);
    if (!answer.ok()) {
      throw notUnwrapped(wrapped, envelope.version(), answer);
    }
    return answer.dataKey(() -> notAuthentic(key), "plaintext");
  }

  private static ObjectNode request(KeyId key, KeyContext context) {
    ObjectNode request = RestApi.document();
    request.put("id", key.value()).put("type", "name").put("mode", "gcm");
    byte[] associated = context.encoded();
    return associated.length == 0 ? request : request.put("aad", associated);
  }

  private Answer call(String operation, ObjectNode request) {
    return api.send("POST", "/api/v1/crypto/" + operation, request);
  }

  /// CipherTrust tells neither a version that is gone from a key that is gone, nor why a key may
  /// not be used; the state of the key does.
  private KmsException notUnwrapped(WrappedKey wrapped, String version, Answer answer) {
    KeyId key = wrapped.key();
    KmsException failure = api.failure(answer, "decrypt", key);
    if (failure.reason() == Reason.KEY_NOT_FOUND && !wrapped.version().equals(version)) {
      return keys.visible(key, "").isPresent() ? notAuthentic(key) : failure;
    }
    if (failure.reason() != Reason.UNEXPECTED) {
      return failure;
    }
    return disabled(key, "&version=" + version, KeyVersion::opens)
        .orElseGet(() -> isOfTheCipher(answer) ? notAuthentic(key) : failure);
  }

  private static boolean isOfTheCipher(Answer answer) {
    return VaultKeys.refusal(answer).path("code").asInt() == CRYPTO_OPERATION_FAILED;
  }

  private Optional<KmsException> disabled(
      KeyId key, String query, Predicate<KeyVersion> mayBeUsed) {
    return keys.visible(key, query)
        .filter(mayBeUsed.negate())
        .map(version ->
            new KmsException(
                Reason.KEY_DISABLED,
                "version %d of the key %s at %s is %s%s"
                    .formatted(
                        version.version(),
                        key,
                        api,
                        version.state(),
                        version.deactivated() ? ": reactivate it" : "")));
  }

  @Override
  public Health health() {
    return api.health(() -> api.get(VaultKeys.KEYS + "?skip=0&limit=1"));
  }

  @Override
  public String toString() {
    return api.toString();
  }
}
