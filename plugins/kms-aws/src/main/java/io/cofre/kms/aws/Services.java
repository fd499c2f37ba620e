package io.cofre.kms.aws;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.AuthorityFile;
import io.cofre.kms.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
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
record Services(SdkHttpClient http, Region region, Settings settings) implements AutoCloseable {
  private static final int CONNECTIONS = 256;

  static Services of(Settings settings, PluginContext context, Region region) {
    Duration timeout = settings.get(HttpSettings.TIMEOUT);
    var http =
        Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(timeout)
            .connectionAcquisitionTimeout(timeout)
            .socketTimeout(timeout);
    AuthorityFile.find(settings, context)
        .map(authorities -> new TrustManager[] {authorities})
        .ifPresent(trust -> http.tlsTrustManagersProvider(() -> trust));
    return new Services(http.build(), region, settings);
  }

  /// Set up a client of a service: no retries, as the platform retries.
  <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B client(
      B builder, Setting<URI> endpoint) {
    settings.find(endpoint).ifPresent(builder::endpointOverride);
    Duration timeout = settings.get(HttpSettings.TIMEOUT);
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
