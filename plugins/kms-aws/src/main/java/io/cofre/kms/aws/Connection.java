package io.cofre.kms.aws;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// Calls AWS KMS, once each; once more only after credentials that expired were renewed.
/// Thread-safe.
final class Connection implements AutoCloseable {
  private final Transport transport;
  private final Identity identity;
  private final KmsClient client;
  private final KeyNames names;
  private final Failures failures;
  private volatile boolean closed;

  Connection(Transport transport, Identity identity, Region region, InstantSource clock) {
    this.transport = transport;
    this.identity = identity;
    this.client =
        transport
            .client(KmsClient.builder(), Transport.ENDPOINT)
            .credentialsProvider(identity)
            .build();
    this.names = new KeyNames(region.id());
    this.failures = new Failures("AWS KMS in " + region.id(), clock);
  }

  KeyNames names() {
    return names;
  }

  Duration timeout() {
    return transport.timeout();
  }

  /// The name that AWS knows a key by.
  String requested(KeyId key) {
    String name = names.requested(key);
    if (!KeyNames.possible(name)) {
      requireOpen();
      throw new KmsException(
          Reason.KEY_NOT_FOUND, "%s can have no key named %s".formatted(failures.system(), key));
    }
    return name;
  }

  /// Make a call.
  ///
  /// @param action what it does in the words of a policy, such as `kms:Encrypt`
  /// @param subject the key, for messages
  <T> T call(String action, String subject, Function<KmsClient, T> work) {
    requireOpen();
    int generation = identity.generation();
    try {
      return work.apply(client);
    } catch (SdkException e) {
      if (!Failures.expired(e) || !identity.renew(generation)) {
        throw failures.of(e, action, subject);
      }
    } catch (IllegalStateException e) {
      requireOpen(); // the pool is shut down under a call
      throw e;
    }
    try {
      return work.apply(client);
    } catch (SdkException e) {
      throw failures.of(e, action, subject);
    }
  }

  /// Says that an answer lacks what it must have.
  KmsException incomplete(String action) {
    return new KmsException(
        Reason.UNEXPECTED, "%s answered %s incompletely".formatted(failures.system(), action));
  }

  /// Says that a wrapped key is none, or belongs to something else.
  KmsException notAuthentic(KeyId key) {
    return new KmsException(
        Reason.NOT_AUTHENTIC, "the key %s did not wrap this, or for something else".formatted(key));
  }

  private void requireOpen() {
    if (closed) {
      throw new KmsException(Reason.UNAVAILABLE, failures.system() + ": this instance is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      client.close();
      identity.close();
      transport.close();
    }
  }
}
