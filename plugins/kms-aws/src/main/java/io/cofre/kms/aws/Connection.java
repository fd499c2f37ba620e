package io.cofre.kms.aws;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Settings;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/// Calls AWS KMS, once each; once more only after credentials that expired were renewed.
/// Thread-safe.
final class Connection implements AutoCloseable {
  private final Services services;
  private final Identity identity;
  private final KmsClient client;
  private final KeyNames names;
  private final Failures failures;
  private volatile boolean closed;

  Connection(Services services, Settings settings, PluginContext context) {
    String region = services.region().id();
    this.services = services;
    this.identity = Identity.of(settings, context, services);
    this.client =
        services
            .client(KmsClient.builder(), AwsKmsProvider.ENDPOINT)
            .credentialsProvider(identity)
            .build();
    this.names = new KeyNames(region);
    this.failures = new Failures("AWS KMS in " + region, services.through(), context.clock());
  }

  KeyNames names() {
    return names;
  }

  /// The name that AWS knows a key by.
  String requested(KeyId key) {
    String name = names.requested(key);
    if (!KeyNames.possible(name)) {
      requireOpen();
      throw new KmsException(
          Reason.KEY_NOT_FOUND, "%s can have no key named %s".formatted(this, key));
    }
    return name;
  }

  /// Make a call.
  ///
  /// @param action what it does in the words of a policy, such as `kms:Encrypt`
  /// @param subject the key, for messages
  <T> T call(String action, String subject, Function<KmsClient, T> work) {
    requireOpen();
    try {
      return identity.call(() -> work.apply(client));
    } catch (SdkException e) {
      throw failures.of(e, action, subject);
    } catch (IllegalStateException e) {
      requireOpen(); // the pool is shut down under a call
      throw e;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new KmsException(Reason.UNAVAILABLE, this + ": this instance is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      client.close();
      identity.close();
      services.close();
    }
  }

  @Override
  public String toString() {
    return failures.system();
  }
}
