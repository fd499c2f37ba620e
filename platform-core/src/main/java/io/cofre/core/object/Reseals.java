package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.Sealing;
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
  private final Rewrapping rewrapping;
  private final Reencryption reencryption;

  Reseals(Room room, Catalog catalog, KeyNames names) {
    this.names = names;
    this.survey = new Survey(room);
    this.rewrapping = new Rewrapping(room, catalog, names);
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

  /// Wrap the key of an object again, under the newest version of the key that wraps it; its body,
  /// entity tag and date stay. Inside the KMS where the KMS can.
  ///
  /// @param newest the version of that key that wraps now, where the KMS tells; a key that it
  ///   wrapped is left alone. Empty for any
  public ResealOutcome rewrap(ObjectName name, String newest) throws IOException {
    return rewrapping.again(name, newest);
  }

  /// Wrap the key of an object under another key; its body, entity tag and date stay.
  ///
  /// @param kms the configured name of the KMS instance
  /// @param key the key there
  /// @param newest as for [#rewrap(ObjectName, String)]
  public ResealOutcome rewrap(ObjectName name, String kms, KeyId key, String newest)
      throws IOException {
    return rewrapping.under(name, kms, key, newest);
  }

  /// Whether a key of a KMS, by any of its names, wraps an object's, directly or through a bucket
  /// key.
  public boolean isUnder(Sealing sealing, String kms, KeyId key) {
    return names.isUnder(sealing, kms, key);
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
