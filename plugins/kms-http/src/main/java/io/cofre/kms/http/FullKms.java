package io.cofre.kms.http;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import java.util.Set;

/// A KMS that administers its keys itself, in every way that there is.
public interface FullKms extends KeyedKms, KeyAdministration {

  @Override
  default KeyAdministration keys() {
    return this;
  }

  @Override
  default Set<KeyAction> actions() {
    return Set.of(KeyAction.values());
  }
}
