package io.cofre.kmip.wire;

import java.io.Serial;

/// Says that bytes are no KMIP message, or lack something. The message holds nothing of them.
public final class BadMessage extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Make one that tells a problem.
  public BadMessage(String problem) {
    super(problem);
  }

  /// Make one that tells which item is missing, or of another type or size than it must be.
  public BadMessage(int missingTag) {
    this("it lacks a proper item %06x".formatted(missingTag));
  }
}
