package io.cofre.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.object.ReadableObject;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketEncryption.Algorithm;
import io.cofre.core.object.model.BucketSealing;
import io.cofre.core.object.model.PartInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every store that an earlier build wrote is read by this one. Stores are added and never changed.
class CorpusTest {

  static List<StoreFiles> stores() throws IOException {
    return StoreFiles.all();
  }

  /// Adds the stores that are missing, with `-Dcofre.corpus=add`.
  @Test
  @EnabledIfSystemProperty(named = "cofre.corpus", matches = "add")
  void add() throws IOException {
    for (String cipher : OpenStore.CIPHERS.keySet()) {
      StoreFiles files = new StoreFiles(StoreFiles.CORPUS.resolve("v1").resolve(cipher));
      if (!Files.exists(files.folder())) {
        NewStore.write(files);
      }
    }
  }

  @Test
  void theCorpusIsWhole() throws IOException {
    List<Facts> all = new ArrayList<>();
    Map<String, Integer> stores = new TreeMap<>();
    int blobs = 0;
    for (StoreFiles store : stores()) {
      all.addAll(store.objects());
      blobs += store.blobs().size();
      stores.merge(store.cipher(), store.objects().size(), Integer::sum);
    }
    assertEquals(Map.of("A256CBC-HS512", 31, "AES-256-GCM", 31, "ChaCha20-Poly1305", 31), stores);
    assertEquals(
        Map.of(
            "SSE-S3", 15L,
            "SSE-KMS cofre", 15L,
            "SSE-KMS other", 15L,
            "SSE-KMS other bucket-key", 18L,
            "DSSE-KMS cofre", 15L,
            "SSE-C", 15L),
        all.stream().collect(Collectors.groupingBy(Facts::mode, Collectors.counting())));
    assertEquals(81, blobs, "bodies that are blobs");
  }

  @ParameterizedTest
  @MethodSource("stores")
  void everyObjectIsReadAsItWasStored(StoreFiles files) throws IOException {
    try (OpenStore store = OpenStore.of(files.cipher(), files.records(), files.blobs())) {
      for (Facts facts : files.objects()) {
        Facts now = store.read(facts.name(), store.brought(facts.mode()));
        assertEquals(facts.text(), now.text());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void theUploadUnderWayBecomesAnObject(StoreFiles files) throws IOException {
    try (OpenStore store = OpenStore.of(files.cipher(), files.records(), files.blobs())) {
      assertEquals(files.upload().text(), store.complete(files.upload()).text());
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void rangesAndPartsAreThoseOfTheWhole(StoreFiles files) throws IOException {
    int parts = 0;
    try (OpenStore store = OpenStore.of(files.cipher(), files.records(), files.blobs())) {
      for (Facts facts : files.objects()) {
        try (ReadableObject object =
            store.room().objects().open(facts.name(), store.brought(facts.mode()))) {
          byte[] whole = OpenStore.range(object, 0, object.info().size());
          for (int from = 0; from < whole.length; from += 1 + whole.length / 5) {
            int to = Math.min(whole.length, from + OpenStore.SEGMENT + 1);
            assertArrayEquals(
                Arrays.copyOfRange(whole, from, to), OpenStore.range(object, from, to - from));
          }
          parts += parts(facts, object, whole);
        }
      }
    }
    assertEquals(18, parts, "three parts of one object in each mode");
  }

  private static int parts(Facts facts, ReadableObject object, byte[] whole) throws IOException {
    int from = 0;
    for (PartInfo part : object.info().parts()) {
      byte[] content = OpenStore.range(object, from, part.size());
      int to = from + (int) part.size();
      assertArrayEquals(Arrays.copyOfRange(whole, from, to), content);
      if (facts.mode().equals("SSE-S3")) {
        assertEquals(part.etag().value(), Facts.digest("MD5", content));
      }
      from = to;
    }
    assertTrue(from == 0 || from == whole.length, "parts make the whole");
    return object.info().parts().size();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void bucketsKeepTheirRules(StoreFiles files) throws IOException {
    try (OpenStore store = OpenStore.of(files.cipher(), files.records(), files.blobs())) {
      var buckets = store.room().buckets();
      assertEquals(
          List.of("corpus of ann", "ruled of ben"),
          buckets.list().stream().map(one -> one.name() + " of " + one.owner()).toList());
      assertEquals(new BucketSealing("main", "other", "", 8192), buckets.sealing("ruled"));
      assertEquals(
          new BucketEncryption(Algorithm.KMS, "other", true, true), buckets.encryption("ruled"));
      assertFalse(buckets.hasEncryption("corpus"));
    }
  }
}
