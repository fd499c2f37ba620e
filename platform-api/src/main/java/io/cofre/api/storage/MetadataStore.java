package io.cofre.api.storage;

import io.cofre.api.plugin.Health;
import java.io.IOException;
import java.util.function.Function;

/// An ordered key-value store with transactions.
///
/// Keys are 1 to 4,096 bytes, ordered by unsigned bytes; values are 0 bytes to 8 MiB. Thread-safe.
///
/// - **M1** a read sees one consistent state for the whole call
/// - **M2** writes are serializable, scans included: no lost update, no write skew, no phantom
/// - **M3** what was written is durable when `write` returns, and no reader saw it before it was
/// - **M4** work may run more than once: it has no effect outside the transaction
/// - **M5** a work that throws changes nothing, and its exception reaches the caller as it is
/// - **M6** a transaction sees its own changes, in `get` and in `scan`
/// - **M7** keys come in the order of unsigned bytes, in both directions of time and of the scan's
///   bounds: `from` inclusive, `to` exclusive
/// - **M8** concurrent writers of one key have one winner after another, never a mix
/// - **M9** `close` is idempotent and waits for writes under way; later calls fail with
///   [IOException]
///
/// @since 0.1
public interface MetadataStore extends AutoCloseable {

  /// Read in one consistent view, which ends when the work returns.
  ///
  /// @throws IOException if the store fails
  <R> R read(Function<MetadataView, R> work) throws IOException;

  /// Read and write in one serializable transaction.
  ///
  /// @throws IOException if the store fails; then nothing, or everything, was written
  <R> R write(Function<MetadataTransaction, R> work) throws IOException;

  /// Probe the store, cheaply.
  Health health();

  @Override
  void close() throws IOException;
}
