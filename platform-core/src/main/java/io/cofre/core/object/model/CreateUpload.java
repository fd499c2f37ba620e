package io.cofre.core.object.model;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;

/// A request to begin a multipart upload.
///
/// @param object the object as it is to be stored in the end; its condition is not looked at
/// @param algorithm the checksum of the parts
/// @param type how the object's checksum is made of those of the parts
/// @param checksumAsked whether the client named the algorithm
public record CreateUpload(
    PutObject object, ChecksumAlgorithm algorithm, Checksum.Type type, boolean checksumAsked) {}
