package io.cofre.kms.aws;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkResponse;

/// Wraps with the symmetric keys of AWS KMS. Thread-safe.
///
/// @param probe the keys that health looks at; none for a look at the aliases
record AwsKms(Connection aws, AwsKeyAdministration keys, List<KeyId> probe) implements Kms {
  private static final int LONGEST_BLOB = 6144; // of Decrypt, by the API's model

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    var facts = written(context);
    return dataKey.use(bytes -> {
      var plain = SdkBytes.fromByteArrayUnsafe(bytes);
      var answer =
          aws.call(
              "Encrypt",
              aws.requested(key),
              (kms, id) -> kms.encrypt(r -> r.keyId(id).plaintext(plain).encryptionContext(facts)));
      return wrapped(answer, "KeyMaterialId");
    });
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    var facts = written(context);
    var answer =
        aws.call(
            "GenerateDataKey",
            aws.requested(key),
            (kms, id) ->
                kms.generateDataKey(r -> r.keyId(id).keySpec("AES_256").encryptionContext(facts)));
    WrappedKey wrapped = wrapped(answer, "KeyMaterialId");
    return new GeneratedKey(plain(answer), wrapped);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    SdkBytes blob = blob(wrapped);
    var facts = written(context);
    return plain(
        aws.call(
            "Decrypt",
            aws.requested(wrapped.key()),
            (kms, id) ->
                kms.decrypt(r -> r.keyId(id).ciphertextBlob(blob).encryptionContext(facts))));
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return Optional.of(this::rewrap);
  }

  private WrappedKey rewrap(WrappedKey wrapped, KeyContext from, KeyId key, KeyContext to) {
    String source = aws.requested(wrapped.key());
    String target = aws.requested(key);
    SdkBytes blob = blob(wrapped);
    var answer =
        aws.call(
            "ReEncrypt*",
            source + " to " + target,
            (kms, _) ->
                kms.reEncrypt(r ->
                    r.sourceKeyId(source)
                        .ciphertextBlob(blob)
                        .sourceEncryptionContext(written(from))
                        .destinationKeyId(target)
                        .destinationEncryptionContext(written(to))));
    return wrapped(answer, "DestinationKeyMaterialId");
  }

  /// AWS refuses empty texts in an encryption context (`Invalid EncryptionContext`). An empty text
  /// is written as `%`, and a text that begins with `%` gets another one in front, so that no two
  /// contexts become the same. All other texts stay as they are, for policies and logs.
  private static Map<String, String> written(KeyContext context) {
    Map<String, String> written = new TreeMap<>();
    context.facts().forEach((key, value) -> written.put(written(key), written(value)));
    return written;
  }

  private static String written(String text) {
    return text.isEmpty() || text.startsWith("%") ? "%" + text : text;
  }

  private static SdkBytes blob(WrappedKey wrapped) {
    byte[] bytes = wrapped.bytes();
    if (bytes.length > LONGEST_BLOB) {
      throw new KmsException(
          Reason.NOT_AUTHENTIC,
          "the key %s did not wrap this, or for something else".formatted(wrapped.key()));
    }
    return SdkBytes.fromByteArrayUnsafe(bytes);
  }

  /// @param version the field that tells the version of the key, where AWS tells it
  private WrappedKey wrapped(SdkResponse answer, String version) {
    return new WrappedKey(
        new KeyId(answer.getValueForField("KeyId", String.class).orElseThrow(this::incomplete)),
        answer.getValueForField(version, String.class).orElse(""),
        bytes(answer, "CiphertextBlob"));
  }

  private DataKey plain(SdkResponse answer) {
    return DataKeySize.adopt(bytes(answer, "Plaintext"), this::incomplete);
  }

  private byte[] bytes(SdkResponse answer, String field) {
    var bytes = answer.getValueForField(field, SdkBytes.class).orElseThrow(this::incomplete);
    return bytes.asByteArrayUnsafe();
  }

  private KmsException incomplete() {
    return new KmsException(Reason.UNEXPECTED, aws + " answered incompletely");
  }

  @Override
  public KeyId resolve(KeyId key) {
    return keys.resolve(key);
  }

  @Override
  public Health health() {
    return Probe.run(aws.toString(), this::probeKeys);
  }

  private void probeKeys() {
    if (probe.isEmpty()) {
      aws.call("ListAliases", "*", (kms, _) -> kms.listAliases(r -> r.limit(1)));
    }
    for (KeyId key : probe) {
      State state = keys.describe(key).state();
      if (state != State.ENABLED) {
        throw new KmsException(Reason.KEY_DISABLED, "the key %s is %s".formatted(key, state));
      }
    }
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(keys);
  }

  @Override
  public void close() {
    aws.close();
  }
}
