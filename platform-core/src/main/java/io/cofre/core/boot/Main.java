package io.cofre.core.boot;

import io.cofre.core.client.ClientFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Where the process begins.
public final class Main {
  private Main() {}

  /// Run the command line and end with its status.
  ///
  /// @param arguments as the operator wrote them
  public static void main(String[] arguments) {
    Logging.configure();
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return line().execute(arguments);
  }

  /// The whole command line.
  static CommandLine line() {
    CommandLine line =
        new CommandLine(new CofreCommand())
            .setExitCodeExceptionMapper(failure ->
                failure instanceof CommandLine.ParameterException
                    ? ExitStatus.USAGE
                    : ExitStatus.UNAVAILABLE)
            .setExecutionExceptionHandler(Main::failed)
            .setCaseInsensitiveEnumValuesAllowed(true);
    usage(line);
    return line;
  }

  private static void usage(CommandLine line) {
    line.getCommandSpec().exitCodeOnInvalidInput(ExitStatus.USAGE);
    line.getSubcommands().values().forEach(Main::usage);
  }

  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (failure instanceof CannotStart refused) {
      refused.lines().forEach(text -> err.println("cofre: " + text));
      err.flush();
      return refused.status();
    }
    if (failure instanceof ClientFailure refused) {
      err.println("cofre: " + String.valueOf(refused.getMessage()).replaceAll("\\p{Cntrl}", "?"));
      err.flush();
      return status(refused.reason());
    }
    Logging.failed(Main.class, "an unforeseen failure", failure);
    err.println("cofre: " + failure.getClass().getSimpleName() + "; see the log");
    err.flush();
    return ExitStatus.UNAVAILABLE;
  }

  private static int status(ClientFailure.Reason reason) {
    return switch (reason) {
      case USAGE -> ExitStatus.USAGE;
      case UNREACHABLE, FAILED -> ExitStatus.UNAVAILABLE;
      case NOT_ALLOWED -> ExitStatus.NO_PERMISSION;
      case REFUSED -> ExitStatus.REFUSED;
    };
  }

  /// The charset of everything we print.
  static java.nio.charset.Charset charset() {
    return StandardCharsets.UTF_8;
  }
}
