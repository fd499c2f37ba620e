package io.cofre.core.object.model;

import io.cofre.core.checksum.Checksum;
import java.time.Instant;

/// A part of a multipart upload, or of the object it became.
///
/// @param number 1 to 10,000
/// @param size length of its content in bytes
/// @param etag its entity tag
/// @param checksum its checksum
/// @param modified when it was written
public record PartInfo(int number, long size, ETag etag, Checksum checksum, Instant modified) {}
