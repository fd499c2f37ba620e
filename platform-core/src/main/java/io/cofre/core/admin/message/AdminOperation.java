package io.cofre.core.admin.message;

import java.io.IOException;

/// Does what an operator asks. Thread-safe.
@FunctionalInterface
public interface AdminOperation {
  /// Answer a request.
  ///
  /// @throws AdminFailure if it is not done
  /// @throws IOException if what is stored cannot be reached
  AdminAnswer answer(AdminRequest request) throws IOException;
}
