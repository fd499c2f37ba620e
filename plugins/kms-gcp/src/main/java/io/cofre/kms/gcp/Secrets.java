package io.cofre.kms.gcp;

import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AddSecretVersionRequest;
import com.google.cloud.secretmanager.v1.ListSecretVersionsRequest;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.ArrayList;
import java.util.List;

/// The secrets of one project, each of whose versions is the material of a key. Thread-safe.
///
/// @param channel where the calls go
/// @param client Google's client over that channel
/// @param parent `projects/…`
record Secrets(Channel channel, SecretManagerServiceClient client, String parent) {

  /// Key material, and the number of the version that holds it.
  record Material(long version, DataKey key) implements AutoCloseable {
    @Override
    public void close() {
      key.close();
    }
  }

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

  /// Fetch the material of a version: a number, or `latest`.
  Material access(String secret, String version) {
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

  static long number(String version) {
    return Long.parseLong(version.substring(version.lastIndexOf('/') + 1));
  }
}
