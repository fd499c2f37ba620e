package io.cofre.core.object;

import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ListQuery;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition;
import java.io.IOException;

/// The objects. Thread-safe. Every method fails with `NO_SUCH_BUCKET` when there is no such bucket.
public final class StoredObjects {

  /// Store an object: sealed, durable, then visible, all at once.
  ///
  /// Fails with `PRECONDITION_FAILED`, `NO_SUCH_KEY` (an `If-Match` on nothing), `MD5_MISMATCH`,
  /// `CHECKSUM_MISMATCH`, `INCOMPLETE_BODY`, or whatever the content's body throws; then nothing is
  /// stored.
  public ObjectInfo put(PutObject request, Content content) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Return what is known of an object, its parts included; fails with `NO_SUCH_KEY`.
  public ObjectInfo head(ObjectName name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Open an object for reading; the caller closes it. It stays readable as it is now, whatever is
  /// written or deleted meanwhile. Fails with `NO_SUCH_KEY`.
  public ReadableObject open(ObjectName name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Remove an object if it is there and the condition holds.
  public void delete(ObjectName name, WriteCondition condition) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Set the tags of an object; fails with `NO_SUCH_KEY`.
  public void tag(ObjectName name, Tags tags) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// List objects.
  public ListPage list(ListQuery query) throws IOException {
    throw new UnsupportedOperationException();
  }
}
