package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page of the documentation as its reader follows it.
final class TutorialPage {
  private static final Pattern FILE = Pattern.compile("`((?:src/[^`]*|pom\\.xml))`:?$");

  private TutorialPage() {}

  /// A block of code.
  ///
  /// @param language as the page says
  /// @param file the file that the words before it name; the one of the block before unless they do
  /// @param text what stands in it
  record Block(String language, String file, String text) {}

  static List<Block> blocks(Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    String file = "";
    StringBuilder text = new StringBuilder();
    String language = "";
    for (String line : Files.readAllLines(page)) {
      if (language.isEmpty() && line.startsWith("```")) {
        language = line.substring(3);
      } else if (line.equals("```")) {
        blocks.add(new Block(language, file, text.toString()));
        text.setLength(0);
        language = "";
      } else if (!language.isEmpty()) {
        text.append(line).append('\n');
      } else {
        Matcher named = FILE.matcher(line);
        if (named.find()) {
          file = named.group(1);
        }
      }
    }
    return blocks;
  }
}
