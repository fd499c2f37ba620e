package io.cofre.kms.aws;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/// Who we are to AWS. Thread-safe.
///
/// The SDK keeps session credentials and renews them in time; [#renew] drops them all when AWS says
/// that they expired nevertheless.
final class Identity implements AwsCredentialsProvider, AutoCloseable {
  static final Setting<String> ACCESS_KEY_ID =
      Setting.text("access-key-id", "Static credentials; with secret-access-key.");
  static final Setting<Secret> SECRET_ACCESS_KEY =
      Setting.secret("secret-access-key", "Its secret.");
  static final Setting<Secret> SESSION_TOKEN =
      Setting.secret("session-token", "Its session token, where it has one.");
  static final Setting<String> PROFILE =
      Setting.text("profile", "Profile of the AWS configuration files to take credentials from.");
  static final Setting<String> ROLE_ARN =
      Setting.text("role-arn", "Role to assume by web identity; with web-identity-token-file.");
  static final Setting<Path> TOKEN_FILE =
      Setting.path(
          "web-identity-token-file", "File of the token; it is read again when it is due.");

  private final Supplier<AwsCredentialsProvider> source;
  private final boolean renewable;
  private AwsCredentialsProvider current;
  private int generation;

  private Identity(boolean renewable, Supplier<AwsCredentialsProvider> source) {
    this.renewable = renewable;
    this.source = source;
    this.current = source.get();
  }

  static Identity of(Settings settings, PluginContext context, Transport transport) {
    var id = settings.find(ACCESS_KEY_ID);
    var profile = settings.find(PROFILE);
    var role = settings.find(ROLE_ARN);
    var secret = settings.find(SECRET_ACCESS_KEY);
    var token = settings.find(SESSION_TOKEN);
    var file = settings.find(TOKEN_FILE).map(context.home()::resolve);
    together(ACCESS_KEY_ID, id.isPresent(), SECRET_ACCESS_KEY, secret.isPresent());
    together(ROLE_ARN, role.isPresent(), TOKEN_FILE, file.isPresent());
    if (id.isPresent()) {
      String key = secret.orElseThrow().use(String::new);
      AwsCredentials fixed =
          token
              .<AwsCredentials>map(
                  t -> AwsSessionCredentials.create(id.get(), key, t.use(String::new)))
              .orElseGet(() -> AwsBasicCredentials.create(id.get(), key));
      return new Identity(false, () -> () -> fixed);
    }
    if (role.isPresent()) {
      var sts =
          transport
              .client(StsClient.builder(), Transport.STS_ENDPOINT)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build();
      return new Identity(
          true,
          () ->
              StsWebIdentityTokenFileCredentialsProvider.builder()
                  .stsClient(sts)
                  .roleArn(role.get())
                  .roleSessionName("cofre")
                  .webIdentityTokenFile(file.orElseThrow())
                  .build());
    }
    return new Identity(
        true,
        () ->
            profile
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
  }

  private static void together(Setting<?> one, boolean hasOne, Setting<?> other, boolean hasOther) {
    if (hasOne != hasOther) {
      String missing = hasOne ? other.key() : one.key();
      throw new InvalidSettings(missing, "%s needs %s".formatted(one.key(), other.key()));
    }
  }

  @Override
  public AwsCredentials resolveCredentials() {
    // The SDK finds parts of its chain by name through this loader, and our caller has another.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(StsClient.class.getClassLoader());
    try {
      return provider().resolveCredentials();
    } catch (UncheckedIOException e) {
      throw new KmsException(Reason.ACCESS_DENIED, "no credentials for AWS: " + e.getCause());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private synchronized AwsCredentialsProvider provider() {
    return current;
  }

  /// Tells which credentials are in use, for [#renew].
  synchronized int generation() {
    return generation;
  }

  /// Forget credentials that expired, unless another thread did so already.
  ///
  /// @return whether there may be others now
  synchronized boolean renew(int expired) {
    if (renewable && generation == expired) {
      closeCurrent();
      current = source.get();
      generation++;
    }
    return renewable;
  }

  private void closeCurrent() {
    if (current instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception _) {
        // nothing of it is used any more
      }
    }
  }

  @Override
  public synchronized void close() {
    closeCurrent();
  }

  @Override
  public String toString() {
    return "Identity[***]";
  }
}
