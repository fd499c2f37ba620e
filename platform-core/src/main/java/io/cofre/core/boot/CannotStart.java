package io.cofre.core.boot;

import java.io.Serial;
import java.util.List;

/// Says why the server does not start; each line is one problem with its cure.
final class CannotStart extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private final int status;
  private final transient List<String> lines;

  CannotStart(int status, List<String> lines) {
    super(String.join("; ", lines));
    this.status = status;
    this.lines = List.copyOf(lines);
  }

  CannotStart(int status, String line, Throwable cause) {
    super(line, cause);
    this.status = status;
    this.lines = List.of(line);
  }

  int status() {
    return status;
  }

  List<String> lines() {
    return lines;
  }
}
