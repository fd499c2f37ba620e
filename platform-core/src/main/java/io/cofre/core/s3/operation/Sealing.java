package io.cofre.core.s3.operation;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Chosen;
import io.cofre.core.s3.sse.Sse;
import java.io.IOException;

/// Reads how an object shall be sealed.
final class Sealing {
  private Sealing() {}

  /// Read a request's choice. Whether its bucket takes keys of clients is asked before anything is
  /// said of such a key.
  static Chosen choice(Rooms rooms, S3Call call) throws IOException {
    if (Sse.bringsKey(call)) {
      rooms.buckets().requireCustomerKeys(call.bucket());
    }
    return rooms.sse().choice(call);
  }
}
