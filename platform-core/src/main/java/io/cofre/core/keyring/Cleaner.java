package io.cofre.core.keyring;

import java.time.Duration;

/// Does something again and again until it is closed, also when nobody calls.
final class Cleaner implements AutoCloseable {
  private final Thread thread;

  Cleaner(String name, Duration interval, Pace pace, Runnable work) {
    thread = Thread.ofPlatform().name(name).daemon().start(() -> run(interval, pace, work));
  }

  private static void run(Duration interval, Pace pace, Runnable work) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        pace.sleep(interval);
        work.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
