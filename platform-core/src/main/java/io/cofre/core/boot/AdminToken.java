package io.cofre.core.boot;

import io.cofre.api.plugin.Secret;
import io.cofre.core.config.CofreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// The token of the admin API: the configuration's, else the one in the data folder, which the
/// first start makes for its owner alone.
final class AdminToken {
  static final String FILE = "admin.token";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private AdminToken() {}

  /// Find it, or make it.
  static Secret find(CofreConfig config) throws CannotStart {
    if (config.admin().token().isPresent()) {
      return config.admin().token().get();
    }
    Path file = config.server().data().resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return read(file);
    } catch (IOException e) {
      throw new CannotStart(
          ExitStatus.CONFIG, "server.data: %s: %s".formatted(file, FileCause.of(e)), e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path fresh = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(fresh); // of a start that broke off
    try (var out =
        Files.newByteChannel(
            fresh,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC),
            PosixFilePermissions.asFileAttribute(OWNER))) {
      out.write(StandardCharsets.UTF_8.encode(token + "\n"));
    }
    try {
      Files.createLink(file, fresh); // which another start's token is not replaced by
    } catch (FileAlreadyExistsException _) {
      // it made one first
    } finally {
      Files.delete(fresh);
    }
  }

  /// Read the token of a data folder.
  ///
  /// @throws CannotStart if others could have read it, or it holds none
  /// @throws NoSuchFileException if there is none
  static Secret read(Path file) throws IOException, CannotStart {
    if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new CannotStart(
          ExitStatus.CONFIG,
          List.of(
              "%s can be read or changed by others; remove it, so that the next start makes a new token"
                  .formatted(file)));
    }
    String token = Files.readString(file).strip();
    if (token.length() < 24) {
      throw new CannotStart(
          ExitStatus.CONFIG,
          List.of(file + " holds no token; remove it and start the server again"));
    }
    return Secret.of(token);
  }
}
