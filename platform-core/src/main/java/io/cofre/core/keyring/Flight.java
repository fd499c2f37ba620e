package io.cofre.core.keyring;

import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.concurrent.CountDownLatch;

/// One call of a KMS that several callers wait for.
///
/// Thread-safe. The key it brought is wiped when the last one who waited has left.
final class Flight {
  private final long generation;
  private final CountDownLatch landed = new CountDownLatch(1);
  private Result result = new Result.UnderWay();
  private int aboard = 1; // the call itself
  private int joined;

  /// How a call ended.
  private sealed interface Result {
    record UnderWay() implements Result {}

    record Brought(GeneratedKey key) implements Result {}

    record Failed(KmsException failure) implements Result {}
  }

  /// Begin one.
  ///
  /// @param generation of the cache when the call began
  Flight(long generation) {
    this.generation = generation;
  }

  long generation() {
    return generation;
  }

  synchronized void join() {
    aboard++;
    joined++;
  }

  /// How many callers ever joined.
  synchronized int joined() {
    return joined;
  }

  void land(GeneratedKey key) {
    land(new Result.Brought(key));
  }

  void fail(KmsException failure) {
    land(new Result.Failed(failure));
  }

  private void land(Result ended) {
    synchronized (this) {
      result = ended;
    }
    landed.countDown();
    leave();
  }

  /// Wait for the end, and return a copy of the key.
  GeneratedKey await(String kms, Deadline deadline) throws InterruptedException {
    if (!deadline.pace().await(landed, deadline.left())) {
      throw new KmsException(
          Reason.UNAVAILABLE, "kms.%s did not answer within the deadline".formatted(kms));
    }
    return copy();
  }

  private synchronized GeneratedKey copy() {
    return switch (result) {
      case Result.Brought(GeneratedKey key) -> KeyCache.copy(key);
      case Result.Failed(KmsException failure) -> throw again(failure);
      case Result.UnderWay _ -> throw new IllegalStateException("a flight that landed has ended");
    };
  }

  /// Every caller gets a failure of its own: one exception is not thrown by two threads.
  private static KmsException again(KmsException failure) {
    KmsException own =
        new KmsException(failure.reason(), String.valueOf(failure.getMessage()), failure);
    return failure.retryAfter().map(own::retryAfter).orElse(own);
  }

  synchronized void leave() {
    if (--aboard == 0 && result instanceof Result.Brought(GeneratedKey key)) {
      key.close();
    }
  }
}
