package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.cofre.tck.PluginJarContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Every rule of a jar is found broken where it alone is broken.
class BrokenJarTest {
  private static final String PROVIDES = "provides io.cofre.api.cipher.CipherProvider with bad.P;";
  private static Path subject = Path.of("none");
  @TempDir Path work;

  /// The contract on the jar at hand.
  static final class Subject extends PluginJarContract {
    @Override
    protected Path jar() {
      return subject;
    }
  }

  /// Breaks a good jar.
  interface Breaking {
    JarMaker apply(JarMaker good, Path work) throws IOException;
  }

  /// One way of being bad.
  record Row(String rule, String flaw, Breaking breaking) {
    @Override
    public String toString() {
      return rule + ": " + flaw;
    }
  }

  private static Row row(String rule, String flaw, Breaking breaking) {
    return new Row(rule, flaw, breaking);
  }

  static Stream<Row> exactly_that_rule_fails() {
    return Stream.of(
        row("J1", "no module-info", (jar, _) -> jar.drop("module-info.class")),
        row("J1", "a newer Java", (jar, _) -> jar.forJava("module-info.class", 39)),
        row(
            "J1",
            "a name of the JDK",
            (jar, _) -> jar.source("module-info", module("java.logging", PROVIDES))),
        row("J2", "another major version", (jar, _) -> jar.compiledAgainst("7.0")),
        row("J2", "a newer minor version", (jar, _) -> jar.compiledAgainst("0.99")),
        row("J2", "no version", (jar, _) -> jar.compiledAgainst("")),
        row("J3", "the interfaces inside", (jar, _) -> jar.entry("io/cofre/api/X.class", ONE)),
        row(
            "J3",
            "the interfaces in a library",
            (jar, _) ->
                jar.entry("META-INF/lib/a.jar", JarMaker.archive("io/cofre/api/kms/Kms.class"))),
        row("J4", "a module that nobody has", (jar, work) -> requires(jar, work, "jdk.absent")),
        row("J4", "a library as a module", (jar, work) -> requires(jar, work, "acme.lib")),
        row("J5", "it provides nothing", (jar, _) -> jar.source("module-info", module("bad", ""))),
        row(
            "J5",
            "the provider is not in it",
            (jar, _) -> jar.source("bad.Q", "package bad; class Q {}").drop("bad/P.class")),
        row("J5", "a name with a space", (jar, _) -> named(jar, "return \"a b\";", "")),
        row(
            "J5",
            "it ends the process",
            (jar, _) -> named(jar, "return \"x\";", "static { System.exit(3); }")),
        row(
            "J6",
            "a library that is no jar",
            (jar, _) -> jar.entry("META-INF/lib/a.jar", new byte[] {1, 2})),
        row(
            "J6",
            "a library that is missing, and not needed at first",
            (jar, work) ->
                named(jar, "return \"x\";", "Object later() { return lib.Version.get(); }")
                    .option("--add-reads", "bad=ALL-UNNAMED")
                    .library("lib.jar", JarMaker.library(work, "lib.jar", "v1"))
                    .forget("META-INF/lib/lib.jar")),
        row(
            "J7",
            "a setting without help",
            (jar, _) ->
                named(
                    jar,
                    "return \"x\";",
                    "public java.util.List<io.cofre.api.plugin.Setting<?>> settings() {"
                        + " return java.util.List.of(io.cofre.api.plugin.Setting.text(\"key\", \"\")); }")),
        row("J8", "no version of its own", (jar, _) -> jar.noOption("--module-version")),
        row(
            "J9",
            "a package in a library too",
            (jar, _) -> jar.entry("META-INF/lib/a.jar", JarMaker.archive("bad/Other.class"))));
  }

  private static final byte[] ONE = {1};

  private static String module(String name, String rest) {
    return "module " + name + " { requires cofre.api; " + rest + " }";
  }

  private static JarMaker named(JarMaker jar, String nameBody, String members) {
    return jar.source("bad.P", JarMaker.cipherClass("bad", nameBody, members));
  }

  private static JarMaker requires(JarMaker jar, Path work, String name) throws IOException {
    Path absent =
        new JarMaker(work)
            .source("module-info", "module " + name + " {}")
            .to(work.resolve("absent.jar"));
    return jar.source("module-info", module("bad", "requires " + name + "; " + PROVIDES))
        .compileAlso(absent);
  }

  private JarMaker good() throws IOException {
    return JarMaker.cipher(work, "bad", "GOOD").option("--module-version", "1.0");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void exactly_that_rule_fails(Row row) throws IOException {
    subject = row.breaking().apply(good(), work).to(work.resolve("bad.jar"));
    assertEquals(Set.of(row.rule()), brokenRules(), row.flaw());
  }

  @Test
  void an_honest_jar_breaks_no_rule() throws IOException {
    Path library = JarMaker.library(work, "lib.jar", "v1");
    subject =
        named(good(), "return lib.Version.get();", "")
            .option("--add-reads", "bad=ALL-UNNAMED")
            .library("lib.jar", library)
            .to(work.resolve("good.jar"));
    assertEquals(Set.of(), brokenRules());
  }

  private static Set<String> brokenRules() {
    Set<String> broken = new TreeSet<>();
    List<String> passed = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Subject.class)).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String name = test.getDisplayName();
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                  broken.add(name.contains("_") ? name.substring(0, name.indexOf('_')) : name);
                } else if (test.isTest()) {
                  passed.add(name);
                }
              }
            });
    assertEquals(true, broken.size() + passed.size() >= 9, "every rule was looked at");
    return broken;
  }
}
