package io.cofre.core.object.model;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import java.time.Instant;

/// A multipart upload under way.
///
/// @param name the object it will become
/// @param id the upload's id, unguessable
/// @param started when it began
/// @param algorithm the checksum of its parts
/// @param type how the object's checksum will be made of those of the parts
/// @param checksumAsked whether the client named the algorithm when it began the upload
/// @param owner the account that began it
/// @param protection how the object will be sealed
public record Upload(
    ObjectName name,
    String id,
    Instant started,
    ChecksumAlgorithm algorithm,
    Checksum.Type type,
    boolean checksumAsked,
    String owner,
    Protection protection) {

  /// The same, of another owner and sealed otherwise.
  public Upload with(String other, Protection sealed) {
    return new Upload(name, id, started, algorithm, type, checksumAsked, other, sealed);
  }
}
