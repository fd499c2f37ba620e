package io.cofre.core.admin.key;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.Kms;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.core.suggest.Suggestion;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The configured key management systems, which stay their owner's.
///
/// @param byName by the names in the configuration
record Instances(SortedMap<String, Kms> byName) {

  Instances {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  Kms find(String name) {
    Kms kms = byName.get(name);
    if (kms == null) {
      String cure =
          Suggestion.among(byName.keySet(), name)
              .map(near -> "did you mean '" + near + "'?")
              .orElse("there are: " + String.join(", ", byName.keySet()));
      throw new AdminFailure(AdminError.NOT_FOUND, "no KMS is configured by this name; " + cure);
    }
    return kms;
  }

  KeyAdministration administration(String name) {
    return find(name)
        .administration()
        .orElseThrow(() ->
            new AdminFailure(
                AdminError.UNSUPPORTED,
                "the KMS '%s' does not let its keys be administered from here".formatted(name)));
  }

  KeyAdministration administration(String name, KeyAction action) {
    KeyAdministration administration = administration(name);
    if (!administration.actions().contains(action)) {
      throw new AdminFailure(
          AdminError.UNSUPPORTED,
          "the KMS '%s' cannot do this (%s) from here".formatted(name, KeyJson.word(action)));
    }
    return administration;
  }
}
