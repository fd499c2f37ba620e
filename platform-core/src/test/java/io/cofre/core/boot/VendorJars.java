package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// Makes jars that offer a KMS with two settings.
final class VendorJars {
  private VendorJars() {}

  static void make(Path jar, Path work, String module, String members) throws IOException {
    make(jar, work, module, module + "-kms", members);
  }

  static void make(Path jar, Path work, String module, String name, String members)
      throws IOException {
    Path source = Files.createDirectories(work.resolve("src").resolve(module));
    Path info =
        Files.writeString(
            work.resolve("src").resolve("module-info.java"),
            "module %s { requires cofre.api; provides io.cofre.api.kms.KmsProvider with %s.P; }"
                .formatted(module, module));
    Path provider =
        Files.writeString(
            source.resolve("P.java"),
            """
            package %s;
            import io.cofre.api.kms.*;
            import io.cofre.api.plugin.*;
            import java.util.List;
            public class P implements KmsProvider {
              %s
              public String name() { return "%s"; }
              public List<Setting<?>> settings() {
                return List.of(
                    Setting.uri("endpoint", "Where the door is.").or("https://localhost:1"),
                    Setting.secret("token", "What opens the door."));
              }
              public Kms open(Settings s, PluginContext c) { throw new UnsupportedOperationException(); }
            }
            """
                .formatted(module, members, name));
    Path classes = work.resolve("classes");
    tool(
        "javac",
        "-d",
        classes.toString(),
        "-proc:none",
        "--module-version",
        "1.2.3",
        "--module-path",
        api(),
        info.toString(),
        provider.toString());
    tool("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
  }

  private static String api() {
    return ModuleLayer.boot()
        .configuration()
        .findModule("cofre.api")
        .flatMap(module -> module.reference().location())
        .map(location -> Path.of(location).toString())
        .orElseThrow();
  }

  private static void tool(String name, String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    List<String> all = new ArrayList<>(List.of(arguments));
    int status =
        ToolProvider.findFirst(name).orElseThrow().run(out, out, all.toArray(String[]::new));
    assertEquals(0, status, said::toString);
  }
}
