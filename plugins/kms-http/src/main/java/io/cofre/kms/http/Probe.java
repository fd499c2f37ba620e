package io.cofre.kms.http;

import io.cofre.api.kms.KmsException;
import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Probes a KMS within the second that `health` has (K7), however many calls the probe makes.
public final class Probe {
  private static final Duration TIME = Duration.ofMillis(900);

  private Probe() {}

  /// Run a probe and say how it went; never throws.
  ///
  /// @param system the KMS and its address, for messages
  /// @param probe calls the KMS; fails with [KmsException] if something is wrong
  public static Health run(String system, Runnable probe) {
    long start = System.nanoTime();
    var task = new FutureTask<>(probe, true);
    Thread.ofVirtual().name("kms-probe").start(task);
    try {
      task.get(TIME.toMillis(), TimeUnit.MILLISECONDS);
      return new Health.Up(Duration.ofNanos(System.nanoTime() - start));
    } catch (TimeoutException _) {
      task.cancel(true);
      return new Health.Down("%s did not answer within %dms".formatted(system, TIME.toMillis()));
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Health.Down("the probe of %s was interrupted".formatted(system));
    } catch (ExecutionException e) {
      return new Health.Down(
          e.getCause() instanceof KmsException failure
              ? String.valueOf(failure.getMessage())
              : "the probe of %s failed: %s".formatted(system, e.getCause()));
    }
  }
}
