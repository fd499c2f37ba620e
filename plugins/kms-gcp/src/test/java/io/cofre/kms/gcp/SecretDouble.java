package io.cofre.kms.gcp;

import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.AddSecretVersionRequest;
import com.google.cloud.secretmanager.v1.CreateSecretRequest;
import com.google.cloud.secretmanager.v1.DeleteSecretRequest;
import com.google.cloud.secretmanager.v1.DisableSecretVersionRequest;
import com.google.cloud.secretmanager.v1.EnableSecretVersionRequest;
import com.google.cloud.secretmanager.v1.ListSecretVersionsRequest;
import com.google.cloud.secretmanager.v1.ListSecretVersionsResponse;
import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.secretmanager.v1.ListSecretsResponse;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceGrpc.SecretManagerServiceImplBase;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Secret Manager in memory, strict: `latest` is the newest version whatever its state, and a
/// version that is not enabled is a failed precondition.
final class SecretDouble extends SecretManagerServiceImplBase {
  private static final int PAGE = 2;
  final Map<String, List<SecretVersion>> versions = new TreeMap<>();
  final Map<String, ByteString> payloads = new TreeMap<>();
  private final Map<String, Secret> secrets = new TreeMap<>();
  boolean damaging;

  private synchronized <A> void answer(StreamObserver<A> out, Supplier<A> work) {
    try {
      A answer = work.get();
      out.onNext(answer);
      out.onCompleted();
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }

  private static StatusRuntimeException no(Status status, String words) {
    return status.withDescription(words).asRuntimeException();
  }

  @Override
  public void createSecret(CreateSecretRequest q, StreamObserver<Secret> out) {
    answer(
        out,
        () -> {
          String name = q.getParent() + "/secrets/" + q.getSecretId();
          if (!q.getSecret().hasReplication()) {
            throw no(Status.INVALID_ARGUMENT, "replication is required");
          }
          if (secrets.containsKey(name)) {
            throw no(Status.ALREADY_EXISTS, "Secret [%s] already exists.".formatted(name));
          }
          Secret made = q.getSecret().toBuilder().setName(name).build();
          secrets.put(name, made);
          versions.put(name, new ArrayList<>());
          return made;
        });
  }

  @Override
  public void addSecretVersion(AddSecretVersionRequest q, StreamObserver<SecretVersion> out) {
    answer(
        out,
        () -> {
          List<SecretVersion> all = all(q.getParent());
          SecretPayload payload = q.getPayload();
          if (payload.getDataCrc32C() != GoogleService.checksum(payload.getData())) {
            throw no(Status.INVALID_ARGUMENT, "data_crc32c");
          }
          String name = q.getParent() + "/versions/" + (all.size() + 1);
          SecretVersion made =
              SecretVersion.newBuilder()
                  .setName(name)
                  .setState(SecretVersion.State.ENABLED)
                  .setCreateTime(Timestamp.newBuilder().setSeconds(1_700_000_000))
                  .build();
          all.addFirst(made);
          payloads.put(name, payload.getData());
          return made;
        });
  }

  private List<SecretVersion> all(String secret) {
    if (!versions.containsKey(secret)) {
      throw no(Status.NOT_FOUND, "Secret [%s] not found.".formatted(secret));
    }
    return versions.get(secret);
  }

  private SecretVersion version(String name) {
    String secret = name.substring(0, name.indexOf("/versions/"));
    return all(secret).stream()
        .filter(v -> name.endsWith("/latest") || v.getName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            no(
                Status.NOT_FOUND,
                "Secret Version [%s] not found or has no versions.".formatted(name)));
  }

  @Override
  public void accessSecretVersion(
      AccessSecretVersionRequest q, StreamObserver<AccessSecretVersionResponse> out) {
    answer(
        out,
        () -> {
          SecretVersion version = version(q.getName());
          if (version.getState() != SecretVersion.State.ENABLED) {
            throw no(
                Status.FAILED_PRECONDITION,
                "Secret Version [%s] is in %s state."
                    .formatted(version.getName(), version.getState()));
          }
          ByteString data = payloads.get(version.getName());
          return AccessSecretVersionResponse.newBuilder()
              .setName(version.getName())
              .setPayload(
                  SecretPayload.newBuilder()
                      .setData(data)
                      .setDataCrc32C(GoogleService.checksum(data) ^ (damaging ? 1 : 0)))
              .build();
        });
  }

  @Override
  public void listSecretVersions(
      ListSecretVersionsRequest q, StreamObserver<ListSecretVersionsResponse> out) {
    answer(
        out,
        () -> {
          List<SecretVersion> all = all(q.getParent());
          int from = q.getPageToken().isEmpty() ? 0 : Integer.parseInt(q.getPageToken());
          int to = Math.min(all.size(), from + PAGE);
          return ListSecretVersionsResponse.newBuilder()
              .addAllVersions(all.subList(from, to))
              .setNextPageToken(to < all.size() ? "" + to : "")
              .build();
        });
  }

  @Override
  public void listSecrets(ListSecretsRequest q, StreamObserver<ListSecretsResponse> out) {
    answer(
        out,
        () -> {
          List<Secret> all =
              secrets.values().stream()
                  .filter(s -> s.getName().startsWith(q.getParent() + "/"))
                  .filter(s -> q.getFilter().isEmpty() || s.containsLabels("cofre-key"))
                  .toList();
          int from = q.getPageToken().isEmpty() ? 0 : Integer.parseInt(q.getPageToken());
          int to = Math.min(all.size(), from + PAGE);
          return ListSecretsResponse.newBuilder()
              .addAllSecrets(all.subList(from, to))
              .setNextPageToken(to < all.size() ? "" + to : "")
              .build();
        });
  }

  @Override
  public void disableSecretVersion(
      DisableSecretVersionRequest q, StreamObserver<SecretVersion> out) {
    answer(out, () -> moved(q.getName(), SecretVersion.State.DISABLED));
  }

  @Override
  public void enableSecretVersion(EnableSecretVersionRequest q, StreamObserver<SecretVersion> out) {
    answer(out, () -> moved(q.getName(), SecretVersion.State.ENABLED));
  }

  synchronized SecretVersion moved(String name, SecretVersion.State state) {
    SecretVersion before = version(name);
    if (before.getState() == SecretVersion.State.DESTROYED) {
      throw no(Status.FAILED_PRECONDITION, "is in DESTROYED state.");
    }
    SecretVersion after = before.toBuilder().setState(state).build();
    all(name.substring(0, name.indexOf("/versions/")))
        .replaceAll(v -> v.getName().equals(name) ? after : v);
    return after;
  }

  @Override
  public void deleteSecret(DeleteSecretRequest q, StreamObserver<Empty> out) {
    answer(
        out,
        () -> {
          all(q.getName());
          secrets.remove(q.getName());
          versions.remove(q.getName());
          return Empty.getDefaultInstance();
        });
  }
}
