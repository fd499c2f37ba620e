package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.admin.job.JobDesk;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.core.job.JobFailure;
import io.cofre.core.job.JobOptions;
import io.cofre.core.job.JobOrder;
import io.cofre.core.job.Jobs;
import java.io.IOException;
import java.util.List;

/// Gives operators the jobs.
///
/// @param jobs the jobs
record Desk(Jobs jobs) implements JobDesk {

  /// Asks for a job.
  @FunctionalInterface
  private interface Asking {
    JsonNode ask() throws IOException;
  }

  @Override
  public List<JsonNode> list() throws IOException {
    return jobs.list();
  }

  @Override
  public JsonNode show(String id) throws IOException {
    return asked(() -> jobs.show(id));
  }

  @Override
  public JsonNode order(String kind, JsonNode description, Effort effort) throws IOException {
    JobOptions options =
        new JobOptions(
            effort.objectsPerSecond(),
            effort.bytesPerSecond(),
            effort.workers(),
            JobOptions.DEFAULT.batch());
    return asked(() -> jobs.order(new JobOrder(kind, description.toString(), options)));
  }

  @Override
  public JsonNode pause(String id) throws IOException {
    return asked(() -> jobs.pause(id));
  }

  @Override
  public JsonNode resume(String id) throws IOException {
    return asked(() -> jobs.resume(id));
  }

  @Override
  public JsonNode cancel(String id) throws IOException {
    return asked(() -> jobs.cancel(id));
  }

  private static JsonNode asked(Asking asking) throws IOException {
    try {
      return asking.ask();
    } catch (JobFailure e) {
      AdminError error =
          switch (e.reason()) {
            case NO_SUCH_JOB -> AdminError.NOT_FOUND;
            case INVALID -> AdminError.INVALID;
            case WRONG_STATE -> AdminError.CONFLICT;
          };
      throw new AdminFailure(error, String.valueOf(e.getMessage()));
    }
  }
}
