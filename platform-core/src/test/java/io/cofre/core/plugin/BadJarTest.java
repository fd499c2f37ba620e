package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One way of being bad per test: each is refused with one clear line, and none stops the others.
class BadJarTest extends PluginFixture {
  private static final String WITH = "provides io.cofre.api.cipher.CipherProvider with bad.P;";

  private JarMaker good() throws IOException {
    return JarMaker.cipher(work, "bad", "BAD");
  }

  private JarMaker module(String body) throws IOException {
    return good().source("module-info", "module bad { " + body + " }");
  }

  private String refusalOf(JarMaker jar) throws IOException {
    jar.to(jar("bad.jar"));
    return refusal("bad.jar");
  }

  @Test
  void random_bytes() throws IOException {
    byte[] bytes = new byte[4096];
    new Random(7).nextBytes(bytes);
    JarMaker.write(jar("bad.jar"), bytes);
    says(refusal("bad.jar"), "cannot be read", "copy it again");
  }

  @Test
  void an_empty_file() throws IOException {
    JarMaker.write(jar("bad.jar"), new byte[0]);
    says(refusal("bad.jar"), "cannot be read", "zip file is empty");
  }

  @Test
  void a_jar_that_is_cut_off() throws IOException {
    byte[] whole = Files.readAllBytes(good().to(work.resolve("whole.jar")));
    JarMaker.write(jar("bad.jar"), Arrays.copyOf(whole, whole.length / 2));
    says(refusal("bad.jar"), "cannot be read");
  }

  @Test
  void damage_anywhere_is_a_problem_or_harmless() throws IOException {
    byte[] whole = Files.readAllBytes(good().to(work.resolve("whole.jar")));
    Random random = new Random(42);
    for (int n = 0; n < 60; n++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k < 4; k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      JarMaker.write(jar("bad.jar"), damaged);
      LoadedPlugins loaded = load();
      assertEquals(1, loaded.problems().size() + loaded.jars().size(), "round " + n);
      loaded.problems().forEach(p -> assertFalse(p.text().contains("\n"), p.text()));
    }
  }

  @Test
  void a_file_name_that_would_fill_more_than_a_line() throws IOException {
    JarMaker.write(jar("a\nb.jar"), new byte[] {1});
    says(load().problems().getFirst().text(), "a?b.jar: cannot be read");
  }

  @Test
  void a_folder() throws IOException {
    Files.createDirectory(jar("bad.jar"));
    says(refusal("bad.jar"), "not a regular file", "remove it");
  }

  @Test
  void a_symbolic_link() throws IOException {
    Files.createSymbolicLink(jar("bad.jar"), good().to(work.resolve("real.jar")));
    says(refusal("bad.jar"), "symbolic link", "copy the jar");
  }

  @Test
  void a_jar_that_others_can_write() throws IOException {
    good().to(jar("bad.jar"));
    only(jar("bad.jar"), "rw-rw-r--");
    List<PluginProblem> problems = loader().load(List.of()).problems();
    assertEquals(1, problems.size());
    says(problems.getFirst().text(), "its group", "chmod go-w");
  }

  @Test
  void no_module_info() throws IOException {
    says(refusalOf(good().drop("module-info.class")), "no module-info.class", "META-INF/lib");
  }

  @Test
  void a_module_info_of_a_newer_java() throws IOException {
    says(refusalOf(good().forJava("module-info.class", 39)), "Java 39", "run a newer Java");
  }

  @Test
  void a_provider_of_a_newer_java() throws IOException {
    says(refusalOf(good().forJava("bad/P.class", 39)), "bad/P.class needs Java 39");
  }

  @Test
  void a_class_of_a_newer_java_that_the_provider_needs() throws IOException {
    JarMaker jar =
        good()
            .source("bad.P", JarMaker.cipherClass("bad", "return Other.NAME.trim();", ""))
            .source("bad.Other", "package bad; class Other { static String NAME = \"x\"; }")
            .forJava("bad/Other.class", 39);
    says(refusalOf(jar), "cannot be made", "UnsupportedClassVersionError", "another build");
  }

  @Test
  void it_carries_a_package_of_the_interfaces() throws IOException {
    JarMaker jar = good().entry("io/cofre/api/kms/Kms.class", new byte[] {1});
    says(refusalOf(jar), "carries the package io.cofre.api.kms", "scope 'provided'");
  }

