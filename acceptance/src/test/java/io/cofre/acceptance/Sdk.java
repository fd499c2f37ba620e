package io.cofre.acceptance;

import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes clients of the AWS SDK for Java.
final class Sdk {
  private Sdk() {}

  static S3Client client(URI endpoint) {
    return client(endpoint, Apache5HttpClient.builder().maxConnections(64));
  }

  /// Make a client that trusts the certificates of a key store and nobody else.
  static S3Client trusting(URI endpoint, Path keyStore) throws Exception {
    var store = java.security.KeyStore.getInstance(keyStore.toFile(), "changeit".toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return client(
        endpoint, Apache5HttpClient.builder().tlsTrustManagersProvider(trust::getTrustManagers));
  }

  private static S3Client client(URI endpoint, Apache5HttpClient.Builder http) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Server.ACCESS_KEY, Server.SECRET_KEY)))
        .httpClientBuilder(http)
        .build();
  }
}
