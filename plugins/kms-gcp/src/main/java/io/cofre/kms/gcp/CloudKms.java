package io.cofre.kms.gcp;

import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyManagementServiceSettings;
import com.google.cloud.kms.v1.ListCryptoKeysRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.Probe;
import java.util.Optional;

/// Wraps with the symmetric keys of one key ring of Cloud KMS. Thread-safe.
///
/// Checksums go both ways (`EncryptRequest.plaintext_crc32c` and the like in
/// `google/cloud/kms/v1/service.proto`).
final class CloudKms implements Kms {
  private final Channel channel;
  private final KeyManagementServiceClient client;
  private final CloudKeys keys;

  CloudKms(Channel channel, String ring) {
    this.channel = channel;
    this.client = client(channel);
    this.keys = new CloudKeys(channel, client, ring);
  }

  private static KeyManagementServiceClient client(Channel channel) {
    try {
      var settings = channel.settings(KeyManagementServiceSettings.newBuilder());
      settings.applyToAllUnaryMethods(method -> {
        method.setRetryableCodes(); // the platform retries
        return null;
      });
      return KeyManagementServiceClient.create(settings.build());
    } catch (Exception e) {
      throw new IllegalStateException("a client over an open channel does no I/O", e);
    }
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    String action = "cloudkms.cryptoKeyVersions.useToEncrypt";
    String name = keys.resource(key);
    byte[] associated = context.encoded();
    var answer =
        dataKey.use(bytes ->
            channel.call(
                action,
                name,
                client.encryptCallable(),
                EncryptRequest.newBuilder()
                    .setName(name)
                    .setPlaintext(ByteString.copyFrom(bytes))
                    .setPlaintextCrc32C(Checksums.value(bytes))
                    .setAdditionalAuthenticatedData(ByteString.copyFrom(associated))
                    .setAdditionalAuthenticatedDataCrc32C(Checksums.value(associated))
                    .build()));
    if (!answer.getVerifiedPlaintextCrc32C()
        || !answer.getVerifiedAdditionalAuthenticatedDataCrc32C()
        || answer.getCiphertextCrc32C().getValue() != Checksums.of(answer.getCiphertext())) {
      throw channel.failures().corrupted(action, name);
    }
    String version = answer.getName().substring(answer.getName().lastIndexOf('/') + 1);
    return new WrappedKey(new KeyId(name), version, answer.getCiphertext().toByteArray());
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    String action = "cloudkms.cryptoKeyVersions.useToDecrypt";
    String name = keys.resource(wrapped.key());
    byte[] associated = context.encoded();
    byte[] blob = wrapped.bytes();
    try {
      var answer =
          channel.call(
              action,
              name,
              client.decryptCallable(),
              DecryptRequest.newBuilder()
                  .setName(name)
                  .setCiphertext(ByteString.copyFrom(blob))
                  .setCiphertextCrc32C(Checksums.value(blob))
                  .setAdditionalAuthenticatedData(ByteString.copyFrom(associated))
                  .setAdditionalAuthenticatedDataCrc32C(Checksums.value(associated))
                  .build());
      ByteString plain = answer.getPlaintext();
      if (!answer.getPlaintextCrc32C().equals(Int64Value.of(Checksums.of(plain)))) {
        throw channel.failures().corrupted(action, name);
      }
      if (plain.size() != DataKey.SIZE) {
        throw channel.failures().notAuthentic(wrapped.key());
      }
      return DataKey.adopt(plain.toByteArray());
    } catch (KmsException e) {
      // INVALID_ARGUMENT: our request is well-formed, so the ciphertext or its context is not.
      throw e.reason() == Reason.UNEXPECTED ? channel.failures().notAuthentic(wrapped.key()) : e;
    }
  }

  @Override
  public KeyId resolve(KeyId key) {
    return new KeyId(keys.resource(key));
  }

  @Override
  public Health health() {
    return Probe.run(
        channel.toString(),
        () ->
            channel.call(
                "cloudkms.cryptoKeys.list",
                keys.ring(),
                client.listCryptoKeysCallable(),
                ListCryptoKeysRequest.newBuilder().setParent(keys.ring()).setPageSize(1).build()));
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(new CloudAdministration(keys));
  }

  @Override
  public void close() {
    channel.close();
    client.close();
  }
}