  @Test
  void it_carries_a_package_of_the_core() throws IOException {
    JarMaker jar = good().entry("io/cofre/core/boot/Main.class", new byte[] {1});
    says(refusalOf(jar), "carries the package io.cofre.core.boot");
  }

  @Test
  void a_library_in_it_carries_the_interfaces() throws IOException {
    JarMaker jar =
        good().entry("META-INF/lib/api.jar", JarMaker.archive("io/cofre/api/kms/Kms.class"));
    says(refusalOf(jar), "io/cofre/api/kms/Kms.class in META-INF/lib/api.jar", "provided");
  }

  @Test
  void it_is_named_like_the_core() throws IOException {
    JarMaker jar =
        good().source("module-info", "module cofre.core { requires cofre.api; " + WITH + " }");
    says(refusalOf(jar), "carries the module cofre.core");
  }

  @Test
  void it_is_named_like_a_module_of_the_jdk() throws IOException {
    JarMaker jar =
        good().source("module-info", "module java.logging { requires cofre.api; " + WITH + " }");
    says(refusalOf(jar), "java.logging is taken by the platform");
  }

  @Test
  void it_requires_the_core() throws IOException {
    Path core =
        new JarMaker(work).source("module-info", "module cofre.core {}").to(work("core.jar"));
    JarMaker jar = module("requires cofre.api; requires cofre.core; " + WITH).compileAlso(core);
    says(refusalOf(jar), "requires cofre.core", "may not use");
  }

  @Test
  void it_requires_helidon() throws IOException {
    Path helidon =
        new JarMaker(work).source("module-info", "module io.helidon.http {}").to(work("h.jar"));
    JarMaker jar =
        module("requires cofre.api; requires io.helidon.http; " + WITH).compileAlso(helidon);
    says(refusalOf(jar), "requires io.helidon.http");
  }

  @Test
  void it_requires_helidon_optionally() throws IOException {
    Path helidon =
        new JarMaker(work).source("module-info", "module io.helidon.http {}").to(work("h.jar"));
    JarMaker jar =
        module("requires cofre.api; requires static io.helidon.http; " + WITH).compileAlso(helidon);
    says(refusalOf(jar), "requires io.helidon.http");
  }

  @Test
  void it_requires_a_module_of_the_jdk_that_is_not_here() throws IOException {
    Path absent =
        new JarMaker(work).source("module-info", "module jdk.absent {}").to(work("absent.jar"));
    JarMaker jar = module("requires cofre.api; requires jdk.absent; " + WITH).compileAlso(absent);
    says(refusalOf(jar), "requires jdk.absent", "--add-modules jdk.absent");
  }

  @Test
  void another_major_version_of_the_interfaces() throws IOException {
    says(refusalOf(good().compiledAgainst("7.0.0")), "built for platform-api 7.0", "this is 0.");
  }

  @Test
  void a_newer_minor_version_of_the_interfaces() throws IOException {
    says(refusalOf(good().compiledAgainst("0.99")), "built for platform-api 0.99");
  }

  @Test
  void no_version_of_the_interfaces() throws IOException {
    says(refusalOf(good().compiledAgainst("")), "does not say which version of cofre.api");
  }

  @Test
  void a_version_of_the_interfaces_that_is_none() throws IOException {
    says(refusalOf(good().compiledAgainst("newest")), "does not say which version of cofre.api");
  }

  @Test
  void it_offers_nothing() throws IOException {
    says(refusalOf(module("requires cofre.api;")), "none of the platform's services", "provides");
  }

  @Test
  void it_offers_something_else() throws IOException {
    JarMaker jar =
        module("requires cofre.api; provides java.util.spi.ToolProvider with bad.T;")
            .source(
                "bad.T",
                """
                package bad;
                public class T implements java.util.spi.ToolProvider {
                  public String name() { return "t"; }
                  public int run(java.io.PrintWriter o, java.io.PrintWriter e, String... a) { return 0; }
                }
                """);
    says(refusalOf(jar), "none of the platform's services");
  }

  @Test
  void its_provider_is_not_in_it() throws IOException {
    says(
        refusalOf(good().source("bad.Q", "package bad; class Q {}").drop("bad/P.class")),
        "bad.P",
        "does not hold the class");
  }

  @Test
  void its_constructor_throws() throws IOException {
    JarMaker jar =
        good()
            .source(
                "bad.P",
                JarMaker.cipherClass(
                    "bad",
                    "return \"x\";",
                    "public P() { throw new IllegalStateException(\"no native library\"); }"));
    says(refusalOf(jar), "bad.P cannot be made", "no native library");
  }

