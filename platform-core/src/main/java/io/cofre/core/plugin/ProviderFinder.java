package io.cofre.core.plugin;

import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes the providers of a layer and asks each for its name and settings: the first code of a
/// plugin that runs.
final class ProviderFinder {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}"); // P2

  private ProviderFinder() {}

  static List<Offer<?>> find(PluginLayer plugin) throws RefusedJar {
    ClassLoader loader = plugin.module().getClassLoader();
    List<Offer<?>> found = new ArrayList<>();
    for (PluginKind kind : plugin.jar().kinds()) {
      found.addAll(PluginContextLoader.call(loader, () -> find(plugin, kind, loader)));
    }
    return List.copyOf(found);
  }

  private static List<Offer<?>> find(PluginLayer plugin, PluginKind kind, ClassLoader loader)
      throws RefusedJar {
    List<Offer<?>> found = new ArrayList<>();
    for (ServiceLoader.Provider<? extends Provider> one : providers(plugin, kind)) {
      found.add(offer(plugin, kind, one, loader));
    }
    return found;
  }

  private static List<? extends ServiceLoader.Provider<? extends Provider>> providers(
      PluginLayer plugin, PluginKind kind) throws RefusedJar {
    try {
      return ServiceLoader.load(plugin.layer(), kind.service()).stream()
          // the loader walks the parent layers too
          .filter(one -> one.type().getModule().equals(plugin.module()))
          .toList();
    } catch (Exception | LinkageError | ServiceConfigurationError e) {
      throw broken(plugin.jar().path(), "its " + kind.words() + " cannot be loaded", e);
    }
  }

  private static Offer<?> offer(
      PluginLayer plugin,
      PluginKind kind,
      ServiceLoader.Provider<? extends Provider> one,
      ClassLoader loader)
      throws RefusedJar {
    Path jar = plugin.jar().path();
    String made = one.type().getName();
    try {
      Provider provider = one.get();
      String name = provider.name();
      List<Setting<?>> settings = provider.settings();
      if (name == null || settings == null || settings.stream().anyMatch(Objects::isNull)) {
        throw new RefusedJar(new PluginProblem.Broken(jar, made, "its name or settings are null"));
      }
      if (!NAME.matcher(name).matches()) {
        throw new RefusedJar(new PluginProblem.BadName(jar, kind, printable(name)));
      }
      checkSettings(jar, made, settings);
      return new Offer<>(kind, name, provider, settings, plugin.jar().file(), loader);
    } catch (RefusedJar | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // an AbstractMethodError of another API comes from name()
      throw broken(jar, made + " cannot be made", e);
    }
  }

  private static void checkSettings(Path jar, String made, List<Setting<?>> settings)
      throws RefusedJar {
    Set<String> seen = new HashSet<>();
    for (Setting<?> setting : settings) {
      if (!seen.add(setting.key())) {
        String cause = "it declares the setting '" + setting.key() + "' twice";
        throw new RefusedJar(new PluginProblem.Broken(jar, made, cause));
      }
    }
  }

  private static String printable(String name) {
    String text = name.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private static RefusedJar broken(Path jar, String what, Throwable cause) {
    return new RefusedJar(new PluginProblem.Broken(jar, what, Causes.text(cause)));
  }
}
