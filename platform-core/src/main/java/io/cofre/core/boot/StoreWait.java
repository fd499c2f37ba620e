package io.cofre.core.boot;

import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Opens what stands on the key of the store: at once, or as soon as its KMS answers.
///
/// A KMS that is away for a while must not keep a server from starting: the machines of a site come
/// up in any order. So it is asked again, after pauses that grow to a quarter of a minute. What
/// waiting does not cure ends the wait. Thread-safe.
///
/// @param <H> what is opened
final class StoreWait<H extends AutoCloseable> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StoreWait.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private final Opening<H> opening;
  private final CompletableFuture<H> house = new CompletableFuture<>();
  private final Opened inside = new Opened();
  private volatile Optional<String> trouble = Optional.of("the store is not open yet");
  private Optional<Thread> waiting = Optional.empty();

  /// Opens it, whole or not at all.
  @FunctionalInterface
  interface Opening<H> {
    /// @throws StoreAway if it may open later
    /// @throws CannotStart if waiting does not help
    H open() throws CannotStart, StoreAway;
  }

  StoreWait(Opening<H> opening) {
    this.opening = opening;
  }

  /// Try once.
  void open() throws CannotStart {
    try {
      H whole = opening.open();
      inside.add("store", whole);
      trouble = Optional.empty();
      house.complete(whole);
    } catch (StoreAway e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Why it is not open, in the operator's words; empty when it is.
  Optional<String> trouble() {
    return trouble;
  }

  /// The same, for who asks whether the server is ready.
  Health health() {
    return trouble.<Health>map(Health.Down::new).orElseGet(() -> new Health.Up(Duration.ZERO));
  }

  /// Go on trying in the background, unless it is open.
  ///
  /// @param pause how long to wait before the first time
  synchronized void keepTrying(Duration pause) {
    if (!house.isDone() && waiting.isEmpty()) {
      waiting = Optional.of(Thread.ofVirtual().name("store").start(() -> keepOpening(pause)));
    }
  }

  private void keepOpening(Duration first) {
    Duration pause = first;
    try {
      while (!house.isDone()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the store is not open: %s; asking again in %d s"
                .formatted(trouble.orElse(""), pause.toSeconds()));
        Thread.sleep(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        open();
      }
      LOG.log(System.Logger.Level.INFO, "the store is open");
    } catch (CannotStart | RuntimeException | Error e) { // of a plugin's library too
      trouble = Optional.of(String.valueOf(e.getMessage()));
      house.completeExceptionally(e);
    } catch (InterruptedException _) {
      house.cancel(false);
    }
  }

  /// Wait until it is open.
  ///
  /// @return empty if it was closed before
  /// @throws CannotStart what ended the wait
  Optional<H> await() throws CannotStart, InterruptedException {
    try {
      return Optional.of(house.get());
    } catch (CancellationException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CannotStart refused -> throw refused;
        case RuntimeException mistake -> throw mistake;
        case Error mistake -> throw mistake;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// End the wait, and close what was opened.
  @Override
  public void close() {
    Optional<Thread> thread;
    synchronized (this) {
      thread = waiting;
    }
    thread.ifPresent(StoreWait::end);
    house.cancel(false);
    inside.close();
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
