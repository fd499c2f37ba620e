package io.cofre.kms.gcp;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.ListCryptoKeyVersionsRequest;
import com.google.cloud.kms.v1.ListCryptoKeysRequest;
import io.cofre.api.kms.KeyId;
import java.util.ArrayList;
import java.util.List;

/// The keys of one key ring. Thread-safe.
///
/// @param channel where the calls go
/// @param client Google's client over that channel
/// @param ring `projects/…/locations/…/keyRings/…`
record CloudKeys(Channel channel, KeyManagementServiceClient client, String ring) {

  /// The resource of a key: its own name if that is one, or a key of the ring.
  String resource(KeyId key) {
    String name = key.value();
    if (name.matches(
        "projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[A-Za-z0-9_-]{1,63}")) {
      return name;
    }
    if (!name.matches("[A-Za-z0-9_-]{1,63}")) {
      throw channel.failures().notFound(name);
    }
    return ring + "/cryptoKeys/" + name;
  }

  CryptoKey get(String resource) {
    return channel.call(
        "cloudkms.cryptoKeys.get",
        resource,
        client.getCryptoKeyCallable(),
        GetCryptoKeyRequest.newBuilder().setName(resource).build());
  }

  List<CryptoKey> all() {
    List<CryptoKey> all = new ArrayList<>();
    String page = "";
    do {
      var answer =
          channel.call(
              "cloudkms.cryptoKeys.list",
              ring,
              client.listCryptoKeysCallable(),
              ListCryptoKeysRequest.newBuilder().setParent(ring).setPageToken(page).build());
      all.addAll(answer.getCryptoKeysList());
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    return all;
  }

  /// The names of the versions in a state.
  List<String> versions(String resource, CryptoKeyVersionState state) {
    List<String> all = new ArrayList<>();
    String page = "";
    do {
      var answer =
          channel.call(
              "cloudkms.cryptoKeyVersions.list",
              resource,
              client.listCryptoKeyVersionsCallable(),
              ListCryptoKeyVersionsRequest.newBuilder()
                  .setParent(resource)
                  .setPageToken(page)
                  .build());
      answer.getCryptoKeyVersionsList().stream()
          .filter(version -> version.getState() == state)
          .map(CryptoKeyVersion::getName)
          .forEach(all::add);
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    return all;
  }
}
