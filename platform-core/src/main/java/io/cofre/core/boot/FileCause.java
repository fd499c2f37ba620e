package io.cofre.core.boot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/// Says in an operator's words why a file or folder cannot be used.
final class FileCause {
  private FileCause() {}

  /// The file, where it is known, and the cause.
  static String withFile(IOException failure) {
    return failure instanceof FileSystemException system && system.getFile() != null
        ? system.getFile() + ": " + of(failure)
        : of(failure);
  }

  static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "it is there and not a folder";
      case NoSuchFileException _ -> "no such file or folder";
      case FileSystemException system when system.getReason() != null ->
          String.valueOf(system.getReason()).toLowerCase(Locale.ROOT);
      default ->
          Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    };
  }
}
