package io.cofre.core.plugin;

import java.time.Duration;
import java.util.List;

/// A plugin that was loaded.
///
/// @param jar what it says of itself
/// @param offers what it offers
/// @param took how long unpacking, defining and asking took
public record LoadedJar(PluginJar jar, List<Offer<?>> offers, Duration took) {

  /// Copies the offers.
  public LoadedJar {
    offers = List.copyOf(offers);
  }
}
