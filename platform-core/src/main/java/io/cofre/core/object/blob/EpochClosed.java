package io.cofre.core.object.blob;

import java.io.Serial;

/// Says that the sweep closed the epoch of a blob before the blob was committed.
///
/// That happens only to a process that was given up for dead: another one of the same node name
/// runs.
public final class EpochClosed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EpochClosed() {
    super("another process of this node closed the epoch of this blob");
  }
}
