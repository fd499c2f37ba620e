package io.cofre.core.s3.operation;

import io.cofre.core.object.model.BucketEncryption.Algorithm;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Chosen;
import io.cofre.core.s3.sse.Sse;
import java.io.IOException;

/// Reads how an object shall be sealed.
final class Sealing {
  private Sealing() {}

  /// Read a request's choice. Whether its bucket takes keys of clients is asked before anything is
  /// said of such a key; a key of a KMS asks for the same signature whether the request names it or
  /// the bucket's rule.
  static Chosen choice(Rooms rooms, S3Call call) throws IOException {
    if (Sse.bringsKey(call)) {
      rooms.buckets().requireCustomerKeys(call.bucket());
    }
    Chosen chosen = rooms.sse().choice(call);
    if (chosen.choice() instanceof EncryptionChoice.ByBucket && !rooms.sse().takesKms(call)) {
      requireServiceKeys(rooms, call);
    }
    return chosen;
  }

  private static void requireServiceKeys(Rooms rooms, S3Call call) throws IOException {
    if (rooms.buckets().encryption(call.bucket()).algorithm() != Algorithm.SERVICE) {
      rooms.sse().requireVersion4(call);
    }
  }
}
