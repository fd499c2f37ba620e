package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.client.Table;
import java.io.PrintWriter;
import java.util.List;

/// Tells people everything of a job.
///
/// @param out where it is told
record JobReport(PrintWriter out) {
  private static final List<String> FACTS =
      List.of(
          "id",
          "kind",
          "state",
          "reason",
          "description",
          "node",
          "created",
          "started",
          "updated",
          "ended",
          "done",
          "total",
          "bytes");

  void print(JsonNode job) {
    Table facts = new Table("job", "");
    for (String field : FACTS) {
      JsonNode value = job.path(field);
      if (!value.isMissingNode()) {
        facts.row(List.of(field, value.isObject() ? value.toString() : value.asText()));
      }
    }
    job.path("outcomes")
        .properties()
        .forEach(each -> facts.row(List.of("  " + each.getKey(), each.getValue().asText())));
    facts.print(out);
    if (!job.path("failures").isEmpty()) {
      out.println();
      Table failures = new Table("name", "reason");
      job.path("failures").forEach(failures::add);
      failures.print(out);
      long more = job.path("more-failures").asLong();
      if (more > 0) {
        out.println("and " + more + " more");
      }
    }
  }

  /// The status of a command that watched it.
  static int status(JsonNode job) {
    boolean well = job.path("state").asText().equals("finished") && job.path("failures").isEmpty();
    return well ? ExitStatus.OK : ExitStatus.REFUSED;
  }
}
