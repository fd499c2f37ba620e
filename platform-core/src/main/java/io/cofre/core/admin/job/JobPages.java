package io.cofre.core.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.message.AdminRequest;
import io.cofre.core.admin.route.Route;
import io.cofre.core.json.JsonFields;
import io.cofre.core.json.WrongField;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// What can be asked of jobs.
///
/// @param desk where they are
public record JobPages(JobDesk desk) {
  private static final String ALL = "/v1/jobs";
  private static final String ONE = ALL + "/{job}";
  private static final Set<String> FIELDS =
      Set.of("kind", "description", "objects-per-second", "bytes-per-second", "workers");

  /// Does something with the job of an id.
  @FunctionalInterface
  private interface Change {
    JsonNode change(String id) throws IOException;
  }

  /// The pages.
  public List<Route> routes() {
    return List.of(
        Route.of("GET", ALL, "AdminListJobs", this::list),
        Route.of("POST", ALL, "AdminStartJob", this::order),
        Route.of("GET", ONE, "AdminDescribeJob", request -> change(request, desk::show)),
        verb("pause", "AdminPauseJob", desk::pause),
        verb("resume", "AdminResumeJob", desk::resume),
        verb("cancel", "AdminCancelJob", desk::cancel));
  }

  private static Route verb(String verb, String name, Change change) {
    return Route.of("POST", ONE + "/" + verb, name, request -> change(request, change));
  }

  private static AdminAnswer change(AdminRequest request, Change change) throws IOException {
    request.expectNothing();
    return AdminAnswer.json(200, change.change(request.name("job")));
  }

  private AdminAnswer list(AdminRequest request) throws IOException {
    request.expectNothing();
    var all = JsonNodeFactory.instance.objectNode();
    all.putArray("jobs").addAll(desk.list());
    return AdminAnswer.json(200, all);
  }

  private AdminAnswer order(AdminRequest request) throws IOException {
    request.parameters(Set.of());
    JsonFields fields = request.fields(FIELDS);
    JsonNode description =
        fields.raw("description").orElseThrow(() -> new WrongField("'description' is missing"));
    JobDesk.Effort effort =
        new JobDesk.Effort(
            fields.number("objects-per-second", 0, 1_000_000).orElse(0),
            fields.number("bytes-per-second", 0, 1L << 40).orElse(0),
            (int) fields.number("workers", 1, 64).orElse(2));
    return AdminAnswer.json(201, desk.order(fields.needText("kind"), description, effort));
  }
}
