package io.cofre.core.keyring;

import java.time.Duration;

/// Keeps calls from a KMS that failed several times in a row, and lets one through now and then.
///
/// Thread-safe; the lock is never held during a call.
final class CircuitBreaker {
  private final int limit;
  private final Duration pause;
  private final Pace pace;
  private State state = State.CLOSED;
  private int failures;
  private long opened;

  /// Whether calls go through.
  enum State {
    /// They do.
    CLOSED,
    /// They do not.
    OPEN,
    /// One is under way that decides.
    PROBING
  }

  /// How a call is let in.
  enum Pass {
    CALL,
    PROBE,
    NONE
  }

  CircuitBreaker(int limit, Duration pause, Pace pace) {
    this.limit = limit;
    this.pause = pause;
    this.pace = pace;
  }

  synchronized Pass enter() {
    return switch (state) {
      case CLOSED -> Pass.CALL;
      case PROBING -> Pass.NONE;
      case OPEN -> {
        if (!left().isZero()) {
          yield Pass.NONE;
        }
        state = State.PROBING;
        yield Pass.PROBE;
      }
    };
  }

  /// The KMS answered, whatever it said; returns whether that closed the circuit.
  synchronized boolean answered() {
    boolean changed = state != State.CLOSED;
    state = State.CLOSED;
    failures = 0;
    return changed;
  }

  /// The KMS did not answer, or said that it cannot; returns whether that opened the circuit.
  synchronized boolean failed() {
    failures++;
    boolean opens =
        switch (state) {
          case CLOSED -> failures >= limit;
          case PROBING -> true;
          case OPEN -> false; // a call from before, which says nothing new
        };
    if (opens) {
      state = State.OPEN;
      opened = pace.nanos();
    }
    return opens;
  }

  /// A call ended without telling anything; the next may be the probe.
  synchronized void left(Pass pass) {
    if (pass == Pass.PROBE && state == State.PROBING) {
      state = State.OPEN;
    }
  }

  synchronized boolean open() {
    return state != State.CLOSED;
  }

  /// How long until the next probe.
  synchronized Duration left() {
    return Duration.ofNanos(Math.max(0, opened + pause.toNanos() - pace.nanos()));
  }
}
