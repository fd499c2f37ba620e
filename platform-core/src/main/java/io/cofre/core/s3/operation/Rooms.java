package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.object.StoredObjects;
import io.cofre.core.object.Uploads;
import io.cofre.core.s3.sse.Sse;

/// What operations work on.
///
/// @param buckets the buckets
/// @param objects the objects
/// @param uploads the multipart uploads
/// @param sse reads and writes what is said of encryption
public record Rooms(Buckets buckets, StoredObjects objects, Uploads uploads, Sse sse) {}
