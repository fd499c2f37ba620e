package io.cofre.api.storage;

import io.cofre.api.plugin.Health;
import java.io.IOException;
import java.util.Optional;

/// A store of immutable blobs.
///
/// Thread-safe. What it holds is already sealed; it adds no meaning.
///
/// - **S1** a blob is there whole or not at all, at every moment and after every crash
/// - **S2** a blob is durable when `write` returns
/// - **S3** an id is written once: a second write fails with
///   [java.nio.file.FileAlreadyExistsException] and leaves the first as it was
/// - **S4** if the source throws, nothing is stored and the exception reaches the caller as it is
/// - **S5** a range reads exactly its bytes; one beyond the end fails with [java.io.EOFException]
///   when it is read; the size it tells is that of the whole blob
/// - **S6** a blob that is being read stays readable when it is deleted meanwhile, or fails; it
///   never yields other bytes
/// - **S7** deleting is idempotent
/// - **S8** `list` yields each blob that was there during the whole listing exactly once, in the
///   order of ids; leftovers of broken writes never appear
/// - **S9** `close` is idempotent; later calls fail with [IOException]
///
/// @since 0.1
public interface BlobStore extends AutoCloseable {

  /// Store a blob.
  ///
  /// @param source writes the content to the sink it is lent, once
  /// @return the number of bytes stored
  long write(BlobId id, BlobSource source) throws IOException;

  /// Open a range of a blob, or return empty when there is no such blob; the caller closes it.
  Optional<Blob> read(BlobId id, BlobRange range) throws IOException;

  /// Remove a blob.
  void delete(BlobId id) throws IOException;

  /// List blobs in the order of their ids, for the sweep of leftovers.
  ///
  /// @param after where the page before ended; [BlobId#NONE] for the first page
  /// @param limit how many at most, 1 to 10,000
  BlobPage list(BlobId after, int limit) throws IOException;

  /// Probe the store, cheaply.
  Health health();

  @Override
  void close() throws IOException;
}
