package io.cofre.tck.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every rule has a plugin that breaks it and nothing else.
///
/// The rows stand in the sources of the tests: here, and for jars, which need the platform's
/// loader, in the platform.
final class EveryRuleTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> TESTS =
      List.of(
          "platform-tck/src/test/java/io/cofre/tck/broken/BrokenProviderTest.java",
          "platform-tck/src/test/java/io/cofre/tck/broken/BrokenCipherTest.java",
          "platform-tck/src/test/java/io/cofre/tck/broken/BrokenKmsTest.java",
          "platform-tck/src/test/java/io/cofre/tck/broken/BrokenMetadataStoreTest.java",
          "platform-tck/src/test/java/io/cofre/tck/broken/BrokenBlobStoreTest.java",
          "platform-tck/src/test/java/io/cofre/tck/fake/BrokenTransportTest.java",
          "platform-core/src/test/java/io/cofre/core/plugin/BrokenJarTest.java");
  private static final String TABLE = "platform-tck/src/main/java/io/cofre/tck/Rule.java";
  private static final Pattern ROW =
      Pattern.compile("(?:row|arguments)\\(\\s*\"([JPCKMST]\\d+)\"|\"(T\\d+), [A-Z_]+\"");
  private static final Pattern RULE = Pattern.compile("(?m)^  ([JPCKMST]\\d+)\\(");

  @Test
  void every_rule_is_broken_alone_by_somebody() {
    Set<String> rules = new TreeSet<>();
    Matcher rule = RULE.matcher(text(TABLE));
    while (rule.find()) {
      rules.add(rule.group(1));
    }
    Set<String> broken = new TreeSet<>();
    for (String test : TESTS) {
      Matcher row = ROW.matcher(text(test));
      while (row.find()) {
        broken.add(row.group(1) == null ? row.group(2) : row.group(1));
      }
    }
    assertEquals(rules, broken);
  }

  private static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
