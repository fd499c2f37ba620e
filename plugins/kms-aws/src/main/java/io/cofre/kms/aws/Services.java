package io.cofre.kms.aws;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.AuthorityFile;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.Proxies;
import io.cofre.kms.http.ProxyAddress;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// How the services of AWS are reached; one pool of connections for all of them.
///
/// Proxies are those of [Proxies], and not those that the SDK would find.
record Services(SdkHttpClient http, Region region, Settings settings, Proxies proxies)
    implements AutoCloseable {
  private static final int CONNECTIONS = 256;
  private static final ProxyConfiguration NONE =
      ProxyConfiguration.builder()
          .useSystemPropertyValues(false)
          .useEnvironmentVariableValues(false)
          .build();

  static Services of(Settings settings, PluginContext context, Region region) {
    Duration timeout = settings.get(HttpSettings.TIMEOUT);
    Proxies proxies = Proxies.of(settings);
    var http =
        Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(timeout)
            .connectionAcquisitionTimeout(timeout)
            .socketTimeout(timeout)
            .proxyConfiguration(NONE)
            .httpRoutePlanner(new SystemDefaultRoutePlanner(proxies))
            .credentialsProvider((scope, _) -> login(proxies.at(scope.getHost(), scope.getPort())));
    AuthorityFile.find(settings, context)
        .map(authorities -> new TrustManager[] {authorities})
        .ifPresent(trust -> http.tlsTrustManagersProvider(() -> trust));
    return new Services(http.build(), region, settings, proxies);
  }

  private static @Nullable Credentials login(ProxyAddress proxy) {
    return proxy.user().isEmpty()
        ? null
        : proxy
            .password()
            .use(chars -> new UsernamePasswordCredentials(proxy.user(), chars.clone()));
  }

  /// What a message says behind the name of AWS KMS about the proxy on the way, if there is one.
  String through() {
    URI standard = URI.create("https://" + KmsClient.serviceMetadata().endpointFor(region));
    return proxies.through(settings.find(AwsKmsProvider.ENDPOINT).orElse(standard));
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
