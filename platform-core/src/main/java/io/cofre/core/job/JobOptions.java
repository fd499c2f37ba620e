package io.cofre.core.job;

/// How hard a job works.
///
/// @param objectsPerSecond 0 for as many as it can
/// @param bytesPerSecond 0 for as many as it can
/// @param workers how many objects at once, 1 to 64
/// @param batch how many objects between two checkpoints at most, 1 to 1,000
public record JobOptions(long objectsPerSecond, long bytesPerSecond, int workers, int batch) {
  /// No limit, two workers.
  public static final JobOptions DEFAULT = new JobOptions(0, 0, 2, 100);

  /// Checks the bounds.
  public JobOptions {
    if (objectsPerSecond < 0
        || bytesPerSecond < 0
        || workers < 1
        || workers > 64
        || batch < 1
        || batch > 1000) {
      throw new IllegalArgumentException("a job has rates of 0 or more, 1 to 64 workers");
    }
  }

  /// How many objects a step may take: about what the rate allows in two seconds, so that a pause
  /// and a checkpoint are never far.
  int limit() {
    return objectsPerSecond == 0 ? batch : (int) Math.clamp(2 * objectsPerSecond, 1L, (long) batch);
  }
}
