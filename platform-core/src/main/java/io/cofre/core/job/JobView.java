package io.cofre.core.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.json.StrictJson;
import java.nio.charset.StandardCharsets;

/// A job as operators see it: a JSON object.
///
/// `id`, `kind`, `description`, `state`, `reason` (where it failed), `node` (where it runs),
/// `options`, `done`, `total` (where it is known), `bytes`, `outcomes` (every one, with its count),
/// `failures` (the first hundred: `name`, `reason`), `more-failures`, `created`, `started`,
/// `updated`, `ended`.
final class JobView {
  private JobView() {}

  /// What is shown.
  static ObjectNode shown(Job job) {
    ObjectNode json = of(job);
    byte[] description = job.order().description().getBytes(StandardCharsets.UTF_8);
    json.set("description", StrictJson.read(description));
    if (!job.lease().node().isEmpty()) {
      json.put("node", job.lease().node());
    }
    return json;
  }

  /// What is shown and kept alike.
  static ObjectNode of(Job job) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", job.id());
    json.put("kind", job.order().kind());
    json.put("state", job.state().word());
    if (!job.reason().isEmpty()) {
      json.put("reason", job.reason());
    }
    options(json.putObject("options"), job.order().options());
    tally(json, job.tally());
    dates(json, job.dates());
    return json;
  }

  private static void options(ObjectNode json, JobOptions options) {
    json.put("objects-per-second", options.objectsPerSecond());
    json.put("bytes-per-second", options.bytesPerSecond());
    json.put("workers", options.workers());
    json.put("batch", options.batch());
  }

  private static void tally(ObjectNode json, JobTally tally) {
    json.put("done", tally.done());
    tally.total().ifPresent(total -> json.put("total", total));
    json.put("bytes", tally.bytes());
    ObjectNode outcomes = json.putObject("outcomes");
    tally.counts().forEach(outcomes::put);
    ArrayNode failures = json.putArray("failures");
    for (JobTrouble trouble : tally.troubles()) {
      failures.addObject().put("name", trouble.name()).put("reason", trouble.reason());
    }
    json.put("more-failures", tally.untold());
  }

  private static void dates(ObjectNode json, JobDates dates) {
    json.put("created", dates.created().toString());
    dates.started().ifPresent(when -> json.put("started", when.toString()));
    json.put("updated", dates.updated().toString());
    dates.ended().ifPresent(when -> json.put("ended", when.toString()));
  }
}
