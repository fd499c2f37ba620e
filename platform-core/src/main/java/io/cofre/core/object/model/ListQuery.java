package io.cofre.core.object.model;

/// Asks for a page of a listing of objects.
///
/// @param bucket where
/// @param prefix what keys begin with, may be empty
/// @param delimiter where keys are rolled up behind the prefix; empty for not at all
/// @param after the page begins behind this key or common prefix; empty for the beginning
/// @param limit how many keys and common prefixes at most, 0 to 1,000
public record ListQuery(String bucket, String prefix, String delimiter, String after, int limit) {}
