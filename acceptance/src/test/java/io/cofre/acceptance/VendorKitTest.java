package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What vendors get agrees with what the build uses.
class VendorKitTest {
  private static final Path SOURCE = Path.of(System.getProperty("cofre.source"));
  private static final Pattern VERSION = Pattern.compile("<([a-z-]+\\.version)>([^<]+)</\\1>");

  private static Map<String, String> versions(Path pom) throws Exception {
    Map<String, String> versions = new TreeMap<>();
    Matcher found = VERSION.matcher(Files.readString(pom));
    while (found.find()) {
      versions.put(found.group(1), found.group(2));
    }
    return versions;
  }

  @Test
  void the_parent_of_plugins_has_the_versions_of_the_root() throws Exception {
    Map<String, String> root = versions(SOURCE.resolve("pom.xml"));
    root.put("cofre.version", System.getProperty("cofre.version"));
    Map<String, String> vendors = versions(SOURCE.resolve("cofre-plugin-parent/pom.xml"));
    assertTrue(vendors.size() >= 10, vendors.toString());
    vendors.forEach((name, version) -> assertEquals(root.get(name), version, name));
    assertTrue(
        Files.readString(SOURCE.resolve("cofre-plugin-parent/pom.xml"))
            .contains("<version>" + System.getProperty("cofre.version") + "</version>"));
  }

  @Test
  void the_kit_gives_a_jar_the_modules_that_a_server_has() throws Exception {
    String script = Files.readString(SOURCE.resolve("distribution/src/main/build/assemble.sh"));
    Matcher lines = Pattern.compile("(?m)^modules=(?:\\$modules,)?(.*)$").matcher(script);
    StringBuilder modules = new StringBuilder();
    while (lines.find()) {
      modules.append(modules.isEmpty() ? "" : ",").append(lines.group(1));
    }
    String kit =
        Files.readString(
            SOURCE.resolve("platform-tck/src/main/java/io/cofre/tck/PlatformProcess.java"));
    String page = Files.readString(SOURCE.resolve("docs/plugin-author/jar.md"));
    assertTrue(modules.toString().contains("jdk.zipfs"), script);
    assertEquals(
        modules.toString(),
        kit.substring(kit.indexOf("JDK_MODULES"), kit.indexOf("LOADER"))
            .replaceAll("(?s)[^\"]*\"([^\"]*)\"[^\"]*", "$1"));
    for (String module : modules.toString().split(",")) {
      assertTrue(page.contains(module), module);
    }
  }
}
