package io.cofre.core.s3.form;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file that fails with `EntityTooLarge` or, at its end, with `EntityTooSmall` outside a policy's
/// range; for one thread.
public final class BoundedFile extends FilterInputStream {
  private final PostPolicy policy;
  private long total;

  /// Make one.
  public BoundedFile(InputStream file, PostPolicy policy) {
    super(file);
    this.policy = policy;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? -1 : 1);
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    count(count);
    return count;
  }

  private void count(int read) {
    if (read >= 0) {
      total += read;
      if (total > policy.most()) {
        throw outside(S3Error.ENTITY_TOO_LARGE, "MaxSizeAllowed", policy.most());
      }
    } else if (total < policy.least()) {
      throw outside(S3Error.ENTITY_TOO_SMALL, "MinSizeAllowed", policy.least());
    }
  }

  private S3Failure outside(S3Error error, String name, long bound) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ProposedSize", Long.toString(total));
    details.put(name, Long.toString(bound));
    return new S3Failure(error, error.message(), details);
  }
}
