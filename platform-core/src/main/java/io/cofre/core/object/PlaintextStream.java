package io.cofre.core.object;

import io.cofre.api.cipher.NotAuthentic;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.seal.SealFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Deque;
import java.util.Objects;

/// The plaintext of bodies one after another, each opened when the one before has ended; for one
/// thread. What does not verify, or is shorter than it should be, fails with `DAMAGED`.
final class PlaintextStream extends InputStream {
  private final Deque<Step> steps;
  private InputStream present = InputStream.nullInputStream();

  /// Opens a body.
  @FunctionalInterface
  interface Step {
    InputStream open() throws IOException;
  }

  /// Reads from the present body.
  @FunctionalInterface
  private interface Reading {
    long run() throws IOException;
  }

  PlaintextStream(Deque<Step> steps) {
    this.steps = steps;
  }

  /// Open the first body, so that a damaged one is known before an answer begins.
  void begin() throws IOException {
    boolean _ = next();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (true) {
      int count = (int) guarded(() -> present.read(into, offset, length));
      if (count >= 0 || !next()) {
        return count;
      }
    }
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    long total = 0;
    do {
      total += guarded(() -> present.transferTo(out));
    } while (next());
    return total;
  }

  @Override
  public int available() throws IOException {
    return present.available();
  }

  @Override
  public void close() throws IOException {
    steps.clear();
    present.close();
  }

  private boolean next() throws IOException {
    present.close();
    present = InputStream.nullInputStream();
    Step step = steps.pollFirst();
    if (step == null) {
      return false;
    }
    long _ =
        guarded(() -> {
          present = step.open();
          return 0;
        });
    return true;
  }

  private static long guarded(Reading reading) throws IOException {
    try {
      return reading.run();
    } catch (NotAuthentic e) {
      throw new ObjectFailure(Reason.DAMAGED, "the stored body is damaged", e);
    } catch (SealFailure e) {
      throw SealTrouble.of(e);
    }
  }
}
