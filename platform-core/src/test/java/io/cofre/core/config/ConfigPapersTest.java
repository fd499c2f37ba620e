package io.cofre.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is written about the configuration says what the code does.
class ConfigPapersTest extends ConfigFixture {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void the_table_of_keys_is_the_code_s() throws IOException {
    List<String> expected = ConfigKeys.all().stream().map(ConfigPapersTest::row).toList();
    List<String> written =
        Files.readAllLines(ROOT.resolve("docs/operator/configuration.md")).stream()
            .dropWhile(line -> !line.startsWith("| key | type |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertEquals(String.join("\n", expected), String.join("\n", written));
  }

  private static String row(ConfigKeys.Placed placed) {
    var setting = placed.setting();
    String fallback =
        setting.fallback().filter(text -> !text.isEmpty()).map(t -> "`" + t + "`").orElse("");
    return "| `%s` | %s | %s | %s |"
        .formatted(placed.key(), setting.kind().replace("|", " or "), fallback, setting.help());
  }

  @Test
  void the_file_of_the_distribution_can_be_used_as_it_is_and_with_its_comments_removed()
      throws IOException {
    String text = Files.readString(ROOT.resolve("distribution/src/main/conf/cofre.yaml"));
    assertTrue(config(text).listeners().containsKey("s3"));
    String bare =
        text.lines()
            .filter(line -> line.matches("#( *[a-z0-9-]+:.*| *# .*)?"))
            .map(line -> line.substring(1))
            .collect(Collectors.joining("\n"));
    Files.createDirectories(base.resolve("conf"));
    Files.writeString(base.resolve("conf/secret-key"), "a-secret-of-a-test\n");
    Files.writeString(base.resolve("conf/admin-token"), "a-token-of-24-characters\n");
    CofreConfig config = config(bare);
    assertTrue(config.listeners().get("s3").tls().isPresent());
    assertTrue(config.credentials().isPresent());
    assertEquals(List.of("s3.example.com"), config.s3().domains());
  }

  @Test
  void the_file_of_the_distribution_shows_every_key() throws IOException {
    String text = Files.readString(ROOT.resolve("distribution/src/main/conf/cofre.yaml"));
    Set<String> missing =
        ConfigKeys.all().stream()
            .map(placed -> placed.setting().key())
            .filter(key -> !key.equals("transport") && !text.contains(key + ":"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), missing);
  }

  @Test
  void the_examples_of_the_page_are_read() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operator/configuration.md"));
    int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
    String example = page.substring(begin, page.indexOf("```", begin)).replace("/run/secrets/", "");
    Files.writeString(base.resolve("vault"), "token");
    assertEquals("local", config(example).kms().get("main").provider());
    for (String row : page.lines().filter(line -> line.contains("` | `COFRE_")).toList()) {
      String[] cells = row.split("`");
      var names = java.util.Map.of("listeners", List.of("s3"), "kms", List.of("main"));
      for (int n = 3; n < cells.length; n += 2) {
        assertEquals(cells[1], new EnvironmentKeys(names).key(cells[n]).orElseThrow(), row);
      }
    }
  }

  @Test
  void the_variables_of_the_scripts_are_left_alone() throws IOException {
    String script = Files.readString(ROOT.resolve("distribution/src/main/bin/cofre"));
    List<String> used =
        Pattern.compile("COFRE_[A-Z_]+").matcher(script).results().map(m -> m.group()).toList();
    assertTrue(used.contains("COFRE_JAVA_OPTS"), used::toString);
    used.forEach(variable -> assertFalse(EnvironmentKeys.concerns(variable, "x"), variable));
  }
}
