package io.cofre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The Javadoc of the API, the table of rules and the tests of the contracts say the same.
final class RulesTest {
  private static final Path API = Path.of("..", "platform-api", "src", "main", "java");
  private static final Pattern LISTED =
      Pattern.compile("- \\*\\*([JPCKMST]\\d+)\\*\\* (.*?)(?= - \\*\\*|\\n)");
  private static final Pattern MENTIONED =
      Pattern.compile("((?:[^.;:\\n]|\\.(?! ))*?) ?\\(([JPCKMST]\\d+)\\)");
  private static final List<Class<?>> CONTRACTS =
      List.of(
          PluginJarContract.class,
          ProviderContract.class,
          CipherContract.class,
          KmsContract.class,
          MetadataStoreContract.class,
          BlobStoreContract.class,
          TransportContract.class);

  @Test
  void every_rule_of_the_javadoc_is_in_the_table_in_the_same_words() throws IOException {
    Map<String, String> documented = documented();
    Map<String, String> table = new TreeMap<>();
    for (Rule rule : Rule.values()) {
      table.put(rule.name(), plain(rule.promise()));
    }
    assertEquals(documented.keySet(), table.keySet());
    documented.forEach((number, promise) ->
        assertTrue(
            promise.endsWith(table.get(number)),
            () -> number + " is \"" + table.get(number) + "\" and documented: " + promise));
  }

  @Test
  void every_rule_stands_on_the_page_that_a_failure_names() throws IOException {
    Path docs = Path.of("..", "docs", "plugin-author");
    for (Rule rule : Rule.values()) {
      String[] place = rule.where().split("#");
      String page = Files.readString(docs.resolve(Path.of(place[0]).getFileName()));
      String row = "<a id=\"%s\"></a>%s | %s |".formatted(place[1], rule, rule.promise());
      assertTrue(page.contains(row), () -> place[0] + " lacks: " + row);
    }
  }

  @Test
  void every_rule_has_a_test_and_every_test_has_a_rule() throws IOException {
    Set<String> tested =
        CONTRACTS.stream()
            .flatMap(RulesTest::tests)
            .map(name -> name.substring(0, name.indexOf('_')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(documented().keySet(), tested);
  }

  private static Stream<String> tests(Class<?> type) {
    if (type == Object.class) {
      return Stream.of();
    }
    Stream<String> own =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName);
    return Stream.concat(own, tests(type.getSuperclass()));
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> rules = new TreeMap<>();
    try (Stream<Path> files = Files.walk(API)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(RulesTest::javadoc)
          .forEach(text -> collect(text, rules));
    }
    return rules;
  }

  private static void collect(String javadoc, Map<String, String> rules) {
    Matcher listed = LISTED.matcher(javadoc);
    while (listed.find()) {
      rules.put(listed.group(1), plain(listed.group(2)));
    }
    Matcher mentioned = MENTIONED.matcher(javadoc);
    while (mentioned.find()) {
      rules.put(mentioned.group(2), plain(mentioned.group(1)));
    }
  }

  /// The comments of a file, each paragraph in one line.
  private static String javadoc(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(String::strip)
          .map(line -> line.startsWith("///") ? line.substring(3).strip() : "")
          .map(line -> line.isEmpty() ? "\n" : line + " ")
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String text) {
    return text.replaceAll("java\\.[a-z.]*", "").replaceAll("[`\\[\\]]", "").strip();
  }
}
