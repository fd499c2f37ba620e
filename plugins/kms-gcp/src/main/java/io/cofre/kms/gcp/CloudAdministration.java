package io.cofre.kms.gcp;

import com.google.cloud.kms.v1.CreateCryptoKeyRequest;
import com.google.cloud.kms.v1.CreateCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DestroyCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.RestoreCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.UpdateCryptoKeyPrimaryVersionRequest;
import com.google.cloud.kms.v1.UpdateCryptoKeyVersionRequest;
import com.google.protobuf.FieldMask;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Administers the keys of a key ring. The state of a key is that of its primary version;
/// disabling, enabling, deleting and taking a deletion back change all versions.
record CloudAdministration(CloudKeys keys) implements KeyAdministration {

  @Override
  public Set<KeyAction> actions() {
    return EnumSet.allOf(KeyAction.class);
  }

  @Override
  public KeyDescription create(KeyId key) {
    String resource = keys.resource(key);
    int at = resource.indexOf("/cryptoKeys/");
    CryptoKey made =
        keys.channel()
            .call(
                "cloudkms.cryptoKeys.create",
                resource,
                keys.client().createCryptoKeyCallable(),
                CreateCryptoKeyRequest.newBuilder()
                    .setParent(resource.substring(0, at))
                    .setCryptoKeyId(resource.substring(at + "/cryptoKeys/".length()))
                    .setCryptoKey(
                        CryptoKey.newBuilder()
                            .setPurpose(CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT))
                    .build());
    return described(key, made);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return described(key, keys.get(keys.resource(key)));
  }

  private static KeyDescription described(KeyId key, CryptoKey told) {
    CryptoKeyVersion primary = told.getPrimary();
    State state =
        switch (primary.getState()) {
          case ENABLED -> State.ENABLED;
          case DESTROY_SCHEDULED, DESTROYED -> State.PENDING_DELETION;
          default -> State.DISABLED; // an open enum: generation and import in all their phases
        };
    String name = primary.getName();
    return new KeyDescription(
        key,
        state,
        name.substring(name.lastIndexOf('/') + 1),
        Optional.of(Instant.ofEpochSecond(told.getCreateTime().getSeconds())));
  }

  @Override
  public List<KeyDescription> list() {
    return keys.all().stream()
        .filter(key -> key.getPurpose() == CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT)
        .map(key -> described(new KeyId(last(key.getName())), key))
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  private static String last(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    String resource = keys.resource(key);
    CryptoKeyVersion made =
        keys.channel()
            .call(
                "cloudkms.cryptoKeyVersions.create",
                resource,
                keys.client().createCryptoKeyVersionCallable(),
                CreateCryptoKeyVersionRequest.newBuilder().setParent(resource).build());
    CryptoKey now =
        keys.channel()
            .call(
                "cloudkms.cryptoKeys.update",
                resource,
                keys.client().updateCryptoKeyPrimaryVersionCallable(),
                UpdateCryptoKeyPrimaryVersionRequest.newBuilder()
                    .setName(resource)
                    .setCryptoKeyVersionId(last(made.getName()))
                    .build());
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
    for (String version : keys.versions(keys.resource(key), from)) {
      keys.channel()
          .call(
              "cloudkms.cryptoKeyVersions.update",
              version,
              keys.client().updateCryptoKeyVersionCallable(),
              UpdateCryptoKeyVersionRequest.newBuilder()
                  .setCryptoKeyVersion(CryptoKeyVersion.newBuilder().setName(version).setState(to))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("state"))
                  .build());
    }
  }

  @Override
  public void delete(KeyId key) {
    String resource = keys.resource(key);
    for (CryptoKeyVersionState state :
        List.of(CryptoKeyVersionState.ENABLED, CryptoKeyVersionState.DISABLED)) {
      for (String version : keys.versions(resource, state)) {
        keys.channel()
            .call(
                "cloudkms.cryptoKeyVersions.destroy",
                version,
                keys.client().destroyCryptoKeyVersionCallable(),
                DestroyCryptoKeyVersionRequest.newBuilder().setName(version).build());
      }
    }
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    String resource = keys.resource(key);
    for (String version : keys.versions(resource, CryptoKeyVersionState.DESTROY_SCHEDULED)) {
      keys.channel()
          .call(
              "cloudkms.cryptoKeyVersions.restore",
              version,
              keys.client().restoreCryptoKeyVersionCallable(),
              RestoreCryptoKeyVersionRequest.newBuilder().setName(version).build());
    }
    return describe(key);
  }
}
