package io.cofre.core.s3;

import io.cofre.core.object.model.Content;
import io.cofre.core.s3.auth.Verified;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.operation.RequestBody;
import io.cofre.core.s3.payload.PayloadReader;
import io.cofre.core.s3.payload.SmallBody;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request as its signature says it was sent.
///
/// @param call the request
/// @param verified what its signature says
/// @param raw the body on the wire
record ReceivedBody(S3Call call, Verified verified, InputStream raw) implements RequestBody {
  private static final PayloadReader PAYLOADS = new PayloadReader();

  @Override
  public Content content() {
    return PAYLOADS.open(call, verified, raw);
  }

  @Override
  public byte[] document(int limit) throws IOException {
    return announced() ? SmallBody.read(content(), limit) : nothing();
  }

  private boolean announced() {
    return call.header("content-length").isPresent()
        || call.header("x-amz-decoded-content-length").isPresent();
  }

  // A request without a body need not say so; one with a body has to say how long it is.
  private byte[] nothing() throws IOException {
    if (raw.read() >= 0) {
      throw new S3Failure(S3Error.MISSING_CONTENT_LENGTH);
    }
    return new byte[0];
  }
}