  @Test
  void its_static_initialiser_throws() throws IOException {
    JarMaker jar =
        good()
            .source(
                "bad.P",
                JarMaker.cipherClass(
                    "bad", "return \"x\";", "static final int N = Integer.parseInt(\"zz\");"));
    says(refusalOf(jar), "bad.P cannot be made", "NumberFormatException");
  }

  @Test
  void its_name_throws() throws IOException {
    JarMaker jar =
        good()
            .source(
                "bad.P",
                JarMaker.cipherClass("bad", "throw new StackOverflowError(\"deep\");", ""));
    says(refusalOf(jar), "bad.P cannot be made", "StackOverflowError: deep");
  }

  @Test
  void its_name_is_abstract() throws IOException {
    Path old = JarMaker.cipher(work, "bad", "x").to(work("first.jar"));
    // compiled as abstract, then made concrete by its access flags: an old API looks like this
    JarMaker jar =
        good()
            .source(
                "bad.P",
                """
                package bad;
                import io.cofre.api.cipher.*;
                public abstract class P implements CipherProvider {
                  public P() {}
                  public AeadShape shape() { return new AeadShape(32, 12, 16, 1L << 32); }
                  public Aead open(DataKey key) { return null; }
                }
                """)
            .source("module-info", "module bad { requires cofre.api; }")
            .change("bad/P.class", BadJarTest::concrete)
            .change("module-info.class", _ -> infoOf(old));
    says(refusalOf(jar), "bad.P cannot be made", "AbstractMethodError");
  }

  @Test
  void its_settings_throw() throws IOException {
    JarMaker jar =
        good()
            .source(
                "bad.P",
                JarMaker.cipherClass(
                    "bad",
                    "return \"x\";",
                    "public java.util.List<io.cofre.api.plugin.Setting<?>> settings() {"
                        + " return java.util.List.of(io.cofre.api.plugin.Setting.text(\"Bad Key\", \"\")); }"));
    says(refusalOf(jar), "bad.P cannot be made", "lower-case words");
  }

  @Test
  void its_settings_are_there_twice() throws IOException {
    JarMaker jar =
        good()
            .source(
                "bad.P",
                JarMaker.cipherClass(
                    "bad",
                    "return \"x\";",
                    "static io.cofre.api.plugin.Setting<?> s() {"
                        + " return io.cofre.api.plugin.Setting.text(\"key\", \"\"); }"
                        + "public java.util.List<io.cofre.api.plugin.Setting<?>> settings() {"
                        + " return java.util.List.of(s(), s()); }"));
    says(refusalOf(jar), "declares the setting 'key' twice");
  }

  @Test
  void its_name_is_null() throws IOException {
    JarMaker jar = good().source("bad.P", JarMaker.cipherClass("bad", "return null;", ""));
    says(refusalOf(jar), "null");
  }

  @Test
  void its_name_is_none() throws IOException {
    JarMaker jar = good().source("bad.P", JarMaker.cipherClass("bad", "return \"a b\\nc\";", ""));
    says(refusalOf(jar), "named 'a b?c'", "1 to 64 characters");
  }

  @Test
  void two_modules_of_one_name() throws IOException {
    good().to(jar("a.jar"));
    JarMaker.cipher(work, "bad", "OTHER").to(jar("b.jar"));
    says(refusal("b.jar"), "module name bad is taken by a.jar");
  }

  @Test
  void two_offers_of_one_name() throws IOException {
    JarMaker.cipher(work, "one", "SAME").to(jar("a.jar"));
    JarMaker.cipher(work, "two", "SAME").to(jar("b.jar"));
    says(refusal("b.jar"), "offers cipher 'SAME', which a.jar already offers");
  }

  @Test
  void a_library_that_is_broken() throws IOException {
    JarMaker jar = good().entry("META-INF/lib/x.jar", new byte[] {1, 2, 3});
    says(refusalOf(jar), "library META-INF/lib/x.jar cannot be read");
  }

  @Test
  void a_library_that_is_empty() throws IOException {
    JarMaker jar = good().entry("META-INF/lib/x.jar", JarMaker.archive());
    says(refusalOf(jar), "library META-INF/lib/x.jar is empty");
  }

