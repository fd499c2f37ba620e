package io.cofre.core.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// Tells how far a job is, with its speed since it is watched. Used by one thread.
public final class Progress {
  private static final int WIDTH = 24;
  private static final double SMOOTH = 0.3;
  private long lastDone = -1;
  private long lastNanos;
  private double rate;

  /// Make one.
  public Progress() {}

  /// Take note of a job as it is, and return a line on it.
  ///
  /// @param nanos a clock that never goes back
  public String line(JsonNode job, long nanos) {
    long done = job.path("done").asLong();
    measure(done, nanos);
    String state = Table.visible(job.path("state").asText());
    StringBuilder line = new StringBuilder();
    JsonNode total = job.path("total");
    if (total.isNumber() && total.longValue() > 0) {
      double share = Math.clamp((double) done / total.longValue(), 0, 1);
      int filled = (int) (share * WIDTH);
      line.append('[').repeat('#', filled).repeat('.', WIDTH - filled).append("] ");
      line.append(text("%3d%%  %d/%d", (int) (share * 100), done, total.longValue()));
    } else {
      line.append(done).append(" done");
    }
    line.append("  ").append(state);
    if (state.equals("running") && rate > 0) {
      line.append(text("  %.1f/s", rate));
      if (total.isNumber() && total.longValue() >= done) {
        line.append("  ETA ").append(clock((long) ((total.longValue() - done) / rate)));
      }
    }
    long failures = job.path("failures").size() + job.path("more-failures").asLong();
    return failures == 0 ? line.toString() : line.append(text("  %d failed", failures)).toString();
  }

  private void measure(long done, long nanos) {
    if (lastDone >= 0 && nanos > lastNanos) {
      double now = (done - lastDone) / ((nanos - lastNanos) / 1e9);
      rate = rate == 0 ? now : SMOOTH * now + (1 - SMOOTH) * rate;
    }
    lastDone = done;
    lastNanos = nanos;
  }

  private static String clock(long seconds) {
    return text("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
