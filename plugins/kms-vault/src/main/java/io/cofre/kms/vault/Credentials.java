package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// How to get a token.
sealed interface Credentials {

  /// A token of the operator's.
  record Given(Source source) implements Credentials {}

  /// A login with an authentication method.
  ///
  /// @param name for messages
  /// @param mount where the method is
  /// @param body what it is told, made anew for each login
  record Method(String name, String mount, Supplier<ObjectNode> body) implements Credentials {}

  /// Where a secret comes from.
  @FunctionalInterface
  interface Source {
    /// Read it as it is now.
    Secret read();

    /// Read it as text, for the body of a login.
    default String text() {
      return read().use(String::new);
    }

    /// A file, read each time: others write it anew before what it holds ends.
    static Source file(Path file) {
      return () -> {
        try {
          return Secret.of(Files.readString(file).strip());
        } catch (IOException e) {
          throw new KmsException(
              Reason.ACCESS_DENIED,
              "%s cannot be read (%s): let the server read it".formatted(file, e));
        }
      };
    }
  }
}
