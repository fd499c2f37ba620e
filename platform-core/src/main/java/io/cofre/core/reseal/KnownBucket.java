package io.cofre.core.reseal;

import io.cofre.core.json.WrongField;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ResealScope;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import java.io.IOException;

/// Tells whether the bucket of a scope is there, before a job over nothing is ordered.
final class KnownBucket {
  private KnownBucket() {}

  static void require(ObjectRoom room, ResealScope scope) {
    if (scope.bucket().isEmpty()) {
      return;
    }
    try {
      var _ = room.buckets().find(scope.bucket());
    } catch (ObjectFailure e) {
      if (e.reason() == Reason.NO_SUCH_BUCKET) {
        throw new WrongField("'bucket': there is no such bucket");
      }
    } catch (IOException _) {
      return; // the first step meets it, and is tried again
    }
  }
}
