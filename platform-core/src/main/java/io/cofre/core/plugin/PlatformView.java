package io.cofre.core.plugin;

import io.cofre.api.plugin.Provider;
import java.lang.module.ResolvedModule;
import java.util.HashSet;
import java.util.Set;

/// The parent of every plugin's libraries: the JDK and the service interfaces, nothing else of the
/// platform.
///
/// Its own parent is the platform class loader, for JDK services (JNDI, say) are looked up along
/// the parents. That loader would hand out every class of every module of the boot layer, so the
/// packages of the core, of Helidon and of their libraries are refused here.
final class PlatformView extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Set<String> hidden;

  PlatformView() {
    super("cofre-platform-view", ClassLoader.getPlatformClassLoader());
    hidden = hiddenPackages(ModuleLayer.boot());
  }

  private static Set<String> hiddenPackages(ModuleLayer boot) {
    Module api = Provider.class.getModule();
    Set<String> hidden = new HashSet<>();
    for (ResolvedModule resolved : boot.configuration().modules()) {
      Module module = boot.findModule(resolved.name()).orElseThrow();
      if (!ofJdk(resolved)) {
        module.getPackages().stream()
            .filter(name -> !(module.equals(api) && module.isExported(name)))
            .forEach(hidden::add);
      }
    }
    return Set.copyOf(hidden);
  }

  // By name and not by place: in a linked runtime image the core lies beside the JDK's modules.
  private static boolean ofJdk(ResolvedModule module) {
    return module.name().startsWith("java.") || module.name().startsWith("jdk.");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int end = name.lastIndexOf('.');
    if (end > 0 && hidden.contains(name.substring(0, end))) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }
}
