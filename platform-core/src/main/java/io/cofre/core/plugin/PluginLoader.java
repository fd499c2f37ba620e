package io.cofre.core.plugin;

import io.cofre.api.plugin.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Loads the plugins of a folder, each into a module layer of its own.
///
/// All problems are collected; a jar with one takes no part in what is on offer. Plugins are loaded
/// once, at start, and never unloaded: their libraries' threads outlive any attempt to.
public final class PluginLoader {
  private final PluginFolder folder;
  private final Path temporary;
  private final NestedLibraries libraries;
  private final PlatformRules rules;
  private final TrustedSigners signers;

  /// Prepare to load a folder, unpacking libraries where the JVM keeps temporary files.
  ///
  /// @param folder where the jars are
  /// @param signers PEM files of the certificates whose holders may sign plugins; with any, every
  ///   jar must be signed by one of them
  public PluginLoader(Path folder, List<Path> signers) {
    this(
        folder,
        Path.of(System.getProperty("java.io.tmpdir")),
        NestedLibraries.usual(),
        TrustedSigners.of(signers));
  }

  PluginLoader(Path folder, Path temporary, NestedLibraries libraries) {
    this(folder, temporary, libraries, TrustedSigners.of(List.of()));
  }

  PluginLoader(Path folder, Path temporary, NestedLibraries libraries, TrustedSigners signers) {
    this.folder = new PluginFolder(folder);
    this.temporary = temporary;
    this.libraries = libraries;
    this.rules = PlatformRules.running();
    this.signers = signers;
  }

  /// Tell what is in the folder without running any plugin code.
  public List<PluginListing> list() throws IOException {
    List<PluginListing> listed = new ArrayList<>();
    Examination examined = Examination.of(folder, rules, signers);
    for (Path jar : folder.jars()) {
      listed.add(examined.listing(jar));
    }
    return listed;
  }

  /// Pin the jars as they are now: write `plugins.lock` beside them.
  ///
  /// @throws IOException if the file cannot be written
  public LockOutcome lock() throws IOException {
    return LockWriter.write(
        folder, signers.problems(), new JarReader(rules, PluginLock.none(), signers));
  }

  /// Whether a list of digests pins the jars.
  public boolean locked() {
    return PluginLock.of(folder).exists();
  }

  /// Return what is wrong with the folder, its list of digests, and the jars, as far as that can be
  /// told without running any plugin code.
  public List<PluginProblem> examine() {
    return Examination.of(folder, rules, signers).problems();
  }

  /// Load everything.
  ///
  /// @param own the platform's own providers, which plugins cannot replace
  public LoadedPlugins load(List<? extends Provider> own) {
    long begin = System.nanoTime();
    Examination examined = Examination.of(folder, rules, signers);
    List<PluginProblem> problems = new ArrayList<>(examined.problems());
    Catalogue catalogue = new Catalogue(own);
    List<LoadedJar> loaded = new ArrayList<>();
    if (examined.general().isEmpty() && !examined.accepted().isEmpty()) {
      try {
        PrivateFolder unpacked = PrivateFolder.in(temporary);
        PlatformView view = new PlatformView();
        for (PluginJar jar : examined.accepted()) {
          load(jar, unpacked, view, catalogue, problems).ifPresent(loaded::add);
        }
      } catch (IOException e) {
        problems.add(new PluginProblem.CannotUnpack(folder.path(), Causes.text(e)));
      }
    }
    Plugins plugins = new Plugins(folder.path(), examined.files(), catalogue.offers());
    return new LoadedPlugins(plugins, loaded, problems, since(begin));
  }

  private Optional<LoadedJar> load(
      PluginJar jar,
      PrivateFolder unpacked,
      PlatformView view,
      Catalogue catalogue,
      List<PluginProblem> problems) {
    long begin = System.nanoTime();
    try {
      PluginLayer layer = PluginLayer.define(jar, libraries.unpack(jar, unpacked), view);
      List<Offer<?>> offers = ProviderFinder.find(layer);
      catalogue.add(jar.path(), offers);
      return Optional.of(new LoadedJar(jar, offers, since(begin)));
    } catch (RefusedJar e) {
      problems.add(e.problem());
      return Optional.empty();
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
