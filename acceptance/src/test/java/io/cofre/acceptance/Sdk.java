package io.cofre.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

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

  /// Path and query of a link by which anybody may put an object.
  static String presignedPut(Server server, String bucket, String key) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(credentials())
            .build()) {
      return presigner
          .presignPutObject(link ->
              link.signatureDuration(Duration.ofMinutes(5))
                  .putObjectRequest(put -> put.bucket(bucket).key(key)))
          .url()
          .getFile();
    }
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(Server.ACCESS_KEY, Server.SECRET_KEY));
  }

  private static S3Client client(URI endpoint, Apache5HttpClient.Builder http) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials())
        .httpClientBuilder(http)
        .build();
  }
}
