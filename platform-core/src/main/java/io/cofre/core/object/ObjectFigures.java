package io.cofre.core.object;

import io.cofre.core.object.blob.BlobFigures;

/// What happened in the room since it was opened, for the metrics.
///
/// @param blobs what became of blobs
/// @param damagedRecords how many damaged records listings met
public record ObjectFigures(BlobFigures blobs, long damagedRecords) {}
