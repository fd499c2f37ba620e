package io.cofre.kms.aws;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/// Wraps with the symmetric keys of AWS KMS. Thread-safe.
final class AwsKms implements Kms {
  private static final int LONGEST_BLOB = 6144; // of Decrypt, by the API's model
  private static final Duration PROBE = Duration.ofMillis(900);
  private final Connection connection;
  private final AwsKeyAdministration administration;
  private final List<KeyId> probe;

  AwsKms(Connection connection, AwsKeyAdministration.Creation creation, List<KeyId> probe) {
    this.connection = connection;
    this.administration = new AwsKeyAdministration(connection, creation);
    this.probe = probe;
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    if (dataKey.size() != DataKey.SIZE) {
      throw new IllegalArgumentException("a data key has 32 bytes");
    }
    String name = connection.requested(key);
    var answer =
        dataKey.use(bytes ->
            connection.call(
                "kms:Encrypt",
                name,
                client ->
                    client.encrypt(r ->
                        r.keyId(name)
                            .plaintext(SdkBytes.fromByteArrayUnsafe(bytes))
                            .encryptionContext(EncryptionContext.of(context)))));
    return wrapped("kms:Encrypt", answer.keyId(), "", answer.ciphertextBlob());
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    String name = connection.requested(key);
    var answer =
        connection.call(
            "kms:GenerateDataKey",
            name,
            client ->
                client.generateDataKey(r ->
                    r.keyId(name)
                        .keySpec(DataKeySpec.AES_256)
                        .encryptionContext(EncryptionContext.of(context))));
    WrappedKey wrapped =
        wrapped(
            "kms:GenerateDataKey", answer.keyId(), answer.keyMaterialId(), answer.ciphertextBlob());
    return new GeneratedKey(plain("kms:GenerateDataKey", answer.plaintext()), wrapped);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    SdkBytes blob = blob(wrapped);
    String name = connection.requested(wrapped.key());
    var answer =
        connection.call(
            "kms:Decrypt",
            name,
            client ->
                client.decrypt(r ->
                    r.keyId(name)
                        .ciphertextBlob(blob)
                        .encryptionContext(EncryptionContext.of(context))));
    return plain("kms:Decrypt", answer.plaintext());
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return Optional.of(this::rewrap);
  }

  private WrappedKey rewrap(WrappedKey wrapped, KeyContext from, KeyId key, KeyContext to) {
    SdkBytes blob = blob(wrapped);
    String source = connection.requested(wrapped.key());
    String name = connection.requested(key);
    var answer =
        connection.call(
            "kms:ReEncrypt*",
            "%s to %s".formatted(source, name),
            client ->
                client.reEncrypt(r ->
                    r.sourceKeyId(source)
                        .ciphertextBlob(blob)
                        .sourceEncryptionContext(EncryptionContext.of(from))
                        .destinationKeyId(name)
                        .destinationEncryptionContext(EncryptionContext.of(to))));
    return wrapped(
        "kms:ReEncrypt*",
        answer.keyId(),
        answer.destinationKeyMaterialId(),
        answer.ciphertextBlob());
  }

  private SdkBytes blob(WrappedKey wrapped) {
    byte[] bytes = wrapped.bytes();
    if (bytes.length > LONGEST_BLOB) {
      throw connection.notAuthentic(wrapped.key());
    }
    return SdkBytes.fromByteArrayUnsafe(bytes);
  }

  private WrappedKey wrapped(
      String action, @Nullable String arn, @Nullable String material, @Nullable SdkBytes blob) {
    if (arn == null || blob == null) {
      throw connection.incomplete(action);
    }
    return new WrappedKey(
        new KeyId(arn), material == null ? "" : material, blob.asByteArrayUnsafe());
  }

  private DataKey plain(String action, @Nullable SdkBytes bytes) {
    if (bytes == null || bytes.asByteArrayUnsafe().length != DataKey.SIZE) {
      throw connection.incomplete(action);
    }
    return DataKey.adopt(bytes.asByteArrayUnsafe());
  }

  @Override
  public KeyId resolve(KeyId key) {
    return administration.resolve(key);
  }

  @Override
  public Health health() {
    long start = System.nanoTime();
    try {
      if (probe.isEmpty()) {
        connection.call(
            "kms:ListAliases",
            "*",
            client ->
                client.listAliases(
                    r -> r.limit(1).overrideConfiguration(o -> o.apiCallTimeout(PROBE))));
      }
      for (KeyId key : probe) {
        var found = administration.describe(key, PROBE);
        if (found.state() != State.ENABLED) {
          return new Health.Down("the key %s is %s".formatted(key, found.state()));
        }
      }
      return new Health.Up(Duration.ofNanos(System.nanoTime() - start));
    } catch (KmsException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(administration);
  }

  @Override
  public void close() {
    connection.close();
  }
}
