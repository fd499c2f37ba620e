package io.cofre.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the content of files and variables in the place of `${file:PATH}` and `${env:NAME}`.
///
/// `$${` stands for a plain `${`. What a reference brings is not searched again. The line end at
/// the end of a file is dropped.
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^{}]*)\\}?");
  private static final Pattern WHOLE = Pattern.compile("\\$\\{(file|env):[^{}]+\\}");
  private static final long LARGEST = 64 << 10;

  private final Path base;
  private final Map<String, String> environment;

  /// @param base what relative paths are resolved against
  References(Path base, Map<String, String> environment) {
    this.base = base;
    this.environment = environment;
  }

  static boolean whole(String written) {
    return WHOLE.matcher(written).matches();
  }

  /// @throws IllegalArgumentException with what is wrong and the cure, in words without secrets
  String resolve(String written) {
    Matcher m = REFERENCE.matcher(written);
    StringBuilder text = new StringBuilder();
    while (m.find()) {
      String inside = m.group(1);
      String put = inside == null ? "${" : refer(m.group(), inside);
      m.appendReplacement(text, Matcher.quoteReplacement(put));
    }
    return m.appendTail(text).toString();
  }

  private String refer(String reference, String inside) {
    if (reference.endsWith("}") && inside.startsWith("file:")) {
      return file(inside.substring("file:".length()));
    }
    if (reference.endsWith("}") && inside.startsWith("env:")) {
      return variable(inside.substring("env:".length()));
    }
    throw new IllegalArgumentException(
        "holds '${' without a known reference; write ${file:PATH} or ${env:NAME}, or $${ for a"
            + " plain ${");
  }

  private String variable(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the variable " + name + " is not in the environment; set it, or mend the name");
    }
    return value;
  }

  private String file(String name) {
    Path path = base.resolve(name);
    try {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
        throw new IllegalArgumentException(
            "the file "
                + path
                + " is no regular file of up to 64 KiB; name one that holds only"
                + " the value");
      }
      byte[] bytes = Files.readAllBytes(path);
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .replaceFirst("\\r?\\n\\z", "");
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "the file " + path + " is not there; make it, or mend the path", e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the file " + path + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file "
              + path
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); let the user of the server read it",
          e);
    }
  }
}
