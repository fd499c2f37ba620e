package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.job.JobBatch;
import io.cofre.core.job.JobDocuments;
import io.cofre.core.job.JobKind;
import io.cofre.core.job.JobOptions;
import io.cofre.core.job.JobOrder;
import io.cofre.core.job.JobResult;
import io.cofre.core.job.JobStep;
import io.cofre.core.job.JobTime;
import io.cofre.core.job.JobWork;
import io.cofre.core.job.Jobs;
import io.cofre.core.json.JsonFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// Jobs that count to a number, which had better be even.
final class CountingJobs implements JobKind<CountingJobs.Outcome> {
  /// What becomes of a number.
  enum Outcome {
    COUNTED,
    ODD
  }

  private CountingJobs() {}

  static Jobs start() {
    return Jobs.start(
        new Kept(new ConcurrentHashMap<>()), List.of(new CountingJobs()), "a", JobTime.ofMachine());
  }

  /// Order one; large numbers take long.
  static String order(Jobs jobs, long to) throws IOException {
    JobOptions options = new JobOptions(to > 1000 ? 100 : 0, 0, 1, 100);
    return jobs.order(new JobOrder("count", "{\"to\":" + to + "}", options)).path("id").textValue();
  }

  @Override
  public String name() {
    return "count";
  }

  @Override
  public Class<Outcome> outcomes() {
    return Outcome.class;
  }

  @Override
  public JobWork<Outcome> prepare(JsonNode description) {
    long to = JsonFields.of(description, Set.of("to")).number("to", 0, 10_000).orElse(0);
    return new JobWork<>() {
      @Override
      public OptionalLong total() {
        return OptionalLong.of(to);
      }

      @Override
      public JobBatch<Outcome> step(JobStep<Outcome> step)
          throws IOException, InterruptedException {
        long from = step.cursor().isEmpty() ? 1 : Long.parseLong(step.cursor()) + 1;
        List<Long> page = LongStream.rangeClosed(from, to).limit(step.limit()).boxed().toList();
        return step.each(page, String::valueOf, n -> count(n, to), page.size() < step.limit());
      }
    };
  }

  private static JobResult<Outcome> count(long number, long to) {
    return number == to && number % 2 == 1
        ? JobResult.failed(Outcome.ODD, "the end", number + " is odd")
        : JobResult.of(Outcome.COUNTED, 1);
  }

  /// Documents in memory.
  private record Kept(Map<String, byte[]> byId) implements JobDocuments {
    @Override
    public Map<String, byte[]> all() {
      return Map.copyOf(byId);
    }

    @Override
    public Optional<byte[]> find(String id) {
      return Optional.ofNullable(byId.get(id));
    }

    @Override
    public void create(String id, byte[] document) {
      byId.put(id, document);
    }

    @Override
    public Optional<byte[]> change(String id, UnaryOperator<byte[]> change) {
      return Optional.ofNullable(byId.computeIfPresent(id, (_, old) -> change.apply(old)));
    }

    @Override
    public void remove(String id) {
      byId.remove(id);
    }
  }
}