  @Test
  void a_library_that_leads_elsewhere() throws IOException {
    for (String name :
        List.of(
            "META-INF/lib/../../evil.jar",
            "META-INF/lib/a/b.jar",
            "META-INF/lib/a\\b.jar",
            "META-INF/lib/..jar")) {
      JarMaker jar = good().entry(name, JarMaker.archive("a"));
      says(refusalOf(jar), "is not a plain file name");
    }
  }

  @Test
  void a_library_that_is_there_twice() throws IOException {
    JarMaker jar =
        good()
            .entry("META-INF/lib/a.jar", JarMaker.archive("a"))
            .entry("META-INF/lib/A.jar", JarMaker.archive("a"));
    says(refusalOf(jar), "is there twice");
  }

  @Test
  void libraries_without_end() throws IOException {
    good()
        .entry("META-INF/lib/a.jar", JarMaker.archive("a"))
        .entry("META-INF/lib/b.jar", JarMaker.archive("a"))
        .to(jar("bad.jar"));
    only(jar("bad.jar"), "rw-r--r--");
    says(refusedBy(new NestedLibraries(1, 1 << 20)), "holds more than 1 jars");
    says(refusedBy(new NestedLibraries(10, 200)), "over 200 bytes unpacked");
  }

  private String refusedBy(NestedLibraries limits) {
    return new PluginLoader(plugins, temporary, limits)
        .load(List.of())
        .problems()
        .getFirst()
        .text();
  }

  @Test
  void a_package_in_the_plugin_and_in_its_library() throws IOException {
    for (String entry : List.of("bad/Other.class", "META-INF/versions/21/bad/Other.class")) {
      JarMaker jar = good().entry("META-INF/lib/x.jar", JarMaker.archive(entry));
      says(refusalOf(jar), "the package bad is in the plugin and in library META-INF/lib/x.jar");
    }
  }

  @Test
  void a_library_hides_the_interfaces_among_versions() throws IOException {
    String entry = "META-INF/versions/21/io/cofre/api/kms/Kms.class";
    JarMaker jar = good().entry("META-INF/lib/x.jar", JarMaker.archive(entry));
    says(refusalOf(jar), entry + " in META-INF/lib/x.jar", "provided");
  }

  @Test
  void a_manifest_without_end() throws IOException {
    JarMaker jar = good().entry("META-INF/MANIFEST.MF", new byte[17 << 20]);
    says(refusalOf(jar), "manifest is over 16 MiB", "copy it again");
  }

  @Test
  void a_native_library_that_is_not_there() throws IOException {
    JarMaker jar =
        good()
            .source(
                "bad.P",
                JarMaker.cipherClass(
                    "bad", "return \"x\";", "static { System.loadLibrary(\"acme-hsm\"); }"));
    says(refusalOf(jar), "bad.P cannot be made", "no acme-hsm in java.library.path");
  }

  @Test
  void a_library_that_is_not_in_it() throws IOException {
    Path library = JarMaker.library(work, "lib.jar", "v1");
    JarMaker jar =
        good()
            .source("bad.P", JarMaker.cipherClass("bad", "return lib.Version.get();", ""))
            .option("--add-reads", "bad=ALL-UNNAMED")
            .library("lib.jar", library)
            .forget("META-INF/lib/lib.jar");
    says(refusalOf(jar), "bad.P cannot be made", "NoClassDefFoundError: lib/Version");
  }

  @Test
  void one_bad_jar_does_not_hide_the_others() throws IOException {
    good().to(jar("good.jar"));
    JarMaker.write(jar("broken.jar"), new byte[] {1});
    Files.createDirectory(jar("folder.jar"));
    LoadedPlugins loaded = load();
    assertEquals(2, loaded.problems().size());
    assertEquals(List.of("good.jar"), loaded.jars().stream().map(j -> j.jar().file()).toList());
  }

  private Path work(String name) {
    return work.resolve(name);
  }

  private static byte[] concrete(byte[] bytes) {
    var files = java.lang.classfile.ClassFile.of();
    return files.transformClass(
        files.parse(bytes),
        (builder, element) -> {
          if (element instanceof java.lang.classfile.AccessFlags) {
            builder.withFlags(
                java.lang.reflect.AccessFlag.PUBLIC, java.lang.reflect.AccessFlag.SUPER);
          } else {
            builder.with(element);
          }
        });
  }

  private static byte[] infoOf(Path jar) {
    try (var file = new java.util.jar.JarFile(jar.toFile())) {
      return file.getInputStream(file.getEntry("module-info.class")).readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
