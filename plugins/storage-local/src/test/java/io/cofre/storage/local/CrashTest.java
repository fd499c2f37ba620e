package io.cofre.storage.local;

import static io.cofre.storage.local.Opened.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a writing server again and again, and looks for what it had acknowledged.
final class CrashTest {
  private static final int ROUNDS = 20;

  @TempDir Path home;

  @Test
  void whatWasAcknowledgedSurvivesAKill() throws Exception {
    Random random = new Random();
    Set<String> acknowledged = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = random.nextLong();
      Process server = Child.start(CrashWriter.class, home.toString(), Long.toString(seed));
      Set<String> lines = killAfter(server, random.nextInt(120));
      assertTrue(lines.size() > 0 || round > 0, "the first round wrote nothing");
      acknowledged.addAll(lines);
      verify(acknowledged, "round " + round + ", seed " + seed);
    }
    assertTrue(acknowledged.size() > ROUNDS * 10, () -> acknowledged.size() + " writes");
  }

  private static Set<String> killAfter(Process server, int writes) throws Exception {
    Set<String> lines = new HashSet<>();
    try (BufferedReader output = server.inputReader(StandardCharsets.US_ASCII)) {
      String line = output.readLine();
      while (line != null) {
        if (line.endsWith(";")) {
          lines.add(line.substring(0, line.length() - 1));
        }
        if (lines.size() == writes + 1) {
          // The process itself would close its output, with lines still in it.
          server.toHandle().destroyForcibly();
        }
        line = output.readLine();
      }
    }
    assertEquals(128 + 9, server.waitFor(), "it was killed, and did not end by itself");
    return lines;
  }

  private void verify(Set<String> acknowledged, String round) throws IOException {
    try (MetadataStore metadata = Opened.metadata(home);
        BlobStore blobs = Opened.blobs(home)) {
      List<BlobId> listed = blobs.list(BlobId.NONE, 10_000).ids();
      for (BlobId id : listed) {
        verifyBlob(blobs, id, round);
      }
      for (String line : acknowledged) {
        String name = line.substring(2);
        if (line.startsWith("b ")) {
          assertTrue(listed.contains(new BlobId(name)), () -> round + ": lost blob " + name);
        } else {
          byte[] found = metadata.read(view -> view.get(bytes("a" + name))).orElseThrow();
          assertArrayEquals(CrashWriter.content(name, 70_000), found, round);
        }
      }
      verifyPairs(metadata, round);
    }
    try (Stream<Path> left = Files.list(home.resolve("data/blobs/incoming"))) {
      assertEquals(List.of(), left.toList(), round);
    }
  }

  private static void verifyBlob(BlobStore blobs, BlobId id, String round) throws IOException {
    byte[] expected = CrashWriter.content(id.value(), 300_000);
    try (Blob blob = blobs.read(id, new BlobRange(0, expected.length)).orElseThrow()) {
      ByteBuffer read = ByteBuffer.allocate(expected.length);
      assertEquals(expected.length, blob.read(read), round);
      assertArrayEquals(expected, read.array(), round);
    }
  }

  /// Every transaction writes an `a` and a `z` of the same name.
  private static void verifyPairs(MetadataStore metadata, String round) throws IOException {
    List<String> firsts = names(metadata, "a");
    assertEquals(firsts, names(metadata, "z"), round);
  }

  private static List<String> names(MetadataStore metadata, String kind) throws IOException {
    List<MetadataEntry> entries =
        metadata.read(view -> view.scan(bytes(kind), bytes(kind + "~"), 10_000));
    return entries.stream()
        .map(entry -> new String(entry.key(), StandardCharsets.UTF_8).substring(1))
        .toList();
  }
}
