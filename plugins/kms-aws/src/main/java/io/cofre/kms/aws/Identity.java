package io.cofre.kms.aws;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.HttpSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/// Who we are to AWS: what the settings say, else what the SDK's default chain finds.
final class Identity {
  private static final Setting<String> ACCESS_KEY_ID =
      Setting.text("access-key-id", "Static credentials; with secret-access-key.");
  private static final Setting<Secret> SECRET_ACCESS_KEY =
      Setting.secret("secret-access-key", "Its secret.");
  private static final Setting<Secret> SESSION_TOKEN =
      Setting.secret("session-token", "Its session token, where it has one.");
  private static final Setting<String> PROFILE =
      Setting.text("profile", "Profile of the AWS configuration files to take credentials from.");
  private static final Setting<String> ROLE_ARN =
      Setting.text("role-arn", "Role to assume by web identity; with web-identity-token-file.");
  private static final Setting<Path> TOKEN_FILE =
      Setting.path("web-identity-token-file", "File of the token; read again when it is due.");
  private static final Setting<URI> STS_ENDPOINT =
      HttpSettings.endpoint("sts-endpoint", "Address of AWS STS. Default: the region's own.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          ACCESS_KEY_ID,
          SECRET_ACCESS_KEY,
          SESSION_TOKEN,
          PROFILE,
          ROLE_ARN,
          TOKEN_FILE,
          STS_ENDPOINT);

  private Identity() {}

  /// Where the credentials come from.
  ///
  /// The SDK keeps those of a session and renews them in time; they are all dropped when AWS says
  /// that they expired nevertheless.
  static Supplier<AwsCredentialsProvider> source(
      Settings settings, PluginContext context, Region region, SdkHttpClient http) {
    if (any(settings, ACCESS_KEY_ID, SECRET_ACCESS_KEY)) {
      AwsCredentials credentials = fixed(settings);
      AwsCredentialsProvider fixed = () -> credentials;
      return () -> fixed; // the same, which there is no use in renewing
    }
    if (any(settings, ROLE_ARN, TOKEN_FILE)) {
      Path token = context.home().resolve(settings.get(TOKEN_FILE));
      var web = web(settings, region, http).roleArn(settings.get(ROLE_ARN));
      return web.roleSessionName("cofre").webIdentityTokenFile(token)::build;
    }
    if (any(settings, PROFILE)) {
      String profile = settings.get(PROFILE);
      return () -> ProfileCredentialsProvider.create(profile);
    }
    return isWebInEnvironment()
        ? web(settings, region, http)::build
        : DefaultCredentialsProvider.builder()::build;
  }

  /// Web identity by way of our own client, which the default chain would not take.
  private static StsWebIdentityTokenFileCredentialsProvider.Builder web(
      Settings settings, Region region, SdkHttpClient http) {
    var sts =
        StsClient.builder()
            .region(region)
            .httpClient(http)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .applyMutation(b -> settings.find(STS_ENDPOINT).ifPresent(b::endpointOverride));
    return StsWebIdentityTokenFileCredentialsProvider.builder().stsClient(sts.build());
  }

  /// Whether the default chain would come to it: keys of the environment come first.
  private static boolean isWebInEnvironment() {
    return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()
        && SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isEmpty();
  }

  private static boolean any(Settings settings, Setting<?>... some) {
    return Stream.of(some).anyMatch(setting -> settings.find(setting).isPresent());
  }

  private static AwsCredentials fixed(Settings settings) {
    String id = settings.get(ACCESS_KEY_ID);
    String secret = settings.get(SECRET_ACCESS_KEY).use(String::new);
    String session = settings.find(SESSION_TOKEN).map(token -> token.use(String::new)).orElse("");
    return session.isEmpty()
        ? AwsBasicCredentials.create(id, secret)
        : AwsSessionCredentials.create(id, secret, session);
  }
}
