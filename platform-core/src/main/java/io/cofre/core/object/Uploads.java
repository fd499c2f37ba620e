package io.cofre.core.object;

import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PartPage;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.UploadPage;
import io.cofre.core.object.model.UploadQuery;
import java.io.IOException;

/// Multipart uploads. Thread-safe. Methods that name an upload fail with `NO_SUCH_UPLOAD`, those
/// that name a bucket with `NO_SUCH_BUCKET`.
public final class Uploads {

  /// Begin an upload.
  public Upload create(CreateUpload request) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Find an upload.
  public Upload find(ObjectName name, String id) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Store a part, in place of an earlier one of the same number. Fails as [StoredObjects#put]
  /// does.
  public PartInfo putPart(ObjectName name, String id, int number, Content content)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Make an object of uploaded parts, and end the upload. Fails with `INVALID_PART`,
  /// `INVALID_PART_ORDER`, `PART_TOO_SMALL` (all but the last have at least 5 MiB),
  /// `CHECKSUM_MISMATCH`, `PRECONDITION_FAILED`; the upload then goes on. Completing again with the
  /// same parts after it succeeded gives the same answer while the object is the current one.
  public ObjectInfo complete(CompleteUpload request) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// End an upload and free its parts.
  public void abort(ObjectName name, String id) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// List uploads under way.
  public UploadPage list(UploadQuery query) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// List the parts of an upload with numbers above `after`, at most `limit`.
  public PartPage parts(ObjectName name, String id, int after, int limit) throws IOException {
    throw new UnsupportedOperationException();
  }
}
