package io.cofre.core.s3.operation;

import io.cofre.core.s3.message.Answer;
import java.io.IOException;

/// Does what one operation of S3 promises. Thread-safe.
@FunctionalInterface
public interface Operation {

  /// Answer a request, or fail with any of the failures that the gate translates.
  Answer answer(S3Request request) throws IOException;
}
