package io.cofre.core.s3.route;

import io.cofre.core.s3.message.Target;

/// What a route is about.
public enum Scope {
  SERVICE("/"),
  BUCKET("/b"),
  OBJECT("/b/k");

  private final String path;

  Scope(String path) {
    this.path = path;
  }

  /// How documents write it.
  public String path() {
    return path;
  }

  /// The scope of a target.
  public static Scope of(Target target) {
    return switch (target) {
      case Target.Service _ -> SERVICE;
      case Target.InBucket _ -> BUCKET;
      case Target.InObject _ -> OBJECT;
    };
  }
}
