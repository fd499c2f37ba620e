package io.cofre.kms.http;

import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

  /// Look for the description of each of several keys, passing over those that are not found.
  ///
  /// @param keys in any order
  /// @param absent as of [#find]
  /// @return what was found, sorted by id as [io.cofre.api.kms.KeyAdministration#list()] has it
  public static List<KeyDescription> each(
      Stream<KeyId> keys, Function<KeyId, KeyDescription> describe, Reason... absent) {
    return keys.flatMap(key -> find(() -> describe.apply(key), absent).stream())
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }
}
