package io.cofre.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.cofre.api.kms.KmsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows between the rooms, kept by the build.
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.cofre.core");

  private static void holds(ArchRule rule) {
    rule.check(CORE);
  }

  @Test
  void enough_classes_are_seen() {
    assertTrue(
        CORE.size() > 150, "only " + CORE.size() + " classes: the rules would hold of nothing");
  }

  @Test
  void data_flows_one_way() {
    holds(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("boot")
            .definedBy("io.cofre.core.boot..")
            .layer("transport")
            .definedBy("io.cofre.core.transport..")
            .layer("admin")
            .definedBy("io.cofre.core.admin..")
            .layer("s3")
            .definedBy("io.cofre.core.s3..")
            .layer("object")
            .definedBy("io.cofre.core.object..")
            .layer("seal")
            .definedBy("io.cofre.core.seal..")
            .layer("client")
            .definedBy("io.cofre.core.client..")
            .layer("job")
            .definedBy("io.cofre.core.job..")
            .layer("reseal")
            .definedBy("io.cofre.core.reseal..")
            .layer("keyring")
            .definedBy("io.cofre.core.keyring..")
            .layer("policy")
            .definedBy("io.cofre.core.policy..")
            .layer("checksum")
            .definedBy("io.cofre.core.checksum..")
            .layer("identity")
            .definedBy("io.cofre.core.identity..")
            .layer("observe")
            .definedBy("io.cofre.core.observe..")
            .layer("plugin")
            .definedBy("io.cofre.core.plugin..")
            .layer("config")
            .definedBy("io.cofre.core.config..")
            .whereLayer("boot")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("transport")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("admin")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("reseal")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers("boot", "object", "reseal")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("plugin")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("s3")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("object")
            .mayOnlyBeAccessedByLayers("boot", "s3", "reseal")
            .whereLayer("seal")
            .mayOnlyBeAccessedByLayers("boot", "object", "reseal")
            .whereLayer("keyring")
            .mayOnlyBeAccessedByLayers("boot", "seal")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("s3")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("boot", "admin")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers("boot", "s3", "admin")
            .because("a request goes down and its result comes up; nobody calls back"));
  }

  @Test
  void no_package_cycles() {
    holds(
        slices()
            .matching("io.cofre.core.(**)")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one package badly cut"));
  }

  @Test
  void helidon_stays_at_the_edge() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.cofre.core.transport..", "io.cofre.core.config..", "io.cofre.core.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.helidon..", "org.yaml..", "picocli..")
            .because("S3, objects and sealing are tested without a socket and outlive any server"));
  }

  @Test
  void the_rooms_use_the_jdk_and_our_own_only() {
    holds(
        classes()
            .that()
            .resideOutsideOfPackages(
                "io.cofre.core.transport..", "io.cofre.core.config..", "io.cofre.core.boot..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "io.cofre..",
                    "java..",
                    "javax..",
                    "org.jspecify..",
                    "org.w3c..",
                    "com.fasterxml.jackson.."))
            .because("each library is one more thing to trust; JSON is the one worth it"));
  }

  @Test
  void the_keyring_knows_nobody() {
    holds(
        classes()
            .that()
            .resideInAPackage("io.cofre.core.keyring..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "io.cofre.core.keyring..", "io.cofre.api..", "java..", "org.jspecify.."))
            .because("it is in front of every KMS, whoever asks"));
  }

  @Test
  void only_the_loader_loads() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.cofre.core.plugin..", "io.cofre.core.boot..")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "load code",
                    (JavaClass c) ->
                        c.isEquivalentTo(ServiceLoader.class)
                            || c.isEquivalentTo(ModuleLayer.class)
                            || c.isEquivalentTo(ClassLoader.class)))
            .because("code enters by one door, where it is checked"));
  }

  @Test
  void cryptography_has_few_homes() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.cofre.core.seal..", "io.cofre.core.s3.auth..", "io.cofre.core.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.crypto..")
            .because("keys are handled where reviewers look for them"));
  }

  @Test
  void one_class_reads_the_reasons_of_a_kms() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.cofre.core.s3..")
            .and(resideOutsideOfPackages("io.cofre.core.s3"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(KmsException.Reason.class)
            .because("failures become S3 errors in S3Errors and nowhere else"));
    holds(
        noClasses()
            .that()
            .resideInAPackage("io.cofre.core.admin..")
            .and()
            .haveNameNotMatching(".*\\.admin\\.key\\.KmsErrors(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(KmsException.Reason.class)
            .because("failures become answers for operators in KmsErrors and nowhere else"));
  }

  @Test
  void no_shortcuts() {
    holds(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because("a failure says what it is"));
    holds(
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
            "a server logs; the command line prints through its own writer"));
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class)
            .because("requests run on virtual threads; state is passed on"));
    holds(
        noFields()
            .that()
            .areDeclaredInClassesThat(DescribedPredicate.not(recordClasses()))
            .and()
            .areFinal()
            .should()
            .haveRawType(Optional.class)
            .because(
                "what is absent for good is another class; only what comes later may be empty"));
    holds(
        noConstructors()
            .that()
            .areDeclaredInClassesThat(DescribedPredicate.not(recordClasses()))
            .should()
            .haveRawParameterTypes(
                DescribedPredicate.describe(
                    "an Optional",
                    types -> types.stream().anyMatch(t -> t.isEquivalentTo(Optional.class))))
            .because("Optional is returned and never taken"));
  }

  private static DescribedPredicate<JavaClass> recordClasses() {
    return DescribedPredicate.describe("records", JavaClass::isRecord);
  }

  @Test
  void names_say_what_a_thing_is() {
    holds(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("such a name hides that nobody knew what the class is"));
  }

  @Test
  void records_with_arrays_compare_their_content() {
    List<String> lazy =
        CORE.stream()
            .filter(JavaClass::isRecord)
            .filter(c ->
                c.getFields().stream()
                    .anyMatch(f ->
                        f.getRawType().isArray()
                            && !f.getModifiers().contains(JavaModifier.STATIC)))
            .filter(c -> c.tryGetMethod("equals", Object.class).isEmpty() || usesDefaultEquals(c))
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), lazy, "a record's own equals compares arrays by identity");
  }

  private static boolean usesDefaultEquals(JavaClass c) {
    // The compiler's equals goes through ObjectMethods and calls nothing itself.
    return c.getMethod("equals", Object.class).getMethodCallsFromSelf().isEmpty();
  }

  @Test
  void files_stay_small() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<String> large =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> lines(f) > 400)
              .map(Path::toString)
              .toList();
      assertEquals(List.of(), large, "a file of over 400 lines is a room with too much in it");
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
