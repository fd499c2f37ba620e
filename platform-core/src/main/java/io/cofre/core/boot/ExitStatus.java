package io.cofre.core.boot;

/// How the process ends, by the conventions of `sysexits.h`.
final class ExitStatus {
  static final int OK = 0;

  /// A running server was asked and said no, or what was watched did not go well.
  static final int REFUSED = 1;

  /// The command line cannot be understood.
  static final int USAGE = 64;

  /// A file that was given is damaged, or its passphrase is another one.
  static final int DATA = 65;

  /// Something that is needed is not there: the KMS, the disk, the port.
  static final int UNAVAILABLE = 69;

  /// The token of the admin API is missing or wrong.
  static final int NO_PERMISSION = 77;

  /// The configuration or the plugins folder is wrong.
  static final int CONFIG = 78;

  private ExitStatus() {}
}
