package io.cofre.core.object.blob;

/// What became of blobs since the start, for the metrics.
///
/// @param swept blobs removed because a broken write had left them
/// @param deleted blobs removed because their objects were deleted or replaced
/// @param pending blobs waiting to be deleted
/// @param held deleted blobs that are still being read
public record BlobFigures(long swept, long deleted, int pending, int held) {}
