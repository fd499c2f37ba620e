package io.cofre.core.keyring;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// One call of a plugin, on a virtual thread of its own so that the caller need not outwait it.
final class Attempt<T> {
  private final String kms;
  private final Supplier<T> work;
  private final Runnable atEnd;
  private final CountDownLatch done = new CountDownLatch(1);
  private Outcome<T> outcome = new Outcome.Missing<>();
  private boolean abandoned;

  /// How a call ended.
  sealed interface Outcome<T> {
    record Value<T>(T value) implements Outcome<T> {}

    record Failed<T>(KmsException failure) implements Outcome<T> {}

    /// It has not ended yet.
    record Missing<T>() implements Outcome<T> {}
  }

  /// Prepare a call.
  ///
  /// @param atEnd runs when the plugin returned, which may be long after the caller went away
  Attempt(String kms, Supplier<T> work, Runnable atEnd) {
    this.kms = kms;
    this.work = work;
    this.atEnd = atEnd;
  }

  /// Run the call, and wait for it until the deadline; then interrupt it and go away.
  Outcome<T> run(Deadline deadline) throws InterruptedException {
    Thread thread = Thread.ofVirtual().name("kms-" + kms).start(this::call);
    try {
      return deadline.pace().await(done, deadline.left()) ? ended() : abandon(thread);
    } catch (InterruptedException e) {
      drop(thread);
      throw e;
    }
  }

  private void call() {
    try {
      finish(new Outcome.Value<>(work.get()));
    } catch (KmsException e) {
      finish(new Outcome.Failed<>(e));
    } catch (RuntimeException | Error e) {
      finish(new Outcome.Failed<>(unexpected(kms, e)));
    } finally {
      atEnd.run();
      done.countDown();
    }
  }

  static KmsException unexpected(String kms, Throwable e) {
    return new KmsException(
        Reason.UNEXPECTED,
        "the plugin of kms.%s failed with %s".formatted(kms, e.getClass().getSimpleName()),
        e);
  }

  private synchronized void finish(Outcome<T> ended) {
    outcome = ended;
    if (abandoned) {
      wipe();
    }
  }

  private synchronized Outcome<T> ended() {
    return outcome;
  }

  /// What comes too late is wiped; what came at the last moment is taken.
  private synchronized Outcome<T> abandon(Thread thread) {
    abandoned = true;
    thread.interrupt();
    return outcome;
  }

  private synchronized void drop(Thread thread) {
    abandoned = true;
    thread.interrupt();
    wipe();
  }

  private void wipe() {
    if (outcome instanceof Outcome.Value<T>(T value)) {
      if (value instanceof DataKey key) {
        key.close();
      } else if (value instanceof GeneratedKey key) {
        key.close();
      }
    }
  }
}
