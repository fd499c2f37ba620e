package io.cofre.core.boot;

import io.cofre.core.config.CofreConfig.LogTarget;
import io.cofre.core.observe.LineLog;
import io.cofre.core.observe.Metrics;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Opens the logs that operators may have: no log, or one.
///
/// @param metrics counts what is lost
record LogFiles(Metrics metrics) {

  /// Open one.
  ///
  /// @param setting that names its target, without `server.`
  /// @param name what operators call it
  /// @param words what stands in a line
  <T> List<LineLog<T>> open(
      LogTarget target, String setting, String name, Function<T, String> words) throws CannotStart {
    List<LineLog<T>> logs =
        switch (target) {
          case LogTarget.Off _ -> List.of();
          case LogTarget.StandardOutput _ ->
              List.of(LineLog.to(new FileOutputStream(FileDescriptor.out), name, words));
          case LogTarget.ToFile(var file) -> List.of(append(file, setting, name, words));
        };
    logs.forEach(log ->
        metrics.total(
            "cofre_%s_dropped_total".formatted(name.replace(' ', '_').toLowerCase(Locale.ROOT)),
            "Lines of the %s that were lost because the disk was too slow.".formatted(name),
            log::dropped));
    return logs;
  }

  private static <T> LineLog<T> append(
      Path file, String setting, String name, Function<T, String> words) throws CannotStart {
    try {
      return LineLog.to(file, name, words);
    } catch (IOException e) {
      throw new CannotStart(
          ExitStatus.CONFIG,
          "server.%s: cannot write to %s: %s; make its folder, or name another file"
              .formatted(setting, file, FileCause.of(e)),
          e);
    }
  }
}
