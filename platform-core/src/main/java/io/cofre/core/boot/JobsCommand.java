package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.client.AdminClient;
import io.cofre.core.client.Table;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cofre jobs`.
@Command(
    name = "jobs",
    description = "Watch and steer the jobs that work on many objects in the background.",
    mixinStandardHelpOptions = true)
final class JobsCommand implements Runnable {
  private static final String ALL = "/v1/jobs";
  private static final String ID = "Id of the job, as `cofre jobs list` shows it.";
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a subcommand, such as: cofre jobs list");
  }

  @Command(name = "list", description = "List the jobs, the oldest first.")
  int list(@Mixin AdminOptions options) throws CannotStart, InterruptedException {
    try (AdminClient client = options.client()) {
      options.print(
          client.ask("GET", ALL),
          out(),
          answer -> {
            Table table = new Table("id", "kind", "state", "done", "total", "created", "ended");
            answer.path("jobs").forEach(table::add);
            table.print(out());
          });
      return ExitStatus.OK;
    }
  }

  @Command(name = "show", description = "Tell everything of a job: its report.")
  int show(@Mixin AdminOptions options, @Parameters(paramLabel = "ID", description = ID) String id)
      throws CannotStart, InterruptedException {
    try (AdminClient client = options.client()) {
      options.print(client.ask("GET", one(id)), out(), new JobReport(out())::print);
      return ExitStatus.OK;
    }
  }

  @Command(name = "pause", description = "Stop a job for now, behind the objects under way.")
  int pause(@Mixin AdminOptions options, @Parameters(paramLabel = "ID", description = ID) String id)
      throws CannotStart, InterruptedException {
    return change(options, id, "pause");
  }

  @Command(name = "resume", description = "Let a paused or failed job go on where it was.")
  int resume(
      @Mixin AdminOptions options, @Parameters(paramLabel = "ID", description = ID) String id)
      throws CannotStart, InterruptedException {
    return change(options, id, "resume");
  }

  @Command(name = "cancel", description = "End a job for good; what it did stays done.")
  int cancel(
      @Mixin AdminOptions options, @Parameters(paramLabel = "ID", description = ID) String id)
      throws CannotStart, InterruptedException {
    return change(options, id, "cancel");
  }

  @Command(
      name = "watch",
      description = {
        "Follow a job until it ends, is paused or fails, then tell its report.",
        "Ends with status 0 if it finished and nothing failed, else 1."
      })
  int watch(@Mixin AdminOptions options, @Parameters(paramLabel = "ID", description = ID) String id)
      throws CannotStart, InterruptedException {
    try (AdminClient client = options.client()) {
      JsonNode job = new JobWatch(out(), !options.json()).follow(() -> client.ask("GET", one(id)));
      options.print(job, out(), new JobReport(out())::print);
      return JobReport.status(job);
    }
  }

  private static String one(String id) {
    return ALL + "/" + AdminClient.segment(id);
  }

  private int change(AdminOptions options, String id, String verb)
      throws CannotStart, InterruptedException {
    try (AdminClient client = options.client()) {
      options.print(
          client.ask("POST", one(id) + "/" + verb),
          out(),
          answer -> new Table("id", "kind", "state", "done", "total").add(answer).print(out()));
      return ExitStatus.OK;
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
