package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The front page, done word for word.
class ReadmeTest {
  private static final Path SOURCE = Path.of(System.getProperty("cofre.source"));
  private static final Path ARCHIVE = Path.of(System.getProperty("cofre.archive"));
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  @TempDir Path folder;

  private static List<String> blocks() throws Exception {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : Files.readAllLines(SOURCE.resolve("README.md"))) {
      if (line.startsWith("    ")) {
        block.append(line.strip()).append('\n');
      } else if (!line.isBlank() && !block.isEmpty()) {
        blocks.add(block.toString());
        block.setLength(0);
      }
    }
    return blocks;
  }

  private static String block(List<String> blocks, String words) {
    List<String> found = blocks.stream().filter(block -> block.contains(words)).toList();
    assertEquals(1, found.size(), () -> "blocks with '" + words + "': " + found);
    return found.getFirst();
  }

  @Test
  void every_file_it_names_is_there() throws Exception {
    Matcher link = LINK.matcher(Files.readString(SOURCE.resolve("README.md")));
    int links = 0;
    while (link.find()) {
      assertTrue(Files.exists(SOURCE.resolve(link.group(1))), link.group(1));
      links++;
    }
    assertTrue(links > 5, "there are links");
    for (String block : blocks()) {
      if (block.startsWith("./")) { // of the source tree; the tests themselves run on it
        String program = block.strip().split(" ")[0];
        assertTrue(Files.isExecutable(SOURCE.resolve(program)), program);
      }
    }
  }

  @Test
  void the_first_session_goes_as_it_says() throws Exception {
    Clients.need("aws-cli", "aws", "--version");
    List<String> blocks = new ArrayList<>(blocks());
    blocks.removeIf(block -> block.startsWith("./"));
    assertEquals(5, blocks.size(), "a new block needs a test");
    Files.createSymbolicLink(folder.resolve(ARCHIVE.getFileName()), ARCHIVE.toRealPath());
    String start = block(blocks, "tar -xzf").replace("bin/cofre server", "exec bin/cofre server");
    int port = Server.freePort();
    Path log = folder.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-ec", start)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("COFRE_LISTENERS_S3_PORT", String.valueOf(port));
    builder.environment().put("COFRE_LISTENERS_ADMIN_PORT", String.valueOf(Server.freePort()));
    Process server = builder.start();
    try {
      for (int i = 0; i < 600 && server.isAlive() && !ready(log); i++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertTrue(ready(log), () -> "the server is not ready");
      session(blocks, Files.readString(log), port);
    } finally {
      server.destroy();
      assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    }
  }

  private static boolean ready(Path log) throws Exception {
    return Files.readString(log).contains("  data ");
  }

  private void session(List<String> blocks, String printed, int port) throws Exception {
    String session = block(blocks, "aws s3 mb");
    assertTrue(session.contains("=http://127.0.0.1:9000"), session);
    String mine =
        session
            .replace("127.0.0.1:9000", "127.0.0.1:" + port)
            .replaceFirst(
                "AWS_ACCESS_KEY_ID=\\.\\.\\.", "AWS_ACCESS_KEY_ID=" + word(printed, "access key"))
            .replaceFirst(
                "AWS_SECRET_ACCESS_KEY=\\.\\.\\.",
                "AWS_SECRET_ACCESS_KEY=" + word(printed, "secret key"));
    assertFalse(mine.contains("..."), mine);
    Command.Result first = sh(folder, "set -e\n" + mine).mustSucceed();
    assertTrue(first.output().contains("the combination is 7-4-1"), first.output());

    Path home = folder.resolve("cofre-0.1.0");
    assertTrue(Files.isDirectory(home.resolve("data")));
    String search = block(blocks, "grep -r");
    for (String line : search.strip().split("\n")) {
      Command.Result found = sh(home, line).mustEnd(1);
      assertEquals("", found.output(), "neither search finds a file");
    }

    Command.Result check = sh(home, block(blocks, "mv plugins/")).mustSucceed();
    assertTrue(check.output().contains("add cipher-aes.jar"), check.output());
    assertFalse(check.output().contains("are good"), check.output());

    Command.Result list = sh(home, block(blocks, "bin/cofre plugins")).mustSucceed();
    for (String jar : List.of("cipher-aes.jar", "kms-local.jar", "storage-local.jar")) {
      assertTrue(list.output().contains(jar), list.output());
    }
    assertTrue(Files.isDirectory(home.resolve("data/keys")), "what to keep a copy of is there");
  }

  private static Command.Result sh(Path where, String script) throws Exception {
    return Command.run(where, List.of("sh", "-c", script));
  }

  private static String word(String text, String before) {
    Matcher matcher = Pattern.compile(before + "\\s+(\\S+)").matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }
}
