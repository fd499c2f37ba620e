package io.cofre.core.object.model;

import io.cofre.core.checksum.Checksum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a stored object without reading its content.
///
/// @param name its bucket and key
/// @param version the id of this version, unique in the store; not shown to clients of unversioned
///   buckets
/// @param size length of the content in bytes
/// @param modified when it was written, to the millisecond
/// @param etag its entity tag
/// @param attributes what the client said of it
/// @param tags its tags
/// @param checksum its checksum, when it has one
/// @param parts the parts in order, empty unless it was uploaded in parts
/// @param owner the account that wrote it
/// @param protection how it is sealed
public record ObjectInfo(
    ObjectName name,
    String version,
    long size,
    Instant modified,
    ETag etag,
    Attributes attributes,
    Tags tags,
    Optional<Checksum> checksum,
    List<PartInfo> parts,
    String owner,
    Protection protection) {

  /// Copies the parts.
  public ObjectInfo {
    parts = List.copyOf(parts);
  }
}
