package io.cofre.core.object.model;

import io.cofre.core.checksum.Checksum;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A request to make an object of uploaded parts.
///
/// @param name the object
/// @param id the upload
/// @param parts the chosen parts, in the order the client gave
/// @param claimed the checksum the client expects of the whole
/// @param size the size the client expects of the whole (`x-amz-mp-object-size`)
/// @param condition what must hold at the moment the object is stored
public record CompleteUpload(
    ObjectName name,
    String id,
    List<ChosenPart> parts,
    Optional<Checksum> claimed,
    OptionalLong size,
    WriteCondition condition) {

  /// A part as the client names it.
  ///
  /// @param number 1 to 10,000
  /// @param etag the tag it was answered
  /// @param checksum the checksum, when the client repeats it
  public record ChosenPart(int number, ETag etag, Optional<Checksum> checksum) {}

  /// Copies the parts.
  public CompleteUpload {
    parts = List.copyOf(parts);
  }
}
