package io.cofre.kms.gcp;

import com.google.cloud.secretmanager.v1.CreateSecretRequest;
import com.google.cloud.secretmanager.v1.DeleteSecretRequest;
import com.google.cloud.secretmanager.v1.DisableSecretVersionRequest;
import com.google.cloud.secretmanager.v1.EnableSecretVersionRequest;
import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretVersion;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Lookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Administers secrets as keys: a key is enabled while any of its versions is.
///
/// Disabling and enabling a key changes all its versions; deleting one deletes the secret, at once.
record SecretAdministration(Secrets secrets) implements KeyAdministration {
  private static final String LABEL = "cofre-key";

  @Override
  public KeyDescription create(KeyId key) {
    String resource = secrets.resource(key);
    try {
      secrets
          .channel()
          .call(
              "secretmanager.secrets.create",
              resource,
              secrets.client().createSecretCallable(),
              CreateSecretRequest.newBuilder()
                  .setParent(resource.substring(0, resource.indexOf("/secrets/")))
                  .setSecretId(resource.substring(resource.lastIndexOf('/') + 1))
                  .setSecret(
                      Secret.newBuilder()
                          .setReplication(
                              Replication.newBuilder()
                                  .setAutomatic(Replication.Automatic.getDefaultInstance()))
                          .putLabels(LABEL, "true"))
                  .build());
    } catch (KmsException e) {
      // A secret without any version is what a crash between the two calls leaves.
      if (e.reason() != Reason.KEY_EXISTS || !secrets.versions(resource).isEmpty()) {
        throw e;
      }
    }
    secrets.addVersion(resource);
    return describe(key);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    String resource = secrets.resource(key);
    List<SecretVersion> left =
        secrets.versions(resource).stream()
            .filter(v -> v.getState() != SecretVersion.State.DESTROYED)
            .toList();
    if (left.isEmpty()) {
      throw secrets.channel().failures().notFound(resource);
    }
    Optional<SecretVersion> enabled =
        left.stream().filter(v -> v.getState() == SecretVersion.State.ENABLED).findFirst();
    SecretVersion newest = enabled.orElse(left.getFirst());
    return new KeyDescription(
        key,
        enabled.isPresent() ? State.ENABLED : State.DISABLED,
        Long.toString(Secrets.number(newest.getName())),
        Optional.of(Instant.ofEpochSecond(left.getLast().getCreateTime().getSeconds())));
  }

  /// Lists the secrets that were created as keys here.
  @Override
  public List<KeyDescription> list() {
    List<KeyDescription> all = new ArrayList<>();
    String page = "";
    do {
      var answer =
          secrets
              .channel()
              .call(
                  "secretmanager.secrets.list",
                  secrets.parent(),
                  secrets.client().listSecretsCallable(),
                  ListSecretsRequest.newBuilder()
                      .setParent(secrets.parent())
                      .setFilter("labels." + LABEL + "=true")
                      .setPageToken(page)
                      .build());
      for (Secret secret : answer.getSecretsList()) {
        String name = secret.getName();
        KeyId key = new KeyId(name.substring(name.lastIndexOf('/') + 1));
        Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND).ifPresent(all::add);
      }
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    all.sort(Comparator.comparing(description -> description.key().value()));
    return List.copyOf(all);
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    describe(key);
    secrets.addVersion(secrets.resource(key));
    return describe(key);
  }

  @Override
  public void enable(KeyId key) {
    for (String version : versions(key, SecretVersion.State.DISABLED)) {
      secrets
          .channel()
          .call(
              "secretmanager.versions.enable",
              version,
              secrets.client().enableSecretVersionCallable(),
              EnableSecretVersionRequest.newBuilder().setName(version).build());
    }
  }

  @Override
  public void disable(KeyId key) {
    for (String version : versions(key, SecretVersion.State.ENABLED)) {
      secrets
          .channel()
          .call(
              "secretmanager.versions.disable",
              version,
              secrets.client().disableSecretVersionCallable(),
              DisableSecretVersionRequest.newBuilder().setName(version).build());
    }
  }

  private List<String> versions(KeyId key, SecretVersion.State state) {
    return secrets.versions(secrets.resource(key)).stream()
        .filter(v -> v.getState() == state)
        .map(SecretVersion::getName)
        .toList();
  }

  @Override
  public void delete(KeyId key) {
    String resource = secrets.resource(key);
    secrets
        .channel()
        .call(
            "secretmanager.secrets.delete",
            resource,
            secrets.client().deleteSecretCallable(),
            DeleteSecretRequest.newBuilder().setName(resource).build());
  }
}
