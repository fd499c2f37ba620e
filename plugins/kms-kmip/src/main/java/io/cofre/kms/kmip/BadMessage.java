package io.cofre.kms.kmip;

import java.io.Serial;

/// Says that bytes are no KMIP message, or lack something. The message holds nothing of them.
final class BadMessage extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BadMessage(String problem) {
    super(problem);
  }

  BadMessage(int missingTag) {
    this("it lacks a proper item %06x".formatted(missingTag));
  }
}
