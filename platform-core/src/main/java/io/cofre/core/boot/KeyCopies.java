package io.cofre.core.boot;

import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyBackup.Restored;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.plugin.Secret;
import io.cofre.core.config.ConfigInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

/// Copies the keys of a KMS to a file and back, beside a running server or without one: a server
/// whose keys are lost does not start.
///
/// @param kms the open KMS
/// @param name its name in the configuration
record KeyCopies(Kms kms, String name) {
  private static final long LONGEST = 64L << 20;

  /// Open a KMS of the configuration for some work, and close it.
  static <T> T with(ConfigInput input, String name, Function<KeyCopies, T> work)
      throws CannotStart {
    Blueprint plan = Preparation.prepare(input);
    Part<KmsProvider> part = plan.kms().get(name);
    if (part == null) {
      throw new CannotStart(
          ExitStatus.CONFIG, List.of("kms.%s is not in the configuration".formatted(name)));
    }
    Path data = plan.config().server().data();
    try (Kms kms =
        part.open(data, (provider, settings, context) -> provider.open(settings, context))) {
      return work.apply(new KeyCopies(kms, name));
    } catch (KmsException e) {
      throw new CannotStart(status(e.reason()), "kms.%s: %s".formatted(name, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(ExitStatus.DATA, String.valueOf(e.getMessage()), e);
    }
  }

  private static int status(Reason reason) {
    return reason == Reason.NOT_AUTHENTIC ? ExitStatus.DATA : ExitStatus.UNAVAILABLE;
  }

  byte[] export(Secret passphrase) {
    return facet().export(passphrase);
  }

  List<Restored> restore(byte[] backup, Secret passphrase, boolean dryRun) {
    return facet().restore(backup, passphrase, dryRun);
  }

  private KeyBackup facet() {
    return kms.backup()
        .orElseThrow(() ->
            new KmsException(
                Reason.UNSUPPORTED,
                "it makes no backups: its keys are kept, and backed up, by the KMS itself"));
  }

  /// Read a passphrase, without the line end after it.
  static Secret passphrase(Path file) throws CannotStart {
    try {
      return Secret.of(Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""));
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  static byte[] read(Path file) throws CannotStart {
    try {
      if (Files.size(file) > LONGEST) {
        throw new CannotStart(
            ExitStatus.DATA, List.of("%s is too long for a backup".formatted(file)));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /// Write a file that was not there, for its owner only, and durably.
  static void write(Path file, byte[] bytes) throws CannotStart {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, options, ownerOnly(file))) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static CannotStart unusable(Path file, IOException e) {
    return new CannotStart(ExitStatus.UNAVAILABLE, "%s: %s".formatted(file, FileCause.of(e)), e);
  }
}
