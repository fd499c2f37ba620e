package io.cofre.kms.gcp;

import module cofre.api;
import module java.base;

import com.google.api.gax.rpc.ClientContext;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKey.CryptoKeyPurpose;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.ListCryptoKeysRequest;
import com.google.cloud.kms.v1.stub.GrpcKeyManagementServiceStub;
import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Int64Value;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.FullKms;
import io.cofre.kms.http.NotAuthentic;

/// Wraps with the symmetric keys of one key ring of Cloud KMS. Thread-safe.
///
/// Checksums go both ways (`EncryptRequest.plaintext_crc32c` and the like in
/// `google/cloud/kms/v1/service.proto`). The state of a key is that of its primary version;
/// disabling, enabling, deleting and taking a deletion back change all versions.
final class CloudKms extends GoogleService<KeyManagementServiceClient> implements FullKms {

  /// Make one.
  ///
  /// @param ring `projects/…/locations/…/keyRings/…`
  CloudKms(String ring, Settings settings, PluginContext context) {
    super("Google Cloud KMS", "cloudkms", ring, "cryptoKeys", 63, settings, context);
  }

  @Override
  KeyManagementServiceClient client(ClientContext context) throws IOException {
    return KeyManagementServiceClient.create(GrpcKeyManagementServiceStub.create(context));
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    String action = "cryptoKeyVersions.useToEncrypt";
    String name = resource(key);
    ByteString plain = dataKey.use(ByteString::copyFrom);
    ByteString associated = ByteString.copyFrom(context.encoded());
    var request =
        EncryptRequest.newBuilder()
            .setName(name)
            .setPlaintext(plain)
            .setPlaintextCrc32C(Int64Value.of(checksum(plain)))
            .setAdditionalAuthenticatedData(associated)
            .setAdditionalAuthenticatedDataCrc32C(Int64Value.of(checksum(associated)))
            .build();
    var answer = call(action, name, (kms, _) -> kms.encrypt(request));
    ByteString ciphertext = answer.getCiphertext();
    if (!answer.getVerifiedPlaintextCrc32C()
        || !answer.getVerifiedAdditionalAuthenticatedDataCrc32C()
        || answer.getCiphertextCrc32C().getValue() != checksum(ciphertext)) {
      throw failures.corrupted(action, name);
    }
    return new WrappedKey(new KeyId(name), last(answer.getName()), ciphertext.toByteArray());
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    String action = "cryptoKeyVersions.useToDecrypt";
    String name = resource(wrapped.key());
    ByteString blob = ByteString.copyFrom(wrapped.bytes());
    ByteString associated = ByteString.copyFrom(context.encoded());
    var request =
        DecryptRequest.newBuilder()
            .setName(name)
            .setCiphertext(blob)
            .setCiphertextCrc32C(Int64Value.of(checksum(blob)))
            .setAdditionalAuthenticatedData(associated)
            .setAdditionalAuthenticatedDataCrc32C(Int64Value.of(checksum(associated)))
            .build();
    try {
      var answer = call(action, name, (kms, _) -> kms.decrypt(request));
      ByteString plain = answer.getPlaintext();
      if (answer.getPlaintextCrc32C().getValue() != checksum(plain)) {
        throw failures.corrupted(action, name);
      }
      return DataKeySize.adopt(plain.toByteArray(), () -> NotAuthentic.under(wrapped.key()));
    } catch (KmsException e) {
      // INVALID_ARGUMENT: our request is well-formed, so the ciphertext or its context is not.
      throw e.reason() == KmsException.Reason.UNEXPECTED ? NotAuthentic.under(wrapped.key()) : e;
    }
  }

  @Override
  public Health health() {
    var first = ListCryptoKeysRequest.newBuilder().setParent(parent).setPageSize(1).build();
    return probe("cryptoKeys.list", (kms, _) -> kms.listCryptoKeys(first));
  }

  @Override
  public KeyDescription create(KeyId key) {
    var aes = CryptoKey.newBuilder().setPurpose(CryptoKeyPurpose.ENCRYPT_DECRYPT).build();
    var made =
        call("cryptoKeys.create", key, (kms, id) -> kms.createCryptoKey(parent(id), last(id), aes));
    return described(key, made);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return described(key, call("cryptoKeys.get", key, KeyManagementServiceClient::getCryptoKey));
  }

  private static KeyDescription described(KeyId key, CryptoKey told) {
    State state =
        switch (told.getPrimary().getState()) {
          case ENABLED -> State.ENABLED;
          case DESTROY_SCHEDULED, DESTROYED -> State.PENDING_DELETION;
          default -> State.DISABLED; // an open enum: generation and import in all their phases
        };
    var created = Instant.ofEpochSecond(told.getCreateTime().getSeconds());
    return new KeyDescription(key, state, last(told.getPrimary().getName()), Optional.of(created));
  }

  @Override
  public List<KeyDescription> list() {
    return all("cryptoKeys.list", parent, KeyManagementServiceClient::listCryptoKeys).stream()
        .filter(key -> key.getPurpose() == CryptoKeyPurpose.ENCRYPT_DECRYPT)
        .map(key -> described(new KeyId(last(key.getName())), key))
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    var fresh = CryptoKeyVersion.getDefaultInstance();
    var made =
        call("cryptoKeyVersions.create", key, (kms, id) -> kms.createCryptoKeyVersion(id, fresh));
    String version = last(made.getName());
    var now =
        call("cryptoKeys.update", key, (kms, id) -> kms.updateCryptoKeyPrimaryVersion(id, version));
    return described(key, now);
  }

  @Override
  public void enable(KeyId key) {
    update(key, CryptoKeyVersionState.DISABLED, CryptoKeyVersionState.ENABLED);
  }

  @Override
  public void disable(KeyId key) {
    update(key, CryptoKeyVersionState.ENABLED, CryptoKeyVersionState.DISABLED);
  }

  private void update(KeyId key, CryptoKeyVersionState from, CryptoKeyVersionState to) {
    var mask = FieldMask.newBuilder().addPaths("state").build();
    var changed = CryptoKeyVersion.newBuilder().setState(to);
    change(
        key,
        Set.of(from),
        "update",
        (kms, id) -> kms.updateCryptoKeyVersion(changed.setName(id).build(), mask));
  }

  @Override
  public void delete(KeyId key) {
    change(
        key,
        Set.of(CryptoKeyVersionState.ENABLED, CryptoKeyVersionState.DISABLED),
        "destroy",
        KeyManagementServiceClient::destroyCryptoKeyVersion);
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    change(
        key,
        Set.of(CryptoKeyVersionState.DESTROY_SCHEDULED),
        "restore",
        KeyManagementServiceClient::restoreCryptoKeyVersion);
    return describe(key);
  }

  /// Change all versions that are in one of some states.
  private void change(
      KeyId key,
      Set<CryptoKeyVersionState> states,
      String action,
      BiFunction<KeyManagementServiceClient, String, CryptoKeyVersion> method) {
    all("cryptoKeyVersions.list", resource(key), KeyManagementServiceClient::listCryptoKeyVersions)
        .stream()
        .filter(version -> states.contains(version.getState()))
        .forEach(version -> call("cryptoKeyVersions." + action, version.getName(), method));
  }
}
