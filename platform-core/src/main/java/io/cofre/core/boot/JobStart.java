package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.client.AdminClient;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/// The options of every command that starts a job.
final class JobStart {
  @Option(
      names = "--objects-per-second",
      paramLabel = "N",
      description = "At most so many objects in a second (default: no limit).")
  private long objectsPerSecond;

  @Option(
      names = "--bytes-per-second",
      paramLabel = "N",
      description = "At most so many bytes in a second (default: no limit).")
  private long bytesPerSecond;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "So many objects at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int workers = 2;

  @Option(
      names = "--watch",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Follow the job and tell its report (default); --no-watch only starts it.")
  private boolean watch;

  /// Start a job, and follow it.
  ///
  /// @return 0 if it finished and nothing failed, or was only started, else 1
  int run(
      AdminClient client,
      AdminOptions options,
      PrintWriter out,
      String kind,
      ObjectNode description)
      throws InterruptedException {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("kind", kind).set("description", description);
    order.put("objects-per-second", objectsPerSecond);
    order.put("bytes-per-second", bytesPerSecond);
    order.put("workers", workers);
    JsonNode job = client.ask("POST", "/v1/jobs", order);
    if (!watch) {
      options.print(job, out, new JobReport(out)::print);
      return ExitStatus.OK;
    }
    String id = job.path("id").asText();
    if (!options.json()) {
      out.println("job " + id + "; it goes on when this command is stopped");
    }
    String path = "/v1/jobs/" + AdminClient.segment(id);
    JsonNode end = new JobWatch(out, !options.json()).follow(() -> client.ask("GET", path));
    options.print(end, out, new JobReport(out)::print);
    return JobReport.status(end);
  }
}
