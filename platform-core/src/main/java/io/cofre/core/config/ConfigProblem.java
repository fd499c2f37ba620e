package io.cofre.core.config;

/// One thing wrong with the configuration, or worth a warning.
///
/// @param where the file and line, the variable or the command line
/// @param key the key in full, such as `listeners.s3.port`; empty when no key is at fault
/// @param what what is wrong and how to mend it, without secrets
public record ConfigProblem(Origin where, String key, String what) {

  /// The line that operators read: `file: key: what is wrong; cure`.
  public String text() {
    String line = key.isEmpty() ? where + ": " + what : where + ": " + key + ": " + what;
    return line.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
  }
}
