package io.cofre.core.plugin;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.List;

/// What a jar says of itself; none of its code has run.
///
/// @param path where it is
/// @param descriptor its module-info
/// @param version its own version, or `unknown`
/// @param api the service interfaces it was compiled against
/// @param kinds what it says it offers
/// @param libraries the entries of its libraries, sorted
public record PluginJar(
    Path path,
    ModuleDescriptor descriptor,
    String version,
    ApiVersion api,
    List<PluginKind> kinds,
    List<String> libraries) {

  /// Copies the lists.
  public PluginJar {
    kinds = List.copyOf(kinds);
    libraries = List.copyOf(libraries);
  }

  /// The name of its module.
  public String module() {
    return descriptor.name();
  }

  /// The name of its file.
  public String file() {
    return FileNames.of(path);
  }
}
