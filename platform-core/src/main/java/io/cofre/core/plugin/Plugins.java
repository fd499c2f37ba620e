package io.cofre.core.plugin;

import io.cofre.api.plugin.Provider;
import io.cofre.core.suggest.Suggestion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything on offer: the providers of the loaded plugins and of the platform itself.
///
/// Immutable.
public final class Plugins {
  private final Path folder;
  private final List<String> files;
  private final List<Offer<?>> offers;

  Plugins(Path folder, List<String> files, List<Offer<?>> offers) {
    this.folder = folder;
    this.files = List.copyOf(files);
    this.offers = List.copyOf(offers);
  }

  /// All offers: the platform's own first, then by file name.
  public List<Offer<?>> all() {
    return offers;
  }

  /// Find a provider by its service interface and name.
  public <P extends Provider> Optional<Offer<P>> find(Class<P> service, String name) {
    return find(kindOf(service), name).map(offer -> offer.as(service));
  }

  /// Find a provider by its kind and name.
  public Optional<Offer<?>> find(PluginKind kind, String name) {
    return offers.stream()
        .filter(offer -> offer.kind() == kind && offer.name().equals(name))
        .findFirst();
  }

  /// Say what is wrong with a name that [#find(PluginKind, String)] does not find, and the cure.
  public String missing(PluginKind kind, String name) {
    List<String> names =
        offers.stream().filter(o -> o.kind() == kind).map(Offer::name).sorted().toList();
    Optional<String> meant = Suggestion.among(names, name);
    String cure =
        meant
            .map(one -> "did you mean '" + one + "'?")
            .or(() -> KnownJars.of(kind, name).map(jar -> "add " + jar))
            .orElse("add the jar that brings it");
    return "'%s': no plugin in %s offers %s '%s'; offered: %s; plugin jars there: %s; %s"
        .formatted(name, folder, kind.words(), name, orNone(names), orNone(files), cure);
  }

  /// Say whether the jar that is known to bring a name lies in the folder: then it was refused.
  public boolean brought(PluginKind kind, String name) {
    return KnownJars.of(kind, name).filter(files::contains).isPresent();
  }

  private static PluginKind kindOf(Class<? extends Provider> service) {
    return PluginKind.ofService(service.getName())
        .orElseThrow(() -> new IllegalArgumentException("no service: " + service.getName()));
  }

  private static String orNone(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
