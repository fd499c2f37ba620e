package io.cofre.core.plugin;

import io.cofre.api.plugin.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Loads one jar as a server would and writes what came of it to a file: a process of its own, for
/// code that may end it or never return.
///
/// Each line is a word and its values, separated by tabs; the last one is `end`. A file without it
/// was written by a process that something ended.
///
/// | word | values |
/// |---|---|
/// | `jar` | module, version, version of the interfaces |
/// | `problem` | kind of the problem, its text |
/// | `offer` | kind, name, class |
/// | `setting` | key, kind, `secret` or `open`, `required` or `default`, the default, help |
/// | `stuck` | where the code was when the time was over |
///
/// The vendor test kit reads this file too: words may be added, and none may change.
public final class Trial {
  private Trial() {}

  /// Load a jar.
  ///
  /// @param arguments the file to write, the jar, and how many seconds it may take
  public static void main(String[] arguments) throws IOException {
    try (PrintWriter out =
        new PrintWriter(
            Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8), true)) {
      Duration patience = Duration.ofSeconds(Long.parseLong(arguments[2]));
      Thread.ofPlatform()
          .daemon()
          .name("trial-watch")
          .start(new Watch(Thread.currentThread(), patience, out));
      run(Path.of(arguments[1]), out);
      line(out, "end");
    }
    System.exit(0); // threads of the plugin do not matter any more
  }

  private static void run(Path path, PrintWriter out) throws IOException {
    try {
      JarReader reader =
          new JarReader(PlatformRules.running(), PluginLock.none(), TrustedSigners.of(List.of()));
      PluginJar jar = reader.content(path);
      line(out, "jar", jar.module(), jar.version(), jar.api().toString());
      PrivateFolder unpacked = PrivateFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
      List<Offer<?>> offers =
          ProviderFinder.find(
              PluginLayer.define(
                  jar, NestedLibraries.usual().unpack(jar, unpacked), new PlatformView()));
      for (Offer<?> offer : offers) {
        line(
            out, "offer", offer.kind().name(), offer.name(), offer.provider().getClass().getName());
        offer.settings().forEach(setting -> line(out, setting));
      }
    } catch (RefusedJar e) {
      line(out, "problem", e.problem().getClass().getSimpleName(), e.problem().text());
    }
  }

  private static void line(PrintWriter out, Setting<?> setting) {
    line(
        out,
        "setting",
        setting.key(),
        setting.kind(),
        setting.secret() ? "secret" : "open",
        setting.fallback().isPresent() ? "default" : "required",
        setting.fallback().orElse(""),
        setting.help());
  }

  private static void line(PrintWriter out, String... words) {
    out.println(
        Arrays.stream(words)
            .map(word -> word.replaceAll("\\p{Cntrl}", " "))
            .collect(Collectors.joining("\t")));
  }

  /// Ends the process when the time is over, and says where it was.
  private record Watch(Thread watched, Duration patience, PrintWriter out) implements Runnable {
    private static final int STUCK = 3;

    @Override
    public void run() {
      try {
        if (!watched.join(patience)) {
          line(out, "stuck", where());
          Runtime.getRuntime().halt(STUCK);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private String where() {
      return Arrays.stream(watched.getStackTrace())
          .filter(frame -> !String.valueOf(frame.getModuleName()).startsWith("java."))
          .limit(3)
          .map(frame -> "%s.%s".formatted(frame.getClassName(), frame.getMethodName()))
          .collect(Collectors.joining(" < "));
    }
  }
}
