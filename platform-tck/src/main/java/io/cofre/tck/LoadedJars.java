package io.cofre.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/// What came of loading each jar, as long as it stays the same file.
final class LoadedJars {
  private final Map<Version, JarReport> reports = new HashMap<>();

  /// One content of a file.
  private record Version(Path jar, FileTime changed, long size) {}

  synchronized JarReport get(Path jar) throws IOException, InterruptedException {
    BasicFileAttributes about = Files.readAttributes(jar, BasicFileAttributes.class);
    Version version = new Version(jar, about.lastModifiedTime(), about.size());
    JarReport known = reports.get(version);
    if (known == null) {
      known = PlatformProcess.load(jar);
      reports.put(version, known);
    }
    return known;
  }
}
