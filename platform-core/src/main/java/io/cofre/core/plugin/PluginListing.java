package io.cofre.core.plugin;

import java.util.Optional;

/// What can be told of a jar without running its code.
///
/// @param file the name of the file
/// @param digest its SHA-256 in hexadecimal, empty when it cannot be read
/// @param signer who signed it whole, `broken`, or empty when nobody did
/// @param jar what it says of itself, when it can be understood
/// @param problem why it would be refused, if it would
public record PluginListing(
    String file,
    String digest,
    String signer,
    Optional<PluginJar> jar,
    Optional<PluginProblem> problem) {}
