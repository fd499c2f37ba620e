package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.Wrapping;
import java.io.IOException;
import java.util.List;

/// Seals stored objects otherwise, one after another, while clients read and write them: a client's
/// write always wins. Thread-safe.
///
/// Failures are [io.cofre.core.object.model.ObjectFailure] and [io.cofre.api.kms.KmsException];
/// then nothing was changed.
public final class Reseals {
  private final KeyNames names;
  private final Survey survey;
  private final KeySurvey keySurvey;
  private final Rewrapping rewrapping;
  private final Reencryption reencryption;

  Reseals(Room room, Catalog catalog, ObjectKeys keys) {
    this.names = new KeyNames(keys);
    this.survey = new Survey(room);
    this.keySurvey = new KeySurvey(room);
    this.rewrapping = new Rewrapping(room, catalog, keys, names);
    this.reencryption = new Reencryption(room, catalog, names);
  }

  /// Count the objects there are now.
  public long count(ResealScope scope) throws IOException {
    return survey.count(scope);
  }

  /// The next objects, by bucket and key.
  ///
  /// @param cursor where the page begins behind ([#cursor]), empty for the beginning
  public List<SealedObject> page(ResealScope scope, String cursor, int limit) throws IOException {
    return survey.page(scope, cursor, limit);
  }

  /// Where a page begins that follows an object.
  public static String cursor(SealedObject object) {
    return Survey.cursor(object);
  }

  /// Count the wrapped keys there are now: of objects, of uploads under way, and the store's own.
  ///
  /// @param store whether the store's own is looked at
  public long countKeys(ResealScope scope, boolean store) throws IOException {
    return keySurvey.count(scope, store);
  }

  /// The next wrapped keys, all of one kind: the store's own, then those of uploads, then those of
  /// objects; none where there are no more.
  ///
  /// @param store whether the store's own is looked at
  /// @param cursor where the page begins behind ([#cursor]), empty for the beginning
  public List<HeldKey> keys(ResealScope scope, boolean store, String cursor, int limit)
      throws IOException {
    return keySurvey.page(scope, store, cursor, limit);
  }

  /// Where a page begins that follows a key.
  public static String cursor(HeldKey key) {
    return KeySurvey.cursor(key);
  }

  /// The store's own key as it is kept now.
  public HeldKey storeKey() throws IOException {
    return keySurvey.storeKey();
  }

  /// Wrap a key again, under the newest version of the key that wraps it; the body that it is of,
  /// entity tag and date stay. Inside the KMS where the KMS can.
  ///
  /// @param newest the version of that key that wraps now, where the KMS tells; a key that it
  ///   wrapped is left alone. Empty for any
  public ResealOutcome rewrap(KeyHolder holder, String newest) throws IOException {
    return rewrapping.again(holder, newest);
  }

  /// Wrap a key under another key; the body that it is of, entity tag and date stay.
  ///
  /// @param kms the configured name of the KMS instance
  /// @param key the key there
  /// @param newest as for [#rewrap(KeyHolder, String)]
  public ResealOutcome rewrap(KeyHolder holder, String kms, KeyId key, String newest)
      throws IOException {
    return rewrapping.under(holder, kms, key, newest);
  }

  /// Whether a key of a KMS, by any of its names, wraps another, directly or through a bucket key.
  public boolean isUnder(Wrapping wrapping, String kms, KeyId key) {
    return names.isUnder(wrapping, kms, key);
  }

  /// Whether an object is sealed as a target says, but for the version of its key.
  public boolean isSealed(SealedObject object, ResealTarget target) throws IOException {
    return reencryption.isSealed(object, target);
  }

  /// Seal the body of an object anew, under a fresh key; entity tag, date, tags and parts stay.
  /// What was sealed is opened and compared with the object's checksum on the way.
  ///
  /// @param gate lets the body pass
  public ResealOutcome reencrypt(ObjectName name, ResealTarget target, ByteGate gate)
      throws IOException {
    return reencryption.run(name, target, gate);
  }
}
