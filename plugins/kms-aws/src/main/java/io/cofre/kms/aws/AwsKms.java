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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;

/// Wraps with the symmetric keys of AWS KMS. Thread-safe.
///
/// @param probe the keys that health looks at; none for a look at the aliases
record AwsKms(Connection connection, AwsKeyAdministration keys, List<KeyId> probe) implements Kms {
  private static final int LONGEST_BLOB = 6144; // of Decrypt, by the API's model

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    String name = connection.requested(key);
    var request =
        EncryptRequest.builder().keyId(name).encryptionContext(EncryptionContext.of(context));
    return dataKey.use(bytes -> {
      request.plaintext(SdkBytes.fromByteArrayUnsafe(bytes));
      var answer = connection.call("kms:Encrypt", name, kms -> kms.encrypt(request.build()));
      return wrapped("kms:Encrypt", answer.keyId(), "", answer.ciphertextBlob());
    });
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    String action = "kms:GenerateDataKey";
    String name = connection.requested(key);
    var request =
        GenerateDataKeyRequest.builder()
            .keyId(name)
            .keySpec(DataKeySpec.AES_256)
            .encryptionContext(EncryptionContext.of(context))
            .build();
    var answer = connection.call(action, name, kms -> kms.generateDataKey(request));
    WrappedKey wrapped =
        wrapped(action, answer.keyId(), answer.keyMaterialId(), answer.ciphertextBlob());
    return new GeneratedKey(plain(action, answer.plaintext()), wrapped);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    String name = connection.requested(wrapped.key());
    var request =
        DecryptRequest.builder()
            .keyId(name)
            .ciphertextBlob(blob(wrapped))
            .encryptionContext(EncryptionContext.of(context))
            .build();
    var answer = connection.call("kms:Decrypt", name, kms -> kms.decrypt(request));
    return plain("kms:Decrypt", answer.plaintext());
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return Optional.of(this::rewrap);
  }

  private WrappedKey rewrap(WrappedKey wrapped, KeyContext from, KeyId key, KeyContext to) {
    String action = "kms:ReEncrypt*";
    String source = connection.requested(wrapped.key());
    String name = connection.requested(key);
    var request =
        ReEncryptRequest.builder()
            .sourceKeyId(source)
            .ciphertextBlob(blob(wrapped))
            .sourceEncryptionContext(EncryptionContext.of(from))
            .destinationKeyId(name)
            .destinationEncryptionContext(EncryptionContext.of(to))
            .build();
    var answer = connection.call(action, source + " to " + name, kms -> kms.reEncrypt(request));
    return wrapped(
        action, answer.keyId(), answer.destinationKeyMaterialId(), answer.ciphertextBlob());
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

  private WrappedKey wrapped(
      String action, @Nullable String arn, @Nullable String material, @Nullable SdkBytes blob) {
    if (arn == null || blob == null) {
      throw incomplete(action);
    }
    return new WrappedKey(
        new KeyId(arn), material == null ? "" : material, blob.asByteArrayUnsafe());
  }

  private DataKey plain(String action, @Nullable SdkBytes bytes) {
    byte[] plain = bytes == null ? new byte[0] : bytes.asByteArrayUnsafe();
    return DataKeySize.adopt(plain, () -> incomplete(action));
  }

  private KmsException incomplete(String action) {
    return new KmsException(
        Reason.UNEXPECTED, "%s answered %s incompletely".formatted(connection, action));
  }

  @Override
  public KeyId resolve(KeyId key) {
    return keys.resolve(key);
  }

  @Override
  public Health health() {
    return Probe.run(connection.toString(), this::probeKeys);
  }

  private void probeKeys() {
    if (probe.isEmpty()) {
      connection.call("kms:ListAliases", "*", kms -> kms.listAliases(r -> r.limit(1)));
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
    connection.close();
  }
}
