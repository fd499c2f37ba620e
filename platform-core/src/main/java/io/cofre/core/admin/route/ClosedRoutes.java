package io.cofre.core.admin.route;

import io.cofre.api.transport.RequestHead;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import java.util.function.Supplier;

/// What can be asked while the store is not open: the pages under `/v1/` say why they must wait.
///
/// @param open the pages that need no store
/// @param trouble why it is not open, in the operator's words
public record ClosedRoutes(RouteTable open, Supplier<String> trouble) implements Routes {
  private static final int WAIT_SECONDS = 5;

  @Override
  public RouteTable.Match find(RequestHead head) {
    if (head.rawPath().startsWith("/v1/")) {
      throw AdminFailure.later(AdminError.UNAVAILABLE, trouble.get(), WAIT_SECONDS);
    }
    return open.find(head);
  }
}
