package ${package};

import io.cofre.tck.PluginJarContract;

/// The built jar keeps every rule of a plugin's jar.
class PluginJarIT extends PluginJarContract {}
