package io.cofre.core.object;

import io.cofre.core.seal.Wrapping;
import java.util.Optional;

/// A wrapped key as a survey found it.
///
/// @param holder what keeps it
/// @param wrapping how it is kept; empty where the record is damaged
public record HeldKey(KeyHolder holder, Optional<Wrapping> wrapping) {}
