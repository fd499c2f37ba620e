package io.cofre.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What vendors may rely on stays small, closed and documented.
class ApiArchitectureTest {
  private static final JavaClasses API =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.cofre.api");

  @Test
  void enough_classes_are_seen() {
    assertTrue(API.size() > 40, "only " + API.size() + " classes: the rules would hold of nothing");
  }

  @Test
  void the_api_needs_the_jdk_only() {
    ArchRule rule =
        classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.cofre.api..", "org.jspecify..")
            .because("whatever it needs, every plugin would need");
    rule.check(API);
  }

  @Test
  void packages_have_an_order() {
    slices()
        .matching("io.cofre.api.(*)..")
        .should()
        .beFreeOfCycles()
        .because("plugin <- cipher <- kms, plugin <- storage, plugin <- transport")
        .check(API);
  }

  @Test
  void public_types_are_closed() {
    ArchRule rule =
        classes()
            .that()
            .arePublic()
            .should()
            .beInterfaces()
            .orShould()
            .beRecords()
            .orShould()
            .beEnums()
            .orShould(
                com.tngtech.archunit.lang.conditions.ArchConditions.be(
                    DescribedPredicate.describe(
                        "final", (JavaClass c) -> c.getModifiers().contains(JavaModifier.FINAL))))
            .because("what can be extended can be broken");
    rule.check(API);
  }

  @Test
  void every_public_type_says_since_when() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> silent =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> !f.getFileName().toString().equals("package-info.java"))
              .filter(f -> text(f).contains("\npublic "))
              .filter(f -> !text(f).contains("/// @since "))
              .toList();
      assertEquals(List.of(), silent);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
