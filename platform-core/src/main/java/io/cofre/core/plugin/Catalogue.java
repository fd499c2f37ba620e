package io.cofre.core.plugin;

import io.cofre.api.plugin.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers offers and refuses a name that is taken: "the first one wins" would let a jar's file
/// name decide how data is sealed.
final class Catalogue {
  private static final String PLATFORM = "the platform";
  private final List<Offer<?>> offers = new ArrayList<>();

  Catalogue(List<? extends Provider> own) {
    for (Provider provider : own) {
      for (PluginKind kind : PluginKind.values()) {
        if (kind.service().isInstance(provider)) {
          ClassLoader loader = provider.getClass().getClassLoader();
          offers.add(
              new Offer<>(kind, provider.name(), provider, provider.settings(), PLATFORM, loader));
        }
      }
    }
  }

  List<Offer<?>> offers() {
    return offers;
  }

  /// Take all offers of a jar, or none.
  void add(Path jar, List<Offer<?>> more) throws RefusedJar {
    int before = offers.size();
    for (Offer<?> one : more) {
      Optional<Offer<?>> taken = find(one);
      if (taken.isPresent()) {
        offers.subList(before, offers.size()).clear();
        throw new RefusedJar(
            new PluginProblem.NameTaken(jar, one.kind(), one.name(), by(jar, taken.get())));
      }
      offers.add(one);
    }
  }

  private Optional<Offer<?>> find(Offer<?> wanted) {
    return offers.stream()
        .filter(o -> o.kind() == wanted.kind() && o.name().equals(wanted.name()))
        .findFirst();
  }

  private static String by(Path jar, Offer<?> taken) {
    return taken.source().equals(FileNames.of(jar)) ? "another class of it" : taken.source();
  }
}
