package io.cofre.kms.gcp;

import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.secretmanager.v1.SecretVersion;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.Optional;

/// Wraps here, under material that Secret Manager hands out for each use. Thread-safe.
final class SecretKms implements Kms {
  private static final Duration PROBE = Duration.ofMillis(900);
  private final Channel channel;
  private final Secrets secrets;

  SecretKms(Channel channel, String parent) {
    this.channel = channel;
    this.secrets = Secrets.of(channel, parent);
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    if (dataKey.size() != DataKey.SIZE) {
      throw new IllegalArgumentException("a data key has 32 bytes");
    }
    String secret = secrets.resource(key);
    try (Secrets.Material master = newest(secret)) {
      byte[] bytes = SecretWrap.seal(master.key(), master.version(), dataKey, context).encoded();
      return new WrappedKey(new KeyId(secret), Long.toString(master.version()), bytes);
    }
  }

  /// The newest version that is enabled; `latest` is the newest of all.
  private Secrets.Material newest(String secret) {
    try {
      return secrets.access(secret, "latest");
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_DISABLED && e.reason() != Reason.KEY_NOT_FOUND) {
        throw e;
      }
      for (SecretVersion version : secrets.versions(secret)) {
        if (version.getState() == SecretVersion.State.ENABLED) {
          return secrets.access(secret, Long.toString(Secrets.number(version.getName())));
        }
      }
      throw e;
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    String secret = secrets.resource(wrapped.key());
    SecretWrap wrap =
        SecretWrap.decode(wrapped.bytes())
            .orElseThrow(() -> channel.failures().notAuthentic(wrapped.key()));
    try (Secrets.Material master = secrets.access(secret, Long.toString(wrap.version()))) {
      return wrap.open(master.key(), context)
          .orElseThrow(() -> channel.failures().notAuthentic(wrapped.key()));
    } catch (KmsException e) {
      throw e.reason() == Reason.KEY_NOT_FOUND && neverWas(secret, wrap.version())
          ? channel.failures().notAuthentic(wrapped.key())
          : e;
    }
  }

  /// Whether the secret is there and never had such a version; a destroyed one stays listed.
  private boolean neverWas(String secret, long version) {
    return secrets.versions(secret).stream().noneMatch(v -> Secrets.number(v.getName()) == version);
  }

  @Override
  public KeyId resolve(KeyId key) {
    return new KeyId(secrets.resource(key));
  }

  @Override
  public Health health() {
    long start = System.nanoTime();
    try {
      channel.call(
          "secretmanager.secrets.list",
          secrets.parent(),
          secrets.client().listSecretsCallable(),
          ListSecretsRequest.newBuilder().setParent(secrets.parent()).setPageSize(1).build(),
          PROBE);
      return new Health.Up(Duration.ofNanos(System.nanoTime() - start));
    } catch (KmsException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(new SecretAdministration(secrets));
  }

  @Override
  public void close() {
    channel.close();
    secrets.client().close();
  }
}
