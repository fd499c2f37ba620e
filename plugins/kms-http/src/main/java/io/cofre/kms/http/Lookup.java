package io.cofre.kms.http;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks for what may not be there: a key to be created, one of a list that has gone meanwhile.
public final class Lookup {
  private Lookup() {}

  /// Look for something.
  ///
  /// @param absent the reasons that mean that there is nothing for this caller
  /// @return what was found; empty if the lookup fails for one of those reasons
  /// @throws KmsException if it fails for another
  public static <T> Optional<T> find(Supplier<T> lookup, Reason... absent) {
    try {
      return Optional.of(lookup.get());
    } catch (KmsException e) {
      if (List.of(absent).contains(e.reason())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
