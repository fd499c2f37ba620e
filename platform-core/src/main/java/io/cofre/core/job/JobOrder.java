package io.cofre.core.job;

/// What is to be done.
///
/// @param kind the name of a [JobKind]
/// @param description the kind's own document: a JSON object as text
/// @param options how hard
public record JobOrder(String kind, String description, JobOptions options) {}
