package io.cofre.core.object.model;

/// Names an object: its bucket and its key, both decoded.
public record ObjectName(String bucket, String key) {}
