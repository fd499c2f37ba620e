package io.cofre.core.admin.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.tck.fake.MemoryRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What operators can ask before the store is open.
class ClosedRoutesTest {
  private final Route live =
      Route.of("GET", "/health/live", "Live", _ -> AdminAnswer.text(200, "text/plain", "up"));
  private final Routes routes =
      new ClosedRoutes(new RouteTable(List.of(live)), () -> "the KMS is away");

  private AdminFailure refused(String path) {
    return assertThrows(
        AdminFailure.class, () -> routes.find(MemoryRequest.of("GET", path).head()));
  }

  @Test
  void health_is_told() {
    assertEquals(live, routes.find(MemoryRequest.of("GET", "/health/live").head()).route());
  }

  @Test
  void the_rest_is_told_why_it_must_wait() {
    AdminFailure wait = refused("/v1/kms/main/keys");
    assertEquals(AdminError.UNAVAILABLE, wait.error());
    assertEquals("the KMS is away", wait.getMessage());
    assertEquals(List.of("5"), wait.headers().get("Retry-After"));
    assertEquals(AdminError.NOT_FOUND, refused("/health").error());
  }
}
