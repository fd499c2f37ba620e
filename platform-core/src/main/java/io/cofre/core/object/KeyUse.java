package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.core.seal.KeyPlan;
import io.cofre.core.seal.ObjectKeys;
import java.io.IOException;
import java.util.List;

/// Finds what a KMS key is needed for. Thread-safe.
///
/// It reads every record, a page at a time, so it takes long on a large store; what is written
/// meanwhile may be missed.
public final class KeyUse {
  private static final int PAGE = 1000;
  private static final ResealScope ALL = new ResealScope("", "");
  private final KeySurvey survey;
  private final ObjectKeys keys;

  KeyUse(Room room, ObjectKeys keys) {
    this.survey = new KeySurvey(room);
    this.keys = keys;
  }

  /// Count objects and uploads whose keys a key wraps, and the store's own key, by whichever of its
  /// names they name it.
  ///
  /// A damaged record counts as a user, as nobody can tell.
  ///
  /// @throws io.cofre.api.kms.KmsException if the KMS does not tell which key a name means
  public long count(String kms, KeyId key) throws IOException {
    KeyNames names = new KeyNames(keys);
    long users = 0;
    List<HeldKey> page = survey.page(ALL, true, "", PAGE);
    while (!page.isEmpty()) {
      for (HeldKey held : page) {
        boolean needed = held.wrapping().map(by -> names.isUnder(by, kms, key)).orElse(true);
        users += needed ? 1 : 0;
      }
      page = survey.page(ALL, true, KeySurvey.cursor(page.getLast()), PAGE);
    }
    return users;
  }

  /// Whether a key is the one of the configuration, under which new objects are sealed that nobody
  /// names a key for.
  ///
  /// @throws io.cofre.api.kms.KmsException if the KMS does not tell which key a name means
  public boolean isDefault(String kms, KeyId key) {
    KeyPlan.ByKms service = keys.service();
    return service.kms().equals(kms)
        && keys.resolve(kms, service.key()).equals(keys.resolve(kms, key));
  }
}
