package io.cofre.core.boot;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Setting;
import io.cofre.api.storage.BlobStoreProvider;
import io.cofre.api.storage.MetadataStoreProvider;
import io.cofre.api.transport.TransportProvider;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.config.ConfigInput;
import io.cofre.core.config.ConfigLoader;
import io.cofre.core.config.ConfigOutcome;
import io.cofre.core.config.ConfigProblem;
import io.cofre.core.config.InstanceConfig;
import io.cofre.core.config.PluginSettings;
import io.cofre.core.plugin.LoadedPlugins;
import io.cofre.core.plugin.Offer;
import io.cofre.core.plugin.PluginKind;
import io.cofre.core.plugin.PluginLoader;
import io.cofre.core.plugin.PluginProblem;
import io.cofre.core.plugin.Plugins;
import io.cofre.core.transport.HelidonTransportProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the configuration, loads the plugins, and holds one against the other.
///
/// Everything that is wrong is told together; nothing is opened and nothing is written.
final class Preparation {
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, List<Setting<?>>> declared = new HashMap<>();
  private final Plugins plugins;
  private final List<PluginProblem> refused;

  private Preparation(LoadedPlugins loaded) {
    this.plugins = loaded.plugins();
    this.refused = loaded.problems();
    refused.stream().map(PluginProblem::text).forEach(problems::add);
  }

  /// Tells the configuration in effect, given the settings of the provider of each instance.
  @FunctionalInterface
  private interface EffectiveLines {
    List<String> lines(Map<String, List<Setting<?>>> declared);
  }

  static Blueprint prepare(ConfigInput input) throws CannotStart {
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Refused refused ->
          prepare(refused.readable(), refused.problems(), List.of(), _ -> List.of());
      case ConfigOutcome.Loaded loaded ->
          prepare(loaded.config(), List.of(), loaded.warnings(), loaded.effective()::lines);
    };
  }

  private static Blueprint prepare(
      CofreConfig config,
      List<ConfigProblem> problems,
      List<ConfigProblem> warnings,
      EffectiveLines effective)
      throws CannotStart {
    LoadedPlugins plugins =
        new PluginLoader(config.server().plugins(), config.server().pluginSigners())
            .load(List.of(new HelidonTransportProvider()));
    Preparation preparation = new Preparation(plugins);
    problems.stream().map(ConfigProblem::text).forEach(preparation.problems::add);
    warnings.stream().map(ConfigProblem::text).forEach(preparation.warnings::add);
    return preparation.assemble(config, plugins, effective);
  }

  private Blueprint assemble(CofreConfig config, LoadedPlugins loaded, EffectiveLines effective)
      throws CannotStart {
    Optional<Part<MetadataStoreProvider>> metadata =
        part(MetadataStoreProvider.class, PluginKind.METADATA, config.storage().metadata());
    Optional<Part<BlobStoreProvider>> blobs =
        part(BlobStoreProvider.class, PluginKind.BLOBS, config.storage().blobs());
    Map<String, Part<KmsProvider>> kms = new TreeMap<>();
    config
        .kms()
        .forEach((name, instance) ->
            part(KmsProvider.class, PluginKind.KMS, instance).ifPresent(p -> kms.put(name, p)));
    Map<String, Blueprint.Listener> listeners = new TreeMap<>();
    config
        .listeners()
        .forEach((name, listener) ->
            part(TransportProvider.class, PluginKind.TRANSPORT, listener.transport())
                .ifPresent(p -> listeners.put(name, new Blueprint.Listener(listener, p))));
    Map<String, CipherProvider> ciphers = ciphers(config.encryption().cipher());
    if (!problems.isEmpty()) {
      throw new CannotStart(ExitStatus.CONFIG, problems);
    }
    return new Blueprint(
        config,
        loaded,
        metadata.orElseThrow(),
        blobs.orElseThrow(),
        kms,
        ciphers,
        listeners,
        warnings,
        effective.lines(declared));
  }

  private <P extends Provider> Optional<Part<P>> part(
      Class<P> service, PluginKind kind, InstanceConfig instance) {
    Optional<Offer<P>> offer = plugins.find(service, instance.provider());
    if (offer.isEmpty()) {
      String key =
          kind == PluginKind.TRANSPORT
              ? instance.path() + ".transport"
              : instance.path() + ".provider";
      missing(instance.providerOrigin() + ": " + key, kind, instance.provider());
      return Optional.empty();
    }
    PluginSettings settings = new PluginSettings(instance, offer.get().settings());
    settings.problems().stream().map(ConfigProblem::text).forEach(problems::add);
    settings.warnings().stream().map(ConfigProblem::text).forEach(warnings::add);
    declared.put(instance.path(), offer.get().settings());
    return Optional.of(new Part<>(instance, offer.get(), settings));
  }

  private Map<String, CipherProvider> ciphers(String wanted) {
    Map<String, CipherProvider> ciphers = new TreeMap<>();
    for (Offer<?> offer : plugins.all()) {
      if (offer.provider() instanceof CipherProvider cipher) {
        ciphers.put(offer.name(), cipher);
      }
    }
    if (!ciphers.containsKey(wanted)) {
      missing("encryption.default.cipher", PluginKind.CIPHER, wanted);
    }
    return ciphers;
  }

  /// What a refused jar or folder would have brought is not told as missing a second time.
  private void missing(String place, PluginKind kind, String name) {
    boolean unread =
        kind != PluginKind.TRANSPORT
            && refused.stream().anyMatch(PluginProblem.FolderUnreadable.class::isInstance);
    if (unread || (!refused.isEmpty() && plugins.brought(kind, name))) {
      return;
    }
    problems.add(place + ": " + plugins.missing(kind, name));
  }
}
