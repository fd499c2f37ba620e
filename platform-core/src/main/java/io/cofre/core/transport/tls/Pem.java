package io.cofre.core.transport.tls;

import io.cofre.api.plugin.InvalidSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The blocks of a PEM file (RFC 7468).
final class Pem {
  private static final long LARGEST = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");

  private Pem() {}

  /// One block.
  record Block(String type, byte[] bytes) {
    Block {
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Block that
          && type.equals(that.type)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return type.hashCode();
    }

    @Override
    public String toString() {
      return type;
    }
  }

  /// Read all blocks of a file.
  ///
  /// @param setting the setting that names the file, for messages
  /// @throws InvalidSettings if it cannot be read or holds no block
  static List<Block> read(Path file, String setting) {
    String text = text(file, setting);
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String content = matcher.group(2);
      if (content.contains("Proc-Type:")) { // the old encryption of OpenSSL (RFC 1421)
        blocks.add(new Block("ENCRYPTED PRIVATE KEY", new byte[0]));
        continue;
      }
      blocks.add(new Block(matcher.group(1), base64(content, file, setting)));
    }
    if (blocks.isEmpty()) {
      throw new InvalidSettings(
          setting, file + " is not a PEM file: it has no -----BEGIN ...----- block");
    }
    return blocks;
  }

  private static byte[] base64(String content, Path file, String setting) {
    try {
      return Base64.getDecoder().decode(content.replaceAll("\\s", ""));
    } catch (IllegalArgumentException _) {
      throw new InvalidSettings(setting, file + " is damaged: a block of it is not Base64");
    }
  }

  private static String text(Path file, String setting) {
    try {
      if (Files.isDirectory(file)) {
        throw new InvalidSettings(setting, file + " is a folder; name a PEM file");
      }
      if (Files.size(file) > LARGEST) {
        throw new InvalidSettings(setting, file + " is too large for a PEM file");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException _) {
      throw new InvalidSettings(setting, file + " does not exist");
    } catch (AccessDeniedException _) {
      throw new InvalidSettings(
          setting, file + " cannot be read: give the server's user permission to read it");
    } catch (IOException e) {
      throw new InvalidSettings(setting, file + " cannot be read: " + e.getMessage());
    }
  }
}
