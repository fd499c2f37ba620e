package io.cofre.core.admin.route;

import io.cofre.core.admin.message.AdminOperation;

/// One thing that can be asked.
///
/// @param method `GET` (and with it `HEAD`), `POST`, `PUT` or `DELETE`
/// @param path the path
/// @param name the name for logs and metrics, of a fixed list
/// @param operation what answers
public record Route(String method, PathPattern path, String name, AdminOperation operation) {

  /// Make one.
  public static Route of(String method, String path, String name, AdminOperation operation) {
    return new Route(method, PathPattern.of(path), name, operation);
  }
}
