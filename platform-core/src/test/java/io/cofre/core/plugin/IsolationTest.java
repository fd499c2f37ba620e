package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.CipherProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a plugin sees: the JDK, the interfaces, its own libraries, and nothing else.
class IsolationTest extends PluginFixture {

  /// A plugin whose name() tells what became of loading a class.
  private void probe(String jar, String module, String className) throws IOException {
    String body =
        """
        try {
          Class.forName("%s");
          return "%s-sees";
        } catch (ClassNotFoundException e) {
          return "%s-sees-not";
        }
        """
            .formatted(className, module, module);
    JarMaker.cipher(work, module, "x")
        .source(module + ".P", JarMaker.cipherClass(module, body, ""))
        .to(jar(jar));
  }

  private List<String> names() throws IOException {
    LoadedPlugins loaded = load();
    assertEquals(List.of(), loaded.problems());
    return loaded.plugins().all().stream().map(Offer::name).toList();
  }

  @Test
  void the_interfaces_are_a_named_module_here() {
    assertTrue(ModuleLayer.boot().findModule("cofre.api").isPresent());
    assertTrue(ModuleLayer.boot().findModule("io.helidon.http").isPresent());
  }

  @Test
  void a_plugin_sees_the_interfaces_and_the_jdk() throws IOException {
    probe("a.jar", "one", "io.cofre.api.kms.Kms");
    probe("b.jar", "two", "java.util.logging.Logger");
    probe("c.jar", "three", "javax.naming.InitialContext");
    assertEquals(List.of("one-sees", "two-sees", "three-sees"), names());
  }

  @Test
  void a_plugin_sees_neither_the_core_nor_its_libraries() throws IOException {
    probe("a.jar", "one", "io.cofre.core.plugin.PluginLoader");
    probe("b.jar", "two", "io.helidon.http.Status");
    probe("c.jar", "three", "org.yaml.snakeyaml.Yaml");
    probe("d.jar", "four", "org.junit.jupiter.api.Test");
    assertEquals(
        List.of("one-sees-not", "two-sees-not", "three-sees-not", "four-sees-not"), names());
  }

  @Test
  void a_plugin_does_not_see_another() throws IOException {
    JarMaker.cipher(work, "first", "FIRST").to(jar("a.jar"));
    probe("b.jar", "second", "first.P");
    assertEquals(List.of("FIRST", "second-sees-not"), names());
  }

  @Test
  void a_plugin_does_not_see_the_libraries_of_another() throws IOException {
    withLibrary("a.jar", "first", JarMaker.library(work, "lib1.jar", "v1"));
    probe("b.jar", "second", "lib.Version");
    assertEquals(List.of("v1", "second-sees-not"), names());
  }

  @Test
  void each_plugin_has_its_own_version_of_a_library() throws IOException {
    withLibrary("a.jar", "one", JarMaker.library(work, "lib1.jar", "v1"));
    withLibrary("b.jar", "two", JarMaker.library(work, "lib2.jar", "v2"));
    assertEquals(List.of("v1", "v2"), names());
  }

  private void withLibrary(String jar, String module, Path library) throws IOException {
    JarMaker.cipher(work, module, "x")
        .source(module + ".P", JarMaker.cipherClass(module, "return lib.Version.get();", ""))
        .option("--add-reads", module + "=ALL-UNNAMED")
        .library("lib-1.0.jar", library)
        .to(jar(jar));
  }

  @Test
  void a_library_finds_services_and_reflects_on_the_plugin() throws IOException {
    Path library =
        new JarMaker(work)
            .source(
                "lib.Look",
                """
                package lib;
                public class Look {
                  public static String at(Object o) {
                    try {
                      var field = o.getClass().getDeclaredField("hidden");
                      field.setAccessible(true);
                      return (String) field.get(o);
                    } catch (ReflectiveOperationException e) {
                      return e.toString();
                    }
                  }
                }
                """)
            .to(work.resolve("look.jar"));
    JarMaker.cipher(work, "one", "x")
        .source(
            "one.P",
            JarMaker.cipherClass(
                "one", "return lib.Look.at(this);", "private String hidden = \"found\";"))
        .option("--add-reads", "one=ALL-UNNAMED")
        .library("look.jar", library)
        .to(jar("a.jar"));
    assertEquals(List.of("found"), names());
  }

  @Test
  void plugin_code_runs_with_its_own_context_loader() throws IOException {
    String body =
        "return Thread.currentThread().getContextClassLoader() == P.class.getClassLoader()"
            + " ? \"own\" : \"other\";";
    JarMaker.cipher(work, "one", "x")
        .source("one.P", JarMaker.cipherClass("one", body, ""))
        .to(jar("a.jar"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    LoadedPlugins loaded = load();
    assertSame(before, Thread.currentThread().getContextClassLoader());
    Offer<CipherProvider> offer = loaded.plugins().find(CipherProvider.class, "own").orElseThrow();
    assertNotSame(before, offer.loader());
    assertEquals("own", offer.call(() -> offer.provider().name()));
    assertEquals("other", offer.provider().name());
  }

  @Test
  void libraries_lie_in_a_private_folder() throws IOException {
    withLibrary("a.jar", "one", JarMaker.library(work, "lib1.jar", "v1"));
    names();
    try (Stream<Path> files = Files.list(temporary)) {
      Path made = files.findFirst().orElseThrow();
      assertEquals(
          "rwx------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(made)));
    }
  }

  @Test
  void what_a_killed_process_left_is_removed_and_what_lives_is_not() throws IOException {
    Path left = Files.createDirectories(temporary.resolve("cofre-plugins-1"));
    Files.createFile(left.resolve("lock"));
    Files.createFile(Files.createDirectory(left.resolve("m")).resolve("lib.jar"));
    Path starting = Files.createDirectory(temporary.resolve("cofre-plugins-2"));
    Path other = Files.createDirectory(temporary.resolve("other"));
    PrivateFolder first = PrivateFolder.in(temporary);
    Path living = first.folder("m");
    PrivateFolder second = PrivateFolder.in(temporary);
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(starting));
    assertTrue(Files.exists(other));
    assertTrue(Files.exists(living));
    first.remove();
    second.remove();
    assertFalse(Files.exists(living));
  }

  @Test
  void loaders_of_two_plugins_differ() throws IOException {
    JarMaker.cipher(work, "one", "ONE").to(jar("a.jar"));
    JarMaker.cipher(work, "two", "TWO").to(jar("b.jar"));
    List<Offer<?>> offers = load().plugins().all();
    assertNotEquals(offers.get(0).loader(), offers.get(1).loader());
  }

  @Test
  void a_plugin_and_its_libraries_may_use_native_code() throws IOException {
    withLibrary("a.jar", "one", JarMaker.library(work, "lib1.jar", "v1"));
    Offer<?> offer = load().plugins().all().getFirst();
    assertTrue(offer.provider().getClass().getModule().isNativeAccessEnabled());
    assertTrue(offer.loader().getParent().getUnnamedModule().isNativeAccessEnabled());
  }

  @Test
  void every_jar_reports_what_it_cost() throws IOException {
    JarMaker.cipher(work, "one", "ONE").to(jar("a.jar"));
    LoadedPlugins loaded = load();
    assertTrue(loaded.jars().getFirst().took().isPositive());
    assertTrue(loaded.took().compareTo(loaded.jars().getFirst().took()) >= 0);
  }
}
