package io.cofre.core.plugin;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;

/// The module layer of one plugin: its module, and its libraries as an unnamed module of their own.
///
/// The layer and its loaders live until the process ends: threads of libraries may still load
/// classes after the plugin was closed.
///
/// @param jar what was loaded
/// @param module the plugin's module
/// @param layer the layer that holds nothing else
record PluginLayer(PluginJar jar, Module module, ModuleLayer layer) {

  /// Define the module of a jar over its unpacked libraries.
  static PluginLayer define(PluginJar jar, List<URL> libraries, PlatformView view)
      throws RefusedJar {
    try {
      ModuleLayer boot = ModuleLayer.boot();
      ClassLoader parent =
          new URLClassLoader("libraries of " + jar.module(), libraries.toArray(URL[]::new), view);
      Configuration configuration =
          boot.configuration()
              .resolve(ModuleFinder.of(jar.path()), ModuleFinder.of(), Set.of(jar.module()));
      ModuleLayer.Controller controller =
          ModuleLayer.defineModulesWithOneLoader(configuration, List.of(boot), parent);
      Module module = controller.layer().findModule(jar.module()).orElseThrow();
      open(controller, module, parent.getUnnamedModule());
      return new PluginLayer(jar, module, controller.layer());
    } catch (RuntimeException | LinkageError e) {
      throw new RefusedJar(new PluginProblem.Unresolved(jar.path(), jar.module(), Causes.text(e)));
    }
  }

  /// Let the plugin use its libraries, and its libraries reflect on it, as object mappers do.
  @SuppressWarnings("restricted") // done only where the platform itself was allowed native access
  private static void open(ModuleLayer.Controller controller, Module module, Module libraries) {
    controller.addReads(module, libraries);
    for (String name : module.getPackages()) {
      controller.addOpens(module, name, libraries);
    }
    if (PluginLayer.class.getModule().isNativeAccessEnabled()) {
      controller.enableNativeAccess(module);
    }
  }
}
