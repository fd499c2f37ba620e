package io.cofre.kms.gcp;

import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AddSecretVersionRequest;
import com.google.cloud.secretmanager.v1.ListSecretVersionsRequest;
import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Probe;
import io.cofre.kms.http.SecretStore;
import java.util.ArrayList;
import java.util.List;

/// The secrets of one project, each of whose versions is the material of a key. Thread-safe.
///
/// @param channel where the calls go
/// @param client Google's client over that channel
/// @param parent `projects/…`
record Secrets(Channel channel, SecretManagerServiceClient client, String parent)
    implements SecretStore {
  static Secrets of(Channel channel, String parent) {
    try {
      var settings = channel.settings(SecretManagerServiceSettings.newBuilder());
      settings.applyToAllUnaryMethods(method -> {
        method.setRetryableCodes(); // the platform retries
        return null;
      });
      return new Secrets(channel, SecretManagerServiceClient.create(settings.build()), parent);
    } catch (Exception e) {
      throw new IllegalStateException("a client over an open channel does no I/O", e);
    }
  }

  /// The resource of a key: its own name if that is one, or a secret of the project.
  String resource(KeyId key) {
    String name = key.value();
    if (name.matches("projects/[^/]+/secrets/[A-Za-z0-9_-]{1,255}")) {
      return name;
    }
    if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
      throw channel.failures().notFound(name);
    }
    return parent + "/secrets/" + name;
  }

  @Override
  public KeyId resolve(KeyId key) {
    return new KeyId(resource(key));
  }

  /// The newest version that is enabled; `latest` is the newest of all.
  @Override
  public Material newest(KeyId key) {
    String secret = key.value();
    try {
      return access(secret, "latest");
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_DISABLED && e.reason() != Reason.KEY_NOT_FOUND) {
        throw e;
      }
      for (SecretVersion version : versions(secret)) {
        if (version.getState() == SecretVersion.State.ENABLED) {
          return access(secret, Long.toString(number(version.getName())));
        }
      }
      throw e;
    }
  }

  @Override
  public Material version(KeyId key, long version) {
    String secret = key.value();
    try {
      return access(secret, Long.toString(version));
    } catch (KmsException e) {
      throw e.reason() == Reason.KEY_NOT_FOUND && neverWas(secret, version)
          ? channel.failures().notAuthentic(key)
          : e;
    }
  }

  /// Whether the secret is there and never had such a version; a destroyed one stays listed.
  private boolean neverWas(String secret, long version) {
    return versions(secret).stream().noneMatch(v -> number(v.getName()) == version);
  }

  /// Fetch the material of a version: a number, or `latest`.
  private Material access(String secret, String version) {
    String action = "secretmanager.versions.access";
    var answer =
        channel.call(
            action,
            secret,
            client.accessSecretVersionCallable(),
            AccessSecretVersionRequest.newBuilder()
                .setName(secret + "/versions/" + version)
                .build());
    ByteString data = answer.getPayload().getData();
    if (answer.getPayload().hasDataCrc32C()
        && answer.getPayload().getDataCrc32C() != Checksums.of(data)) {
      throw channel.failures().corrupted(action, secret);
    }
    if (data.size() != DataKey.SIZE) {
      throw new KmsException(
          Reason.UNEXPECTED, "the secret %s is no key: it has not 32 bytes".formatted(secret));
    }
    return new Material(number(answer.getName()), DataKey.adopt(data.toByteArray()));
  }

  /// Add a version of fresh random material.
  void addVersion(String secret) {
    try (DataKey fresh = DataKey.random()) {
      fresh.use(bytes ->
          channel.call(
              "secretmanager.versions.add",
              secret,
              client.addSecretVersionCallable(),
              AddSecretVersionRequest.newBuilder()
                  .setParent(secret)
                  .setPayload(
                      SecretPayload.newBuilder()
                          .setData(ByteString.copyFrom(bytes))
                          .setDataCrc32C(Checksums.of(bytes)))
                  .build()));
    }
  }

  /// All versions, the newest first.
  List<SecretVersion> versions(String secret) {
    List<SecretVersion> all = new ArrayList<>();
    String page = "";
    do {
      var answer =
          channel.call(
              "secretmanager.versions.list",
              secret,
              client.listSecretVersionsCallable(),
              ListSecretVersionsRequest.newBuilder().setParent(secret).setPageToken(page).build());
      all.addAll(answer.getVersionsList());
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    return all;
  }

  @Override
  public Health health() {
    return Probe.run(
        channel.toString(),
        () ->
            channel.call(
                "secretmanager.secrets.list",
                parent,
                client.listSecretsCallable(),
                ListSecretsRequest.newBuilder().setParent(parent).setPageSize(1).build()));
  }

  @Override
  public KeyAdministration administration() {
    return new SecretAdministration(this);
  }

  @Override
  public void close() {
    channel.close();
    client.close();
  }

  static long number(String version) {
    return Long.parseLong(version.substring(version.lastIndexOf('/') + 1));
  }
}
