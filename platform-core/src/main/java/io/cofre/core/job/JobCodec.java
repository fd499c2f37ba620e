package io.cofre.core.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.json.NotJson;
import io.cofre.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// A job as a document, format 1: a JSON object (RFC 8259, UTF-8).
///
/// The fields are those that [JobView] shows, and `format` (1), `cursor`, `lease` (`node`, `run`,
/// `until`) and `description` as a text.
final class JobCodec {
  private static final int FORMAT = 1;

  private JobCodec() {}

  static byte[] encoded(Job job) {
    ObjectNode json = JobView.of(job);
    json.put("format", FORMAT);
    json.put("description", job.order().description());
    json.put("cursor", job.cursor());
    ObjectNode lease = json.putObject("lease");
    lease.put("node", job.lease().node());
    lease.put("run", job.lease().run());
    lease.put("until", job.lease().until().toString());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// @throws NotJson if it is no such document
  static Job decoded(byte[] document) {
    JsonNode json = StrictJson.read(document);
    try {
      if (need(json, "format").intValue() != FORMAT) {
        throw new NotJson("a job of an unknown format");
      }
      return new Job(
          text(json, "id"),
          order(json),
          JobState.of(text(json, "state")),
          json.path("reason").asText(""),
          text(json, "cursor"),
          tally(json),
          dates(json),
          lease(need(json, "lease")));
    } catch (IllegalArgumentException | java.time.DateTimeException _) {
      throw new NotJson("a job with a field that is wrong");
    }
  }

  private static JobOrder order(JsonNode json) {
    JsonNode options = need(json, "options");
    return new JobOrder(
        text(json, "kind"),
        text(json, "description"),
        new JobOptions(
            need(options, "objects-per-second").longValue(),
            need(options, "bytes-per-second").longValue(),
            need(options, "workers").intValue(),
            need(options, "batch").intValue()));
  }

  private static JobTally tally(JsonNode json) {
    SortedMap<String, Long> counts = new TreeMap<>();
    need(json, "outcomes").properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    List<JobTrouble> troubles = new ArrayList<>();
    for (JsonNode trouble : need(json, "failures")) {
      troubles.add(new JobTrouble(text(trouble, "name"), text(trouble, "reason")));
    }
    JsonNode total = json.path("total");
    return new JobTally(
        counts,
        need(json, "bytes").longValue(),
        total.isNumber() ? OptionalLong.of(total.longValue()) : OptionalLong.empty(),
        troubles,
        need(json, "more-failures").longValue());
  }

  private static JobDates dates(JsonNode json) {
    return new JobDates(
        Instant.parse(text(json, "created")),
        instant(json, "started"),
        Instant.parse(text(json, "updated")),
        instant(json, "ended"));
  }

  private static JobLease lease(JsonNode json) {
    return new JobLease(text(json, "node"), text(json, "run"), Instant.parse(text(json, "until")));
  }

  private static Optional<Instant> instant(JsonNode json, String name) {
    return json.has(name) ? Optional.of(Instant.parse(text(json, name))) : Optional.empty();
  }

  private static String text(JsonNode json, String name) {
    return need(json, name).asText();
  }

  private static JsonNode need(JsonNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw new NotJson("a job without " + name);
    }
    return value;
  }
}
