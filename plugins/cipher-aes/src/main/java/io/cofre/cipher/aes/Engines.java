package io.cofre.cipher.aes;

import module java.base;

/// Chooses the engine, once per process: a native library is loaded once only.
final class Engines {
  private static final FutureTask<Engine> LOADING = new FutureTask<>(AwsLc::load);

  static {
    // A thread of its own: unpacking 10 MB takes longer than a server may take to start.
    Thread.ofPlatform().daemon().name("cofre-aws-lc").start(LOADING);
  }

  private Engines() {}

  /// The best engine that is there now.
  static Engine current() {
    return LOADING.isDone() ? settled() : Engine.JDK;
  }

  /// The engine for good; waits for the loading to end.
  static Engine settled() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return LOADING.get();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("AWS-LC failed to load in a way nobody foresaw", e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
