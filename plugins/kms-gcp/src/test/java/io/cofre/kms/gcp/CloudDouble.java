package io.cofre.kms.gcp;

import com.google.cloud.kms.v1.CreateCryptoKeyRequest;
import com.google.cloud.kms.v1.CreateCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.DestroyCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.cloud.kms.v1.KeyManagementServiceGrpc.KeyManagementServiceImplBase;
import com.google.cloud.kms.v1.ListCryptoKeyVersionsRequest;
import com.google.cloud.kms.v1.ListCryptoKeyVersionsResponse;
import com.google.cloud.kms.v1.ListCryptoKeysRequest;
import com.google.cloud.kms.v1.ListCryptoKeysResponse;
import com.google.cloud.kms.v1.RestoreCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.UpdateCryptoKeyPrimaryVersionRequest;
import com.google.cloud.kms.v1.UpdateCryptoKeyVersionRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Cloud KMS in memory, strict: checks every checksum, and the state of versions. A ciphertext is
/// the number of the version (4 bytes), a nonce (12), and AES-256-GCM.
final class CloudDouble extends KeyManagementServiceImplBase {
  private static final int PAGE = 2;
  private final Map<String, List<CryptoKeyVersion>> versions = new TreeMap<>();
  private final Map<String, Integer> primary = new HashMap<>();
  private final Map<String, byte[]> materials = new HashMap<>();
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

  private List<CryptoKeyVersion> all(String key) {
    if (!versions.containsKey(key)) {
      throw no(Status.NOT_FOUND, "CryptoKey %s not found.".formatted(key));
    }
    return versions.get(key);
  }

  private CryptoKeyVersion usable(String key, int number) {
    CryptoKeyVersion version = all(key).get(number - 1);
    if (version.getState() != CryptoKeyVersionState.ENABLED) {
      throw no(
          Status.FAILED_PRECONDITION,
          "%s is not enabled, current state is: %s."
              .formatted(version.getName(), version.getState()));
    }
    return version;
  }

  private CryptoKeyVersion addVersion(String key) {
    byte[] material = new byte[32];
    new SecureRandom().nextBytes(material);
    String name = key + "/cryptoKeyVersions/" + (all(key).size() + 1);
    CryptoKeyVersion made =
        CryptoKeyVersion.newBuilder().setName(name).setState(CryptoKeyVersionState.ENABLED).build();
    all(key).add(made);
    materials.put(name, material);
    return made;
  }

  private CryptoKey key(String name) {
    return CryptoKey.newBuilder()
        .setName(name)
        .setPurpose(CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT)
        .setCreateTime(Timestamp.newBuilder().setSeconds(1_700_000_000))
        .setPrimary(all(name).get(primary.get(name) - 1))
        .build();
  }

  private static void check(ByteString bytes, Int64Value crc) {
    if (crc.getValue() != GoogleService.checksum(bytes)) {
      throw no(Status.INVALID_ARGUMENT, "The checksum in field *_crc32c did not match.");
    }
  }

  @Override
  public void encrypt(EncryptRequest q, StreamObserver<EncryptResponse> out) {
    answer(
        out,
        () -> {
          all(q.getName());
          CryptoKeyVersion version = usable(q.getName(), primary.get(q.getName()));
          check(q.getPlaintext(), q.getPlaintextCrc32C());
          check(q.getAdditionalAuthenticatedData(), q.getAdditionalAuthenticatedDataCrc32C());
          byte[] nonce = new byte[12];
          new SecureRandom().nextBytes(nonce);
          byte[] sealed =
              gcm(
                  Cipher.ENCRYPT_MODE,
                  version,
                  nonce,
                  q.getAdditionalAuthenticatedData(),
                  q.getPlaintext().toByteArray());
          ByteString blob =
              ByteString.copyFrom(
                  ByteBuffer.allocate(16 + sealed.length)
                      .putInt(primary.get(q.getName()))
                      .put(nonce)
                      .put(sealed)
                      .flip());
          return EncryptResponse.newBuilder()
              .setName(version.getName())
              .setCiphertext(blob)
              .setCiphertextCrc32C(Int64Value.of(GoogleService.checksum(blob) ^ (damaging ? 1 : 0)))
              .setVerifiedPlaintextCrc32C(true)
              .setVerifiedAdditionalAuthenticatedDataCrc32C(true)
              .build();
        });
  }

  @Override
  public void decrypt(DecryptRequest q, StreamObserver<DecryptResponse> out) {
    answer(
        out,
        () -> {
          all(q.getName());
          check(q.getCiphertext(), q.getCiphertextCrc32C());
          check(q.getAdditionalAuthenticatedData(), q.getAdditionalAuthenticatedDataCrc32C());
          ByteBuffer in = ByteBuffer.wrap(q.getCiphertext().toByteArray());
          int number = in.remaining() < 44 ? 0 : in.getInt();
          if (number < 1 || number > all(q.getName()).size()) {
            throw no(Status.INVALID_ARGUMENT, "Decryption failed: the ciphertext is invalid.");
          }
          byte[] nonce = new byte[12];
          byte[] sealed = new byte[in.remaining() - 12];
          in.get(nonce).get(sealed);
          ByteString plain =
              ByteString.copyFrom(
                  gcm(
                      Cipher.DECRYPT_MODE,
                      usable(q.getName(), number),
                      nonce,
                      q.getAdditionalAuthenticatedData(),
                      sealed));
          return DecryptResponse.newBuilder()
              .setPlaintext(plain)
              .setPlaintextCrc32C(Int64Value.of(GoogleService.checksum(plain) ^ (damaging ? 1 : 0)))
              .build();
        });
  }

