package io.cofre.core.object;

import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.seal.SealFailure;

/// Says in this room's words why a body cannot be sealed or opened.
final class SealTrouble {
  private SealTrouble() {}

  static ObjectFailure of(SealFailure failure) {
    Reason reason =
        switch (failure.reason()) {
          case UNKNOWN_FORMAT, UNKNOWN_CIPHER -> Reason.NOT_OPENABLE;
          case TOO_LONG -> Reason.TOO_LARGE;
        };
    return new ObjectFailure(reason, String.valueOf(failure.getMessage()), failure);
  }
}
