package io.cofre.core.object.model;

/// A request to store an object.
///
/// @param name where
/// @param attributes what is said of it
/// @param tags its tags
/// @param condition what must hold at the moment it is stored
/// @param owner the account that writes it
/// @param encryption how it shall be sealed
public record PutObject(
    ObjectName name,
    Attributes attributes,
    Tags tags,
    WriteCondition condition,
    String owner,
    EncryptionChoice encryption) {

  /// A request that says nothing of sealing.
  public PutObject(
      ObjectName name, Attributes attributes, Tags tags, WriteCondition condition, String owner) {
    this(name, attributes, tags, condition, owner, new EncryptionChoice.ByBucket());
  }
}
