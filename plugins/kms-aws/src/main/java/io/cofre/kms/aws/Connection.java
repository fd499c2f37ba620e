package io.cofre.kms.aws;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Renewable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.kms.KmsClient;

/// Calls AWS KMS, once each, as the platform retries; once more only after credentials that expired
/// were renewed. Thread-safe.
class Connection implements AutoCloseable {
  static final Setting<String> REGION =
      Setting.text("region", "Region of the keys. Default: AWS_REGION, the profile's, the host's.");
  static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint("endpoint", "Address of AWS KMS. Default: the region's public one.");
  private static final Pattern MULTI_REGION =
      Pattern.compile("^(arn:[^:]*:[^:]*:)[^:]*(:[^:]*:key/mrk-)");
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern ALIAS = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,250}");

  private final Region region;
  private final KmsHttp http;
  private final Renewable<AwsCredentialsProvider> credentials;
  private final KmsClient kms;
  private final Failures failures;

  Connection(Settings settings, PluginContext context) {
    region = settings.find(REGION).map(Region::of).orElseGet(Connection::defaultRegion);
    http = KmsHttp.open("AWS", settings, context);
    SdkHttpClient calls = UrlConnectionHttpClient.create(http::connection);
    credentials = new Renewable<>(Identity.source(settings, context, region, calls));
    kms =
        KmsClient.builder()
            .region(region)
            .httpClient(calls)
            .credentialsProvider(() -> credentials.get().resolveCredentials())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .applyMutation(b -> settings.find(ENDPOINT).ifPresent(b::endpointOverride))
            .build();
    failures = new Failures("AWS KMS in " + region);
  }

  private static Region defaultRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException _) {
      throw new InvalidSettings(
          REGION.key(), "no region is known: write region: eu-central-1, say, or set AWS_REGION");
    }
  }

  /// The name that AWS knows a key by: ARNs, `alias/…` and key ids stay as they are, and any other
  /// name is an alias. The ARN of a multi-Region key (`mrk-…`) is asked for in the region here,
  /// wherever it wrapped.
  String requested(KeyId key) {
    String name = key.value();
    if (name.startsWith("arn:") || ID.matcher(name).matches()) {
      return MULTI_REGION.matcher(name).replaceFirst("$1" + region + "$2");
    }
    return alias(key)
        .orElseThrow(
            () -> new KmsException(Reason.KEY_NOT_FOUND, this + " can have no key named " + key));
  }

  /// The alias that a name is, if it can be one.
  static Optional<String> alias(KeyId key) {
    String name = key.value();
    return Optional.of(name.startsWith("alias/") ? name : "alias/" + name)
        .filter(alias -> ALIAS.matcher(alias).matches() && !ID.matcher(name).matches());
  }

  /// Make a call.
  ///
  /// @param action what it does in the words of a policy, without `kms:`
  /// @param subject the key, for the call and for messages
  <T> T call(String action, String subject, BiFunction<KmsClient, String, T> work) {
    try {
      return credentials.call(_ -> work.apply(kms, subject), Failures::expired);
    } catch (SdkException | UncheckedIOException | IllegalStateException e) {
      throw failures.of(e, "kms:" + action, subject);
    }
  }

  @Override
  public void close() {
    http.close();
    credentials.close();
    kms.close();
  }

  @Override
  public String toString() {
    return failures.system();
  }
}