  private byte[] gcm(
      int mode, CryptoKeyVersion version, byte[] nonce, ByteString associated, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(materials.get(version.getName()), "AES"),
          new GCMParameterSpec(128, nonce));
      cipher.updateAAD(associated.toByteArray());
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw no(
          Status.INVALID_ARGUMENT,
          "Decryption failed: verify that 'name' refers to the correct CryptoKey.");
    }
  }

  @Override
  public void createCryptoKey(CreateCryptoKeyRequest q, StreamObserver<CryptoKey> out) {
    answer(
        out,
        () -> {
          String name = q.getParent() + "/cryptoKeys/" + q.getCryptoKeyId();
          if (versions.putIfAbsent(name, new ArrayList<>()) != null) {
            throw no(Status.ALREADY_EXISTS, "CryptoKey %s already exists.".formatted(name));
          }
          addVersion(name);
          primary.put(name, 1);
          return key(name);
        });
  }

  @Override
  public void getCryptoKey(GetCryptoKeyRequest q, StreamObserver<CryptoKey> out) {
    answer(out, () -> key(q.getName()));
  }

  @Override
  public void listCryptoKeys(ListCryptoKeysRequest q, StreamObserver<ListCryptoKeysResponse> out) {
    answer(
        out,
        () -> {
          List<String> names = List.copyOf(versions.keySet());
          int from = q.getPageToken().isEmpty() ? 0 : Integer.parseInt(q.getPageToken());
          int to = Math.min(names.size(), from + PAGE);
          return ListCryptoKeysResponse.newBuilder()
              .addAllCryptoKeys(names.subList(from, to).stream().map(this::key).toList())
              .setNextPageToken(to < names.size() ? "" + to : "")
              .build();
        });
  }

  @Override
  public void listCryptoKeyVersions(
      ListCryptoKeyVersionsRequest q, StreamObserver<ListCryptoKeyVersionsResponse> out) {
    answer(
        out,
        () -> {
          List<CryptoKeyVersion> all = all(q.getParent());
          int from = q.getPageToken().isEmpty() ? 0 : Integer.parseInt(q.getPageToken());
          int to = Math.min(all.size(), from + PAGE);
          return ListCryptoKeyVersionsResponse.newBuilder()
              .addAllCryptoKeyVersions(all.subList(from, to))
              .setNextPageToken(to < all.size() ? "" + to : "")
              .build();
        });
  }

  @Override
  public void createCryptoKeyVersion(
      CreateCryptoKeyVersionRequest q, StreamObserver<CryptoKeyVersion> out) {
    answer(out, () -> addVersion(q.getParent()));
  }

  @Override
  public void updateCryptoKeyPrimaryVersion(
      UpdateCryptoKeyPrimaryVersionRequest q, StreamObserver<CryptoKey> out) {
    answer(
        out,
        () -> {
          primary.put(q.getName(), Integer.valueOf(q.getCryptoKeyVersionId()));
          return key(q.getName());
        });
  }

  private CryptoKeyVersion moved(
      String name, CryptoKeyVersionState from, CryptoKeyVersionState to) {
    List<CryptoKeyVersion> all = all(name.substring(0, name.indexOf("/cryptoKeyVersions/")));
    int at = Integer.parseInt(name.substring(name.lastIndexOf('/') + 1)) - 1;
    if (all.get(at).getState() != from) {
      throw no(Status.FAILED_PRECONDITION, "current state is: " + all.get(at).getState());
    }
    all.set(at, all.get(at).toBuilder().setState(to).build());
    return all.get(at);
  }

  @Override
  public void updateCryptoKeyVersion(
      UpdateCryptoKeyVersionRequest q, StreamObserver<CryptoKeyVersion> out) {
    CryptoKeyVersionState to = q.getCryptoKeyVersion().getState();
    CryptoKeyVersionState from =
        to == CryptoKeyVersionState.ENABLED
            ? CryptoKeyVersionState.DISABLED
            : CryptoKeyVersionState.ENABLED;
    answer(out, () -> moved(q.getCryptoKeyVersion().getName(), from, to));
  }

  @Override
  public void destroyCryptoKeyVersion(
      DestroyCryptoKeyVersionRequest q, StreamObserver<CryptoKeyVersion> out) {
    answer(
        out,
        () -> {
          String key = q.getName().substring(0, q.getName().indexOf("/cryptoKeyVersions/"));
          int at = Integer.parseInt(q.getName().substring(q.getName().lastIndexOf('/') + 1)) - 1;
          return moved(
              q.getName(), all(key).get(at).getState(), CryptoKeyVersionState.DESTROY_SCHEDULED);
        });
  }

  @Override
  public void restoreCryptoKeyVersion(
      RestoreCryptoKeyVersionRequest q, StreamObserver<CryptoKeyVersion> out) {
    answer(
        out,
        () ->
            moved(
                q.getName(),
                CryptoKeyVersionState.DESTROY_SCHEDULED,
                CryptoKeyVersionState.DISABLED));
  }
}
