package io.cofre.core.admin.route;

import io.cofre.api.transport.RequestHead;

/// Knows who answers which request.
@FunctionalInterface
public interface Routes {

  /// Find the route of a request.
  ///
  /// @throws io.cofre.core.admin.message.AdminFailure if there is none
  RouteTable.Match find(RequestHead head);
}
