package io.cofre.core.keyring;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Calls one KMS instance: in bounded number, within a deadline, again after failures that may
/// pass, and not at all while its circuit is open.
///
/// Thread-safe. Instances share nothing, so that a slow KMS holds up its own callers only.
final class ResilientCalls {
  private static final System.Logger LOG = System.getLogger(ResilientCalls.class.getName());
  private static final int LONGEST_PAUSE = 20;

  private final String kms;
  private final KeyringSettings settings;
  private final KmsMeter meter;
  private final Pace pace;
  private final CircuitBreaker breaker;
  private volatile String trouble = "nothing"; // what the KMS failed with last
  private final Admission admission;
  private final LongAdder retries = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /// How one try ended.
  private sealed interface Try<T> {
    record Done<T>(T value) implements Try<T> {}

    /// @param again whether another try makes sense
    record Failed<T>(KmsException failure, boolean again) implements Try<T> {}
  }

  ResilientCalls(String kms, KeyringSettings settings, KmsMeter meter, Pace pace) {
    this.kms = kms;
    this.settings = settings;
    this.meter = meter;
    this.pace = pace;
    this.breaker = new CircuitBreaker(settings.breakerFailures(), settings.breakerPause(), pace);
    this.admission = new Admission(settings.concurrency(), settings.queue());
  }

  long retries() {
    return retries.sum();
  }

  long refused() {
    return refused.sum();
  }

  int waiting() {
    return admission.waiting();
  }

  boolean circuitOpen() {
    return breaker.open();
  }

  /// Ask for something that may be asked for twice.
  <T> T call(KmsOperation operation, Supplier<T> work) {
    Deadline deadline = Deadline.in(pace, settings.deadline());
    try {
      for (int tries = 0; ; tries++) {
        switch (attempt(operation, work, deadline)) {
          case Try.Done<T>(T value) -> {
            return value;
          }
          case Try.Failed<T>(KmsException failure, boolean again) -> {
            Duration pause = pause(tries, failure);
            if (!again || tries >= settings.retries() || !deadline.allows(pause)) {
              throw failure;
            }
            pace.sleep(pause);
            retries.increment();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KmsException(Reason.UNAVAILABLE, said("was interrupted"), e);
    }
  }

  /// Ask once, on the caller's thread and for as long as the plugin takes. What the plugin says of
  /// a bad argument reaches the caller.
  <T> T once(KmsOperation operation, Supplier<T> work) {
    long begin = pace.nanos();
    try {
      T value = work.get();
      measured(operation, Optional.empty(), begin);
      return value;
    } catch (KmsException e) {
      measured(operation, Optional.of(e.reason()), begin);
      throw e;
    } catch (IllegalArgumentException e) {
      measured(operation, Optional.of(Reason.UNEXPECTED), begin);
      throw e;
    } catch (RuntimeException e) {
      measured(operation, Optional.of(Reason.UNEXPECTED), begin);
      throw Attempt.unexpected(kms, e);
    }
  }

  /// A random time up to a bound that doubles, so that callers who failed together part.
  private Duration pause(int tries, KmsException failure) {
    long first = settings.retryPause().toNanos();
    double bound = Math.min(first * Math.scalb(1.0, tries), (double) first * LONGEST_PAUSE);
    Duration own = Duration.ofNanos((long) (bound * pace.chance()));
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(own) > 0 ? asked : own;
  }

  private <T> Try<T> attempt(KmsOperation operation, Supplier<T> work, Deadline deadline)
      throws InterruptedException {
    switch (admission.enter(deadline)) {
      case ENTERED -> {}
      case FULL -> {
        return refuse(Reason.THROTTLED, "has too many calls waiting", Duration.ZERO);
      }
      case LATE -> {
        return refuse(
            Reason.THROTTLED, "had no room for another call within the deadline", Duration.ZERO);
      }
    }
    CircuitBreaker.Pass pass = breaker.enter();
    if (pass == CircuitBreaker.Pass.NONE) {
      admission.leave();
      return refuse(
          Reason.UNAVAILABLE,
          "failed %d times in a row; its circuit is open, and it is not asked for up to %s; last: %s"
              .formatted(settings.breakerFailures(), words(settings.breakerPause()), trouble),
          breaker.left());
    }
    return admitted(operation, work, deadline, pass);
  }

  private <T> Try<T> admitted(
      KmsOperation operation, Supplier<T> work, Deadline deadline, CircuitBreaker.Pass pass)
      throws InterruptedException {
    long begin = pace.nanos();
    try {
      return switch (new Attempt<>(kms, work, admission::leave).run(deadline)) {
        case Attempt.Outcome.Value<T>(T value) -> {
          measured(operation, Optional.empty(), begin);
          answered();
          yield new Try.Done<>(value);
        }
        case Attempt.Outcome.Failed<T>(KmsException failure) -> {
          measured(operation, Optional.of(failure.reason()), begin);
          settle(failure);
          yield new Try.Failed<>(failure, failure.reason().retryable());
        }
        case Attempt.Outcome.Missing<T> _ -> {
          measured(operation, Optional.of(Reason.UNAVAILABLE), begin);
          String late = said("did not answer within " + words(settings.deadline()));
          KmsException missing = new KmsException(Reason.UNAVAILABLE, late);
          settle(missing);
          yield new Try.Failed<>(missing, false);
        }
      };
    } finally {
      breaker.left(pass);
    }
  }

  private <T> Try<T> refuse(Reason reason, String why, Duration retryAfter) {
    refused.increment();
    return new Try.Failed<>(new KmsException(reason, said(why)).retryAfter(retryAfter), false);
  }

  private void settle(KmsException failure) {
    if (failure.reason() != Reason.UNAVAILABLE) {
      answered();
      return;
    }
    trouble = String.valueOf(failure.getMessage());
    if (breaker.failed()) {
      LOG.log(System.Logger.Level.WARNING, said("does not answer; its circuit is open"));
    }
  }

  private void answered() {
    if (breaker.answered()) {
      LOG.log(System.Logger.Level.INFO, said("answers again; its circuit is closed"));
    }
  }

  private void measured(KmsOperation operation, Optional<Reason> failure, long begin) {
    meter.called(new KmsCall(kms, operation, failure, Duration.ofNanos(pace.nanos() - begin)));
  }

  private String said(String what) {
    return "kms.%s %s".formatted(kms, what);
  }

  private static String words(Duration length) {
    return length.toMillis() % 1000 == 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
  }
}
