package io.cofre.kms.aws;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.Renewable;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Who we are to AWS. Thread-safe.
///
/// The SDK keeps session credentials and renews them in time; they are all dropped when AWS says
/// that they expired nevertheless.
record Identity(Renewable<AwsCredentialsProvider> current)
    implements AwsCredentialsProvider, AutoCloseable {

  static Identity of(Settings settings, PluginContext context, Services services) {
    together(settings, AwsKmsProvider.ACCESS_KEY_ID, AwsKmsProvider.SECRET_ACCESS_KEY);
    together(settings, AwsKmsProvider.ROLE_ARN, AwsKmsProvider.TOKEN_FILE);
    return new Identity(new Renewable<>(source(settings, context, services), Identity::end));
  }

  private static void together(Settings settings, Setting<?> one, Setting<?> other) {
    boolean hasOne = settings.find(one).isPresent();
    if (hasOne != settings.find(other).isPresent()) {
      String missing = hasOne ? other.key() : one.key();
      throw new InvalidSettings(missing, "%s needs %s".formatted(one.key(), other.key()));
    }
  }

  private static Supplier<AwsCredentialsProvider> source(
      Settings settings, PluginContext context, Services services) {
    if (settings.find(AwsKmsProvider.ACCESS_KEY_ID).isPresent()) {
      AwsCredentialsProvider fixed = StaticCredentialsProvider.create(fixed(settings));
      return () -> fixed;
    }
    if (settings.find(AwsKmsProvider.ROLE_ARN).isPresent()) {
      var sts =
          services
              .client(StsClient.builder(), AwsKmsProvider.STS_ENDPOINT)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build();
      var web =
          StsWebIdentityTokenFileCredentialsProvider.builder()
              .stsClient(sts)
              .roleArn(settings.get(AwsKmsProvider.ROLE_ARN))
              .roleSessionName("cofre")
              .webIdentityTokenFile(
                  context.home().resolve(settings.get(AwsKmsProvider.TOKEN_FILE)));
      return web::build;
    }
    return settings
        .find(AwsKmsProvider.PROFILE)
        .<Supplier<AwsCredentialsProvider>>map(
            profile -> () -> ProfileCredentialsProvider.create(profile))
        .orElse(() -> DefaultCredentialsProvider.builder().build());
  }

  private static AwsCredentials fixed(Settings settings) {
    String id = settings.get(AwsKmsProvider.ACCESS_KEY_ID);
    String secret = settings.get(AwsKmsProvider.SECRET_ACCESS_KEY).use(String::new);
    return settings
        .find(AwsKmsProvider.SESSION_TOKEN)
        .map(token -> token.use(String::new))
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
        .orElseGet(() -> AwsBasicCredentials.create(id, secret));
  }

  /// Make a call; once more with other credentials, where these expired.
  <T> T call(Supplier<T> call) {
    return current.call(_ -> call.get(), Failures::expired);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    // The SDK finds parts of its chain by name through this loader, and our caller has another.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(StsClient.class.getClassLoader());
    try {
      return current.get().resolveCredentials();
    } catch (UncheckedIOException e) {
      throw new KmsException(Reason.ACCESS_DENIED, "no credentials for AWS: " + e.getCause());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void end(AwsCredentialsProvider provider) {
    if (provider instanceof SdkAutoCloseable open) {
      open.close();
    }
  }

  @Override
  public void close() {
    current.close();
  }

  @Override
  public String toString() {
    return "Identity[***]";
  }
}
