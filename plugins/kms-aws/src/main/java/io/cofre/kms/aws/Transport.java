package io.cofre.kms.aws;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.AuthorityFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/// How the services of AWS are reached; one pool of connections for all of them.
///
/// Proxies are those of the JVM's properties and of the environment.
record Transport(SdkHttpClient http, Region region, Duration timeout, Settings settings)
    implements AutoCloseable {
  static final Setting<URI> ENDPOINT =
      Setting.uri("endpoint", "Address of AWS KMS. Default: the region's public one.");
  static final Setting<URI> STS_ENDPOINT =
      Setting.uri("sts-endpoint", "Address of AWS STS. Default: the region's public one.");
  static final Setting<Path> CA =
      Setting.path("tls-ca", "PEM file of authorities to trust besides the system's.");
  static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", "How long one call may take.").or("5s");
  private static final int CONNECTIONS = 256;

  static Transport of(Settings settings, PluginContext context, Region region) {
    Duration timeout = settings.get(TIMEOUT);
    var http =
        Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(timeout)
            .connectionAcquisitionTimeout(timeout)
            .socketTimeout(timeout);
    Optional<Path> file = settings.find(CA).map(context.home()::resolve);
    if (file.isPresent()) {
      try {
        var trust = new TrustManager[] {new AuthorityFile(file.get())};
        http.tlsTrustManagersProvider(() -> trust);
      } catch (IOException | GeneralSecurityException e) {
        throw new InvalidSettings(CA.key(), "cannot read authorities from it: " + e);
      }
    }
    return new Transport(http.build(), region, timeout, settings);
  }

  /// Set up a client of a service: no retries, as the platform retries.
  <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B client(
      B builder, Setting<URI> endpoint) {
    settings
        .find(endpoint)
        .ifPresent(
            uri -> builder.endpointOverride(AwsKmsProvider.loopbackOrTls(endpoint.key(), uri)));
    return builder
        .httpClient(http)
        .region(region)
        .overrideConfiguration(
            o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(timeout));
  }

  @Override
  public void close() {
    http.close();
  }
}
