package io.cofre.core.job;

import java.util.Locale;

/// Where a job is in its life.
public enum JobState {
  /// It waits for a node that runs it.
  QUEUED,
  /// A node runs it.
  RUNNING,
  /// An operator stopped it for now.
  PAUSED,
  /// It is done; what failed is counted.
  FINISHED,
  /// It could not go on; it can be resumed where it was.
  FAILED,
  /// An operator ended it.
  CANCELLED;

  /// Whether it will never run again.
  public boolean ended() {
    return this == FINISHED || this == CANCELLED;
  }

  /// The word for it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Return the state of a word.
  static JobState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
