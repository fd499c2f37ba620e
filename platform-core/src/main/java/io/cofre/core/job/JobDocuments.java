package io.cofre.core.job;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where jobs are kept: small documents by id, durable when a call returns. Thread-safe.
public interface JobDocuments {

  /// All that can be read, by id.
  Map<String, byte[]> all() throws IOException;

  /// One of them.
  Optional<byte[]> find(String id) throws IOException;

  /// Keep a new one.
  void create(String id, byte[] document) throws IOException;

  /// Change one in a transaction.
  ///
  /// @param change may run more than once
  /// @return the document as it is now; empty if there is none
  Optional<byte[]> change(String id, UnaryOperator<byte[]> change) throws IOException;

  /// Forget one.
  void remove(String id) throws IOException;
}
