package io.cofre.tck.fake;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A KMS that fails or waits on demand in front of another one, and counts what it is asked.
///
/// Thread-safe. Counts and failures concern `wrap`, `unwrap`, `generate` and `rewrap`; a failed
/// call counts too.
///
/// @since 0.1
public final class FlakyKms implements Kms {

  /// How many of the next calls fail, and with what.
  private record Fault(int calls, Reason reason, Duration retryAfter) {
    private static final Fault NONE = new Fault(0, Reason.UNEXPECTED, Duration.ZERO);

    Fault spent() {
      return calls == 0 || calls == Integer.MAX_VALUE
          ? this
          : new Fault(calls - 1, reason, retryAfter);
    }
  }

  private final Kms kms;
  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
  private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
  private final AtomicInteger wraps = new AtomicInteger();
  private final AtomicInteger unwraps = new AtomicInteger();
  private final AtomicInteger generates = new AtomicInteger();
  private final AtomicInteger rewraps = new AtomicInteger();
  private volatile Duration delay = Duration.ZERO;

  /// Stand in front of a KMS, without a fault.
  public FlakyKms(Kms kms) {
    this.kms = kms;
  }

  /// Fail a number of the calls to come.
  public FlakyKms failNext(int calls, Reason reason) {
    return failNext(calls, reason, Duration.ZERO);
  }

  /// Fail a number of the calls to come, asking for a wait.
  public FlakyKms failNext(int calls, Reason reason, Duration retryAfter) {
    fault.set(new Fault(calls, reason, retryAfter));
    return this;
  }

  /// Fail every call until [#heal()].
  public FlakyKms fail(Reason reason) {
    return failNext(Integer.MAX_VALUE, reason);
  }

  /// Make every call wait before it goes on, until [#heal()].
  public FlakyKms delay(Duration wait) {
    delay = wait;
    return this;
  }

  /// Hold every call to come until [#release()] or [#heal()].
  public FlakyKms hold() {
    gate.getAndSet(new CountDownLatch(1)).countDown();
    return this;
  }

  /// Let the calls go on that were held.
  public FlakyKms release() {
    gate.get().countDown();
    return this;
  }

  /// Work without fault or wait.
  public FlakyKms heal() {
    fault.set(Fault.NONE);
    delay = Duration.ZERO;
    return release();
  }

  /// How often `wrap` was called.
  public int wraps() {
    return wraps.get();
  }

  /// How often `unwrap` was called.
  public int unwraps() {
    return unwraps.get();
  }

  /// How often `generate` was called; it does not count as a wrap.
  public int generates() {
    return generates.get();
  }

  /// How often the facet `rewrap` was called.
  public int rewraps() {
    return rewraps.get();
  }

  /// How often the KMS was asked for anything that is counted.
  public int calls() {
    return wraps() + unwraps() + generates() + rewraps();
  }

  @Override
  public KmsTraits traits() {
    return kms.traits();
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    pass(wraps);
    return kms.wrap(key, dataKey, context);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    pass(unwraps);
    return kms.unwrap(wrapped, context);
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    pass(generates);
    return kms.generate(key, context);
  }

  @Override
  public KeyId resolve(KeyId key) {
    return kms.resolve(key);
  }

  @Override
  public Health health() {
    Fault now = fault.get();
    return now.calls() > 0 ? new Health.Down(now.reason().name()) : kms.health();
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return kms.administration();
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return kms.rewrap()
        .map(inner ->
            (wrapped, from, key, to) -> {
              pass(rewraps);
              return inner.rewrap(wrapped, from, key, to);
            });
  }

  @Override
  public Optional<KeyBackup> backup() {
    return kms.backup();
  }

  @Override
  public void close() {
    release();
    kms.close();
  }

  private void pass(AtomicInteger counter) {
    counter.incrementAndGet();
    try {
      gate.get().await();
      Thread.sleep(delay); // a slow KMS is what is asked for
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KmsException(Reason.UNAVAILABLE, "interrupted while waiting for the flaky KMS");
    }
    Fault now = fault.getAndUpdate(Fault::spent);
    if (now.calls() > 0) {
      throw new KmsException(now.reason(), "the flaky KMS fails on demand")
          .retryAfter(now.retryAfter());
    }
  }
}
