package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.acceptance.TutorialPage.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial for plugin authors, done word for word, outside of the source tree.
class TutorialTest {
  private static final Path PAGE =
      Path.of(System.getProperty("cofre.source"), "docs", "plugin-author", "tutorial.md");
  @TempDir Path folder;
  private final List<Process> running = new ArrayList<>();
  private int port;
  private int toyPort;

  @AfterEach
  void stop() throws Exception {
    for (Process process : running.reversed()) {
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void from_nothing_to_an_object_stored_and_on() throws Exception {
    Clients.need("curl", "curl", "--version");
    port = Server.freePort();
    toyPort = Server.freePort();
    Distribution distribution = Distribution.unpack(folder);
    Vendor vendor = Vendor.in(folder);
    List<Block> blocks = TutorialPage.blocks(PAGE);
    List<Block> scripts = blocks.stream().filter(b -> b.language().equals("sh")).toList();
    assertEquals(3, scripts.size(), "a new script needs a test");

    sixCommands(vendor, scripts.get(0).text().strip().lines().toList());
    Path project = folder.resolve("kms-acme");
    Command.Result got =
        vendor.sh(
            mine(
                "curl -sf --aws-sigv4 aws:amz:us-east-1:s3 -u toy-access:toy-secret"
                    + " -H x-amz-content-sha256:UNSIGNED-PAYLOAD http://127.0.0.1:9000/box/README.md"));
    assertEquals(Files.readString(project.resolve("README.md")), got.mustSucceed().output());

    Command.Result said = vendor.sh(scripts.get(1).text()).mustSucceed();
    for (String words :
        List.of("kms-acme-1.0.0.jar", "com.acme.kms", "endpoint", "All plugins are good.")) {
      assertTrue(said.output().contains(words), said.output());
    }
    assertTrue(Files.exists(distribution.plugins().resolve("kms-acme-1.0.0.jar")));

    follow(project, blocks);
    Command.Result again = vendor.sh(scripts.get(2).text()).mustSucceed();
    assertTrue(again.output().contains("WaitsTest"), again.output());
    assertTrue(again.output().contains("PluginJarIT"), again.output());
  }

  private void sixCommands(Vendor vendor, List<String> commands) throws Exception {
    assertTrue(commands.size() <= 6, () -> commands.size() + " commands");
    long begin = System.nanoTime();
    for (String command : commands) {
      long start = System.nanoTime();
      if (command.endsWith(" &")) {
        stays(vendor, mine(command.substring(0, command.length() - 2)));
      } else {
        vendor.sh(mine(command)).mustSucceed();
      }
      if (command.contains("archetype:generate")) {
        listenElsewhere();
      }
      print(command, start);
    }
    print("from the archetype to an object stored, all " + commands.size() + " commands", begin);
  }

  private static void print(String what, long since) {
    String words = what.length() > 70 ? what.substring(0, 67) + "..." : what;
    double seconds = Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    System.out.printf("%-70s %6.1f s%n", words, seconds);
  }

  /// The ports of the page may be taken here.
  private String mine(String command) {
    return command
        .replace("127.0.0.1:9000", "127.0.0.1:" + port)
        .replace("--data", "--listen 127.0.0.1:" + port + " --data")
        .replace("7700", String.valueOf(toyPort));
  }

  private void listenElsewhere() throws Exception {
    Path config = folder.resolve("kms-acme").resolve("cofre.yaml");
    String text = Files.readString(config);
    assertTrue(text.contains("127.0.0.1:7700"), text);
    Files.writeString(config, text.replace("7700", String.valueOf(toyPort)));
  }

  private void stays(Vendor vendor, String command) throws Exception {
    Path log = Files.createTempFile(folder, "stays", ".log");
    Process process = vendor.start(command, log);
    running.add(process);
    for (int i = 0; i < 600 && process.isAlive() && !ready(log); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertTrue(ready(log), () -> text(log));
  }

  private static boolean ready(Path log) {
    String text = text(log);
    return text.contains("listens on") || text.contains("  data ");
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// What the page shows is there; what it adds is added.
  private static void follow(Path project, List<Block> blocks) throws Exception {
    int shown = 0;
    for (Block block : blocks) {
      Path file = project.resolve(block.file());
      switch (block.language()) {
        case "java", "xml" -> {
          if (Files.exists(file)) {
            assertTrue(Files.readString(file).contains(block.text()), block.text());
            shown++;
          } else {
            Files.writeString(file, block.text());
          }
        }
        case "diff" -> change(project, block.text());
        case "sh" -> {}
        default -> throw new AssertionError("nobody follows " + block.language());
      }
    }
    assertTrue(shown >= 5, "the page shows what there is");
  }

  /// Apply a diff that tells no line numbers: what it takes away stands in the file once.
  private static void change(Path project, String diff) throws Exception {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    Path file = project;
    for (String line : diff.lines().toList()) {
      if (line.startsWith("+++ b/")) {
        file = project.resolve(line.substring(6));
      } else if (!line.startsWith("--- ") && !line.startsWith("@@")) {
        String text = line.substring(1) + "\n";
        before.append(line.startsWith("+") ? "" : text);
        after.append(line.startsWith("-") ? "" : text);
      }
    }
    String whole = Files.readString(file);
    assertEquals(2, whole.split(java.util.regex.Pattern.quote(before.toString()), -1).length, diff);
    Files.writeString(file, whole.replace(before, after));
  }
}
