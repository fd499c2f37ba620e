package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FolderAndLockTest extends PluginFixture {
  private Path good;

  @BeforeEach
  void makeJar() throws IOException {
    good = JarMaker.cipher(work, "good", "GOOD").to(jar("good.jar"));
  }

  private void lock(String... lines) throws IOException {
    Files.write(plugins.resolve("plugins.lock"), List.of(lines));
  }

  private List<String> problems() throws IOException {
    return load().problems().stream().map(PluginProblem::text).toList();
  }

  @Test
  void a_folder_that_is_not_there() {
    LoadedPlugins loaded =
        new PluginLoader(temp.resolve("none"), temporary, NestedLibraries.usual()).load(List.of());
    says(loaded.problems().getFirst().text(), "none: cannot be listed", "make the folder");
  }

  @Test
  void a_folder_that_others_can_write() throws IOException {
    only(plugins, "rwxrwxr-x");
    says(problems().getFirst(), "can be written by its group", "chmod go-w");
    only(plugins, "rwxr-xrwx");
    LoadedPlugins loaded = load();
    says(loaded.problems().getFirst().text(), "can be written by everybody");
    assertEquals(List.of(), loaded.jars());
  }

  @Test
  void without_a_lock_every_jar_is_taken() throws IOException {
    assertEquals(List.of(), problems());
  }

  @Test
  void a_jar_with_the_listed_digest_is_taken() throws IOException {
    lock("# ours", "", Digests.sha256(good) + "  good.jar");
    assertEquals(List.of(), problems());
  }

  @Test
  void a_jar_with_another_digest_is_refused() throws IOException {
    lock("0".repeat(64) + " *good.jar");
    says(problems().getFirst(), "its SHA-256 is " + Digests.sha256(good), "says 0000");
  }

  @Test
  void a_jar_that_is_not_listed_is_refused_before_it_is_read() throws IOException {
    JarMaker.write(jar("new.jar"), new byte[] {1});
    lock(Digests.sha256(good) + "  good.jar");
    List<String> problems = problems();
    assertEquals(1, problems.size());
    says(problems.getFirst(), "new.jar: not listed", "cofre plugins lock", "add the line '");
  }

  @Test
  void a_listed_jar_that_is_missing_is_named_and_no_code_runs() throws IOException {
    lock(Digests.sha256(good) + "  good.jar", "1".repeat(64) + "  gone.jar");
    LoadedPlugins loaded = load();
    says(loaded.problems().getFirst().text(), "gone.jar: listed in plugins.lock but not there");
    assertEquals(List.of(), loaded.jars());
  }

  @Test
  void a_lock_that_cannot_be_understood_trusts_nothing() throws IOException {
    lock("good.jar", "z".repeat(64) + "  good.jar", "1".repeat(64) + "  a/../good.jar");
    LoadedPlugins loaded = load();
    assertEquals(4, loaded.problems().size());
    says(
        loaded.problems().getFirst().text(), "plugins.lock:1: not a digest and a jar", "sha256sum");
    assertEquals(List.of(), loaded.jars());
  }

  @Test
  void a_jar_listed_twice_is_a_problem() throws IOException {
    String line = Digests.sha256(good) + "  good.jar";
    lock(line, line);
    says(problems().getFirst(), "plugins.lock:2: good.jar is listed twice");
  }

  @Test
  void the_listing_runs_no_code() throws IOException {
    JarMaker.cipher(work, "boom", "x")
        .source(
            "boom.P", JarMaker.cipherClass("boom", "return \"x\";", "static { System.exit(3); }"))
        .entry("META-INF/lib/a.jar", JarMaker.archive("a"))
        .option("--module-version", "2.5")
        .to(jar("boom.jar"));
    JarMaker.write(jar("broken.jar"), new byte[] {1});
    for (String name : List.of("boom.jar", "broken.jar", "good.jar")) {
      only(jar(name), "rw-r--r--");
    }
    List<PluginListing> listed = loader().list();
    assertEquals(
        List.of("boom.jar", "broken.jar", "good.jar"),
        listed.stream().map(PluginListing::file).toList());
    PluginJar boom = listed.getFirst().jar().orElseThrow();
    assertEquals("2.5", boom.version());
    assertEquals("boom", boom.module());
    assertEquals(List.of(PluginKind.CIPHER), boom.kinds());
    assertEquals(List.of("META-INF/lib/a.jar"), boom.libraries());
    assertEquals(Digests.sha256(jar("boom.jar")), listed.getFirst().digest());
    assertTrue(listed.get(1).problem().isPresent());
    assertEquals(1, loader().examine().size());
  }
}
