package io.cofre.core.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.json.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A toy kind: paints fences in a colour. Those whose number ends with 7 cannot be painted.
final class Painting implements JobKind<Painting.Outcome> {
  /// What becomes of a fence.
  enum Outcome {
    PAINTED,
    WAS_PAINTED,
    ROTTEN
  }

  /// What happens around the work on a fence.
  @FunctionalInterface
  interface Event {
    void happen(String fence) throws IOException, InterruptedException;
  }

  final SortedMap<String, String> fences = Collections.synchronizedSortedMap(new TreeMap<>());
  final List<String> strokes = Collections.synchronizedList(new ArrayList<>());
  Event before = _ -> {};
  int listings;

  Painting(int count) {
    for (int i = 0; i < count; i++) {
      fences.put("fence-%05d".formatted(i), "");
    }
  }

  @Override
  public String name() {
    return "paint";
  }

  @Override
  public Class<Outcome> outcomes() {
    return Outcome.class;
  }

  @Override
  public JobWork<Outcome> prepare(JsonNode description) {
    JsonFields fields = JsonFields.of(description, Set.of("colour"));
    String colour = fields.needText("colour");
    return new JobWork<>() {
      @Override
      public OptionalLong total() {
        return OptionalLong.of(fences.size());
      }

      @Override
      public JobBatch<Outcome> step(JobStep<Outcome> step)
          throws IOException, InterruptedException {
        listings++;
        List<String> page = page(step.cursor(), step.limit());
        return step.each(
            page, name -> name, name -> paint(name, colour, step), page.size() < step.limit());
      }
    };
  }

  private List<String> page(String behind, int limit) {
    synchronized (fences) {
      return fences.tailMap(behind + "\0").keySet().stream().limit(limit).toList();
    }
  }

  private JobResult<Outcome> paint(String name, String colour, JobStep<Outcome> step)
      throws IOException, InterruptedException {
    before.happen(name);
    if (name.endsWith("7")) {
      return JobResult.failed(Outcome.ROTTEN, name, "the wood is rotten");
    }
    step.spend(10);
    strokes.add(name);
    boolean was = colour.equals(fences.put(name, colour));
    return JobResult.of(was ? Outcome.WAS_PAINTED : Outcome.PAINTED, 10);
  }
}
