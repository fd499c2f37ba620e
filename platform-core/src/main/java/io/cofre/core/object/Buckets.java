package io.cofre.core.object;

import io.cofre.core.object.model.Bucket;
import java.io.IOException;
import java.util.List;

/// The buckets. Thread-safe.
public final class Buckets {

  /// Make a bucket; fails with `BUCKET_EXISTS`.
  public Bucket create(String name, String owner) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Find a bucket; fails with `NO_SUCH_BUCKET`.
  public Bucket find(String name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Remove a bucket; fails with `NO_SUCH_BUCKET`, and with `BUCKET_NOT_EMPTY` when it holds
  /// objects. Uploads under way go with it.
  public void delete(String name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// List all buckets, by name.
  public List<Bucket> list() throws IOException {
    throw new UnsupportedOperationException();
  }
}
