package io.cofre.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the built jar of every plugin keeps: J1 to J9 of the module `cofre.api`.
///
/// The jar is loaded by the platform's own loader in a process of its own, which sees the JDK and
/// `cofre.api` as a server's plugins do: what the test's class path holds is of no help to it. The
/// test must run after the jar was packed. `cofre-plugin-parent` sees to that: it gives the tests
/// the loader, runs classes whose names end in `IT` after packing, and names the jar.
///
/// @since 0.1
@SuppressWarnings("MemberName") // tests begin with the number of their rule
public abstract class PluginJarContract {
  /// The system property that names the jar, unless [#jar()] is overridden.
  public static final String PROPERTY = "cofre.plugin.jar";

  private static final LoadedJars LOADED = new LoadedJars();
  private JarReport report = JarReport.NONE;

  /// Made by JUnit, once for each test; the jar is loaded once.
  protected PluginJarContract() {}

  /// Name the jar; the one of the system property [#PROPERTY] unless overridden.
  protected Path jar() {
    String named = System.getProperty(PROPERTY, "");
    Assertions.assertFalse(
        named.isEmpty(), "the system property " + PROPERTY + " names no jar; override jar()");
    return Path.of(named);
  }

  @BeforeEach
  final void load() throws IOException, InterruptedException {
    Path jar = jar().toAbsolutePath();
    Assertions.assertTrue(Files.exists(jar), () -> jar + " is not there: pack it before this test");
    report = LOADED.get(jar);
  }

  @Test
  void J1_the_jar_is_a_named_module() {
    refused(
        Rule.J1,
        "Unreadable",
        "NotModular",
        "NewerJava",
        "ModuleTaken",
        "NotAFile",
        "SymbolicLink");
  }

  @Test
  void J2_the_version_of_the_interfaces_is_recorded_and_fits() {
    refused(Rule.J2, "ApiUnknown", "WrongApi");
  }

  @Test
  void J3_the_platform_is_not_inside() {
    refused(Rule.J3, "ShadowsPlatform");
  }

  @Test
  void J4_it_requires_what_is_there() {
    refused(Rule.J4, "ForbiddenModule", "MissingJdkModule");
  }

  @Test
  void J5_the_platform_makes_its_providers() {
    refused(Rule.J5, "OffersNothing", "Broken", "BadName", "NameTaken", "Unresolved");
    Rule.J5.holds(
        report.problem().isPresent() || report.ended(),
        () -> "making them " + report.stuck().orElse("ended the process"));
  }

  @Test
  void J6_libraries_are_inside() throws IOException {
    refused(Rule.J6, "BadLibrary", "CannotUnpack");
    requireLoaded();
    Set<String> missing = References.missing(jar());
    Rule.J6.holds(missing.isEmpty(), () -> "its classes refer to " + missing);
  }

  @Test
  void J7_settings_are_documented() {
    requireLoaded();
    for (JarReport.TriedSetting setting : report.settings()) {
      Rule.J7.holds(!setting.kind().isBlank(), () -> setting.key() + " has no type");
      Rule.J7.holds(!setting.help().isBlank(), () -> setting.key() + " has no help");
    }
  }

  @Test
  void J8_it_tells_its_version() {
    requireLoaded();
    Rule.J8.holds(
        !report.version().equals("unknown"),
        () -> "neither its module-info nor its manifest has a version");
  }

  @Test
  void J9_packages_are_not_split() {
    refused(Rule.J9, "SplitPackage");
  }

  private void refused(Rule rule, String... kinds) {
    report
        .problem()
        .ifPresent(problem -> rule.holds(!List.of(kinds).contains(problem.kind()), problem::text));
  }

  /// What a jar that cannot be loaded is like is not known; why it cannot is told by another rule.
  private void requireLoaded() {
    Assumptions.assumeTrue(report.ended() && report.problem().isEmpty(), "it was not loaded");
  }
}
