package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs programs to their end.
final class Command {
  private Command() {}

  /// What a program left behind.
  record Result(List<String> command, int status, String output) {

    Result mustSucceed() {
      return mustEnd(0);
    }

    Result mustEnd(int wanted) {
      if (status != wanted) {
        throw new AssertionError(
            "%s ended with %d and not with %d:%n%s"
                .formatted(String.join(" ", command), status, wanted, output));
      }
      return this;
    }
  }

  static Result run(Path folder, List<String> command) throws Exception {
    return run(folder, Map.of(), command);
  }

  static Result run(Path folder, Map<String, String> environment, List<String> command)
      throws Exception {
    Path output = Files.createTempFile("command", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            command + " did not end within five minutes:\n" + Files.readString(output));
      }
      return new Result(command, process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /// Whether a program can be started.
  static boolean has(String... command) {
    try {
      return run(Path.of("."), List.of(command)).status() == 0;
    } catch (IOException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
