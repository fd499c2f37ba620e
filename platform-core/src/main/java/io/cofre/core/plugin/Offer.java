package io.cofre.core.plugin;

import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Setting;
import java.util.List;

/// One provider that a plugin offers.
///
/// @param kind what it is
/// @param name the name operators write
/// @param provider the provider
/// @param settings what its `open` reads
/// @param source the file it came from, or `the platform`
/// @param loader the context class loader that its code runs with
public record Offer<P extends Provider>(
    PluginKind kind,
    String name,
    P provider,
    List<Setting<?>> settings,
    String source,
    ClassLoader loader) {

  /// Copies the settings.
  public Offer {
    settings = List.copyOf(settings);
  }

  /// Open, start or close something of the provider's, with its context class loader.
  public <T, E extends Exception> T call(PluginContextLoader.Work<T, E> work) throws E {
    return PluginContextLoader.call(loader, work);
  }

  <Q extends Provider> Offer<Q> as(Class<Q> service) {
    return new Offer<>(kind, name, service.cast(provider), settings, source, loader);
  }
}
