package io.cofre.core.plugin;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Path;
import java.util.Optional;

/// Judges the descriptor of a plugin by what the running platform is.
///
/// The module system makes none of these checks: a plugin that requires the core resolves and
/// works, and one that is named like a module of the platform loads.
///
/// @param boot the platform's modules
/// @param api the version of the service interfaces that runs
record PlatformRules(ModuleLayer boot, ApiVersion api) {
  private static final String API = "cofre.api";
  private static final String CORE = "cofre.core";
  private static final String ANNOTATIONS = "org.jspecify";

  /// Take the modules and the version of the running platform.
  static PlatformRules running() {
    ModuleLayer boot = ModuleLayer.boot();
    ApiVersion api =
        boot.findModule(API)
            .flatMap(module -> module.getDescriptor().rawVersion())
            .flatMap(ApiVersion::parse)
            .orElseThrow(
                () -> new IllegalStateException("cofre.api is no named module with a version"));
    return new PlatformRules(boot, api);
  }

  /// Return the version of the service interfaces that the plugin was compiled against.
  ApiVersion check(Path jar, ModuleDescriptor plugin) throws RefusedJar {
    checkName(jar, plugin);
    checkPackages(jar, plugin);
    for (Requires required : plugin.requires()) {
      checkRequired(jar, plugin, required);
    }
    return checkApi(jar, plugin);
  }

  private void checkName(Path jar, ModuleDescriptor plugin) throws RefusedJar {
    String name = plugin.name();
    if (name.equals(API) || name.equals(CORE)) {
      throw new RefusedJar(new PluginProblem.ShadowsPlatform(jar, "the module " + name));
    }
    if (boot.findModule(name).isPresent()) {
      throw new RefusedJar(new PluginProblem.ModuleTaken(jar, name, "the platform"));
    }
  }

  private static void checkPackages(Path jar, ModuleDescriptor plugin) throws RefusedJar {
    Optional<String> shadow =
        plugin.packages().stream().filter(PlatformRules::ownPackage).sorted().findFirst();
    if (shadow.isPresent()) {
      throw new RefusedJar(new PluginProblem.ShadowsPlatform(jar, "the package " + shadow.get()));
    }
  }

  /// Say whether only the platform may bring a package.
  static boolean ownPackage(String name) {
    return isOrIsIn(name, "io.cofre.api") || isOrIsIn(name, "io.cofre.core");
  }

  private static boolean isOrIsIn(String name, String root) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  private void checkRequired(Path jar, ModuleDescriptor plugin, Requires required)
      throws RefusedJar {
    String name = required.name();
    boolean optional = required.modifiers().contains(Requires.Modifier.STATIC);
    boolean here = boot.findModule(name).isPresent();
    boolean open = name.equals(API) || name.startsWith("java.") || name.startsWith("jdk.");
    // An optional module that is here would be read all the same: only absent ones do no harm.
    boolean harmless = optional && (!here || name.equals(ANNOTATIONS));
    if (!open && !harmless) {
      throw new RefusedJar(new PluginProblem.ForbiddenModule(jar, plugin.name(), name));
    }
    if (!here && !optional) {
      throw new RefusedJar(new PluginProblem.MissingJdkModule(jar, plugin.name(), name));
    }
  }

  private ApiVersion checkApi(Path jar, ModuleDescriptor plugin) throws RefusedJar {
    Optional<Requires> required =
        plugin.requires().stream().filter(r -> r.name().equals(API)).findFirst();
    if (required.isEmpty()) {
      throw new RefusedJar(new PluginProblem.OffersNothing(jar, plugin.name()));
    }
    ApiVersion compiled =
        required
            .flatMap(Requires::rawCompiledVersion)
            .flatMap(ApiVersion::parse)
            .orElseThrow(() -> new RefusedJar(new PluginProblem.ApiUnknown(jar, plugin.name())));
    if (!api.accepts(compiled)) {
      throw new RefusedJar(new PluginProblem.WrongApi(jar, compiled, api));
    }
    return compiled;
  }
}
