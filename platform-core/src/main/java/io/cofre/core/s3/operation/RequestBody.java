package io.cofre.core.s3.operation;

import io.cofre.core.object.model.Content;
import java.io.IOException;

/// The body of a request, opened when an operation asks for it, in one of two ways and once.
public interface RequestBody {

  /// The body as content of an object; fails when its length is not announced.
  Content content();

  /// The whole body, verified, for a small document; fails with `EntityTooLarge` beyond the limit.
  ///
  /// @param limit in bytes
  byte[] document(int limit) throws IOException;
}
