package io.cofre.core.keyring;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.util.Optional;

/// A plugin's KMS with retries, a deadline, a circuit breaker and a bound of calls.
///
/// - A failure that may pass ([io.cofre.api.kms.KmsException.Reason#retryable()]) is tried again
///   after a random pause that grows, or after the wait the KMS asked for, while the deadline of
///   the call leaves time.
/// - A call that has not ended at its deadline is interrupted and fails with `UNAVAILABLE`.
/// - After some failures in a row with `UNAVAILABLE` the circuit opens: calls fail at once with
///   `UNAVAILABLE`, until one that is let through after a pause is answered.
/// - Beyond the calls that run and those that wait, a call fails at once with `THROTTLED`.
///
/// Wrapping, unwrapping, generating and rewrapping, and describing, resolving and listing keys, go
/// this way. Changes of keys and their backups are asked for once and take as long as they take.
/// The health is the plugin's.
///
/// Thread-safe. Instances share nothing with each other.
public final class ResilientKms implements Kms {
  private final Kms plugin;
  private final ResilientCalls calls;

  /// Stand in front of a plugin's instance, which is closed with this.
  ///
  /// @param name the configured name of the instance
  public ResilientKms(String name, Kms plugin, KeyringSettings settings, KmsMeter meter) {
    this(plugin, new ResilientCalls(name, settings, meter, new Pace.OfSystem()));
  }

  ResilientKms(Kms plugin, ResilientCalls calls) {
    this.plugin = plugin;
    this.calls = calls;
  }

  ResilientCalls calls() {
    return calls;
  }

  @Override
  public KmsTraits traits() {
    return plugin.traits();
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    return calls.call(KmsOperation.WRAP, () -> plugin.wrap(key, dataKey, context));
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    return calls.call(KmsOperation.UNWRAP, () -> plugin.unwrap(wrapped, context));
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    return calls.call(KmsOperation.GENERATE, () -> plugin.generate(key, context));
  }

  @Override
  public KeyId resolve(KeyId key) {
    return calls.call(KmsOperation.DESCRIBE, () -> plugin.resolve(key));
  }

  @Override
  public Health health() {
    return plugin.health();
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return plugin.administration().map(inner -> new ResilientAdministration(inner, calls));
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return plugin
        .rewrap()
        .map(inner ->
            (wrapped, from, key, to) ->
                calls.call(KmsOperation.REWRAP, () -> inner.rewrap(wrapped, from, key, to)));
  }

  @Override
  public Optional<KeyBackup> backup() {
    return plugin.backup().map(inner -> new ResilientBackup(inner, calls));
  }

  @Override
  public void close() {
    plugin.close();
  }
}
