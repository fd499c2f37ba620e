package io.cofre.kms.http;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What files hold, read again when one of them has changed. Thread-safe.
///
/// Files that were changed to something that cannot be read leave the last good value in use: a
/// writer may not be done yet. They are tried again each time the value is asked for.
///
/// @param <T> what is made of them
public final class Watched<T> {

  /// Makes a value of the files.
  @FunctionalInterface
  public interface Reader<T> {
    /// @throws GeneralSecurityException if they hold something else; its message tells what, and no
    ///   secret
    T read() throws IOException, GeneralSecurityException;
  }

  private record Read<T>(List<Object> stamp, T value, String problem) {}

  private final List<Path> files;
  private final Reader<T> reader;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Read<T> last;

  /// Read files for the first time.
  ///
  /// @throws IOException if one cannot be read
  /// @throws GeneralSecurityException if they hold something else
  public Watched(List<Path> files, Reader<T> reader) throws IOException, GeneralSecurityException {
    this.files = List.copyOf(files);
    this.reader = reader;
    List<Object> stamp = stamp(); // taken first: a file that changes meanwhile is read again
    this.last = new Read<>(stamp, reader.read(), "");
  }

  /// Read the files of a setting for the first time.
  ///
  /// @param files may name one file twice
  /// @throws InvalidSettings if one cannot be read, or they hold something else; it names the
  ///   setting
  public static <T> Watched<T> of(Setting<?> setting, List<Path> files, Reader<T> reader) {
    List<Path> different = files.stream().distinct().toList();
    try {
      return new Watched<>(different, reader);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidSettings(setting.key(), problem(different, e));
    }
  }

  /// The value: the same object while no file has changed.
  public T get() {
    List<Object> now = stamp();
    if (!last.stamp.equals(now) && reading.tryLock()) {
      try {
        last = again(now);
      } finally {
        reading.unlock();
      }
    }
    return last.value;
  }

  private Read<T> again(List<Object> now) {
    try {
      return new Read<>(now, reader.read(), "");
    } catch (IOException | GeneralSecurityException e) {
      List<Object> never = List.of(); // what is wrong may pass while the files stay the same
      return new Read<>(never, last.value, problem(files, e));
    }
  }

  /// What is wrong with the files as they are now, if their last good value is in use.
  public Optional<String> problem() {
    return Optional.of(last.problem).filter(text -> !text.isEmpty());
  }

  /// Say in the operator's words why files cannot be used.
  private static String problem(List<Path> files, Exception e) {
    String why = e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
    return "%s cannot be used (%s)"
        .formatted(String.join(" and ", files.stream().map(Path::toString).toList()), why);
  }

  private List<Object> stamp() {
    return files.stream().map(Watched::stamp).toList();
  }

  private static Object stamp(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(
          Objects.requireNonNullElse(attributes.fileKey(), file),
          attributes.lastModifiedTime(),
          attributes.size());
    } catch (IOException _) {
      return "missing";
    }
  }
}
