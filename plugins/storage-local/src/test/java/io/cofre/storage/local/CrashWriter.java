package io.cofre.storage.local;

import static io.cofre.storage.local.Opened.bytes;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobSink;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;

/// Writes pairs of records and blobs until it is killed, and prints each when it is acknowledged.
final class CrashWriter {
  private CrashWriter() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    long seed = Long.parseLong(args[1]);
    MetadataStore metadata = Opened.metadata(home);
    BlobStore blobs = Opened.blobs(home);
    Thread[] writers = new Thread[8];
    for (int i = 0; i < writers.length; i++) {
      Random random = new Random(seed + i);
      boolean records = i % 2 == 0;
      writers[i] =
          Thread.ofVirtual().start(() -> forever(() -> step(metadata, blobs, random, records)));
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void forever(Step step) {
    try {
      while (true) {
        step.run();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void step(MetadataStore metadata, BlobStore blobs, Random random, boolean records)
      throws IOException {
    if (records) {
      String name = "%016x".formatted(random.nextLong());
      byte[] content = content(name, 70_000);
      metadata.write(transaction -> {
        transaction.put(bytes("a" + name), content);
        transaction.put(bytes("z" + name), bytes("second"));
        return true;
      });
      acknowledge("m " + name);
    } else {
      BlobId id = new BlobId("65%06x%024x".formatted(random.nextInt(600), random.nextLong() >>> 1));
      byte[] content = content(id.value(), 300_000);
      blobs.write(id, sink -> inPieces(content, sink));
      acknowledge("b " + id);
    }
  }

  private static void inPieces(byte[] content, BlobSink sink) throws IOException {
    for (int at = 0; at < content.length; at += 65_536) {
      sink.write(ByteBuffer.wrap(content, at, Math.min(65_536, content.length - at)));
    }
  }

  /// The semicolon tells a whole line from one that the kill cut off.
  private static void acknowledge(String line) {
    synchronized (CrashWriter.class) {
      System.out.println(line + ";");
      System.out.flush();
    }
  }

  /// Content that follows from a name, of up to a number of bytes.
  static byte[] content(String name, int max) {
    Random random = new Random(name.hashCode());
    byte[] content = new byte[random.nextInt(max)];
    random.nextBytes(content);
    return content;
  }
}
