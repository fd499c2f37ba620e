package io.cofre.core.object;

import io.cofre.core.checksum.ContentDigest;
import io.cofre.core.checksum.Digests;
import java.util.concurrent.Semaphore;

/// Computes the MD5 on a virtual thread of its own, beside the sealing: it is slower than any
/// cipher, and than the checksums, which are computed on the thread that seals.
final class BesideDigest implements BodyDigest {
  private final ContentDigest digest;
  private final Semaphore given = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);
  private byte[] bytes = {};
  private int offset;
  private int length;
  private boolean pending;
  private boolean closed;

  BesideDigest(ContentDigest digest) {
    this.digest = digest;
    var _ = Thread.ofVirtual().name("cofre-digest").start(this::run);
  }

  @Override
  public void accept(byte[] plain, int from, int count) {
    settle();
    bytes = plain;
    offset = from;
    length = count;
    pending = true;
    given.release();
    digest.updateChecksums(plain, from, count);
  }

  @Override
  public void settle() {
    if (pending) {
      done.acquireUninterruptibly();
      pending = false;
    }
  }

  @Override
  public Digests finish() {
    settle();
    return digest.finish();
  }

  @Override
  public void close() {
    settle();
    if (!closed) {
      closed = true;
      given.release();
    }
  }

  private void run() {
    while (true) {
      given.acquireUninterruptibly();
      if (closed) {
        return;
      }
      try {
        digest.updateMd5(bytes, offset, length);
      } finally {
        done.release();
      }
    }
  }
}
