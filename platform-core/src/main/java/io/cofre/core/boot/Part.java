package io.cofre.core.boot;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.core.config.InstanceConfig;
import io.cofre.core.config.PluginSettings;
import io.cofre.core.plugin.Offer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/// An instance that the configuration names, and the provider that makes it.
///
/// @param instance what the operator wrote
/// @param offer the provider
/// @param settings the operator's values against the provider's settings
record Part<P extends Provider>(InstanceConfig instance, Offer<P> offer, PluginSettings settings) {

  /// Opens an instance.
  @FunctionalInterface
  interface Opening<P, T> {
    T open(P provider, Settings settings, PluginContext context) throws IOException;
  }

  /// Open it, with the plugin's own class loader at hand.
  ///
  /// @param home what relative paths are resolved against
  <T> T open(Path home, Opening<P, T> opening) throws CannotStart {
    PluginContext context = new PluginContext(instance.name(), home, Clock.systemUTC());
    try {
      return offer.call(() -> opening.open(offer.provider(), settings, context));
    } catch (InvalidSettings e) {
      throw new CannotStart(ExitStatus.CONFIG, settings.problem(e).text(), e);
    } catch (IOException e) {
      throw new CannotStart(
          ExitStatus.UNAVAILABLE, instance.path() + ": " + FileCause.withFile(e), e);
    } catch (RuntimeException | LinkageError e) {
      Logging.failed(Part.class, offer.source() + " failed to open", e);
      throw new CannotStart(
          ExitStatus.UNAVAILABLE,
          "%s: %s failed with %s; see the log"
              .formatted(instance.path(), offer.source(), e.getClass().getSimpleName()),
          e);
    }
  }
}
