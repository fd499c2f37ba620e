package io.cofre.core.object;

import io.cofre.core.object.model.ListQuery;

/// Queries for tests.
final class Listings {
  private Listings() {}

  static ListQuery all(String bucket) {
    return new ListQuery(bucket, "", "", "", 1000);
  }
}
