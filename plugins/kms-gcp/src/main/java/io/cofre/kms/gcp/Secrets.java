package io.cofre.kms.gcp;

import module cofre.api;
import module java.base;

import com.google.api.gax.rpc.ClientContext;
import com.google.cloud.secretmanager.v1.DeleteSecretRequest;
import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.cloud.secretmanager.v1.stub.GrpcSecretManagerServiceStub;
import com.google.protobuf.ByteString;
import io.cofre.kms.http.VersionedSecrets;

/// The secrets of one project, each of whose versions is the material of a key. Thread-safe.
///
/// A key wraps under the newest version that is enabled. Disabling and enabling it changes all its
/// versions; deleting it deletes the secret, at once.
final class Secrets extends GoogleService<SecretManagerServiceClient> implements VersionedSecrets {
  private static final String LABEL = "cofre-key";

  /// Make one.
  ///
  /// @param project `projects/…`
  Secrets(String project, Settings settings, PluginContext context) {
    super("Google Secret Manager", "secretmanager", project, "secrets", 255, settings, context);
  }

  @Override
  SecretManagerServiceClient client(ClientContext context) throws IOException {
    return SecretManagerServiceClient.create(GrpcSecretManagerServiceStub.create(context));
  }

  @Override
  public List<Version> versions(KeyId key) {
    return all("versions.list", resource(key), SecretManagerServiceClient::listSecretVersions)
        .stream()
        .map(Secrets::told)
        .toList();
  }

  private static Version told(SecretVersion version) {
    Status status =
        switch (version.getState()) {
          case ENABLED -> Status.ENABLED;
          case DESTROYED -> Status.DESTROYED;
          default -> Status.DISABLED; // an open enum
        };
    Instant created = Instant.ofEpochSecond(version.getCreateTime().getSeconds());
    return new Version(Long.parseLong(last(version.getName())), status, Optional.of(created));
  }

  @Override
  public Material access(KeyId key, long version) {
    String action = "versions.access";
    String name = name(key, version == NEWEST ? "latest" : version);
    var answer = call(action, resource(key), (sm, _) -> sm.accessSecretVersion(name));
    SecretPayload payload = answer.getPayload();
    if (payload.hasDataCrc32C() && payload.getDataCrc32C() != checksum(payload.getData())) {
      throw failures.corrupted(action, resource(key));
    }
    return Material.adopt(
        resolve(key), Long.parseLong(last(answer.getName())), payload.getData().toByteArray());
  }

  private String name(KeyId key, Object version) {
    return resource(key) + "/versions/" + version;
  }

  @Override
  public Health health() {
    var first = ListSecretsRequest.newBuilder().setParent(parent).setPageSize(1).build();
    return probe("secrets.list", (sm, _) -> sm.listSecrets(first));
  }

  @Override
  public long createSecret(KeyId key) {
    var automatic =
        Replication.newBuilder().setAutomatic(Replication.Automatic.getDefaultInstance());
    var wanted = Secret.newBuilder().setReplication(automatic).putLabels(LABEL, "true").build();
    call("secrets.create", key, (sm, id) -> sm.createSecret(parent(id), last(id), wanted));
    return 1;
  }

  @Override
  public void addVersion(KeyId key, long number, DataKey material) {
    ByteString data = material.use(ByteString::copyFrom);
    var payload = SecretPayload.newBuilder().setData(data).setDataCrc32C(checksum(data)).build();
    call("versions.add", key, (sm, id) -> sm.addSecretVersion(id, payload));
  }

  @Override
  public Stream<KeyId> keys() {
    String filter = "labels.%s=true".formatted(LABEL);
    var request = ListSecretsRequest.newBuilder().setParent(parent).setFilter(filter).build();
    return all("secrets.list", parent, (sm, _) -> sm.listSecrets(request)).stream()
        .map(secret -> new KeyId(last(secret.getName())));
  }

  @Override
  public void enable(KeyId key) {
    for (long version : numbers(key, Status.DISABLED)) {
      call("versions.enable", name(key, version), (sm, id) -> sm.enableSecretVersion(id));
    }
  }

  @Override
  public void disable(KeyId key) {
    for (long version : numbers(key, Status.ENABLED)) {
      call("versions.disable", name(key, version), (sm, id) -> sm.disableSecretVersion(id));
    }
  }

  @Override
  public void delete(KeyId key) {
    var gone = DeleteSecretRequest.newBuilder().setName(resource(key)).build();
    call("secrets.delete", resource(key), (sm, _) -> sm.deleteSecretCallable().call(gone));
  }
}
