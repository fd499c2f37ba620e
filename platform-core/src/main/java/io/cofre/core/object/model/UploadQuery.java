package io.cofre.core.object.model;

/// Asks for a page of a listing of uploads under way.
///
/// @param bucket where
/// @param prefix what keys begin with, may be empty
/// @param delimiter where keys are rolled up behind the prefix; empty for not at all
/// @param afterKey the page begins behind this key; empty for the beginning
/// @param afterUpload and, within that key, behind this upload; empty means behind all of them
/// @param limit how many at most, 0 to 1,000
public record UploadQuery(
    String bucket,
    String prefix,
    String delimiter,
    String afterKey,
    String afterUpload,
    int limit) {}
