package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every body that a release sealed opens in every later one. Files are added and never changed.
class CorpusTest {
  private static final Path CORPUS =
      Path.of("src/test/resources/io/cofre/core/seal/corpus").toAbsolutePath();

  static List<Path> bodies() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".properties")).sorted().toList();
    }
  }

  @Test
  void theCorpusIsThere() throws IOException {
    assertTrue(bodies().size() >= 7, "entries are missing: " + bodies());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyOfTheCorpusOpens(Path described) throws Exception {
    Properties facts = new Properties();
    try (Reader in = Files.newBufferedReader(described)) {
      facts.load(in);
    }
    byte[] sealed = Files.readAllBytes(body(described));
    int length = number(facts, "plain.length");
    BodyRef body = body(facts);
    DataKey key = DataKey.adopt(HexFormat.of().parseHex(facts.getProperty("key")));
    try (ObjectKey object = Bodies.key(key)) {
      byte[] plain = Bodies.open(object, body, sealed, length);
      assertEquals(length, plain.length);
      assertEquals(facts.getProperty("plain.sha256"), sha256(plain));
      if (length > 2) {
        byte[] middle = Bodies.range(object, body, sealed, length, length / 2, 1);
        assertArrayEquals(new byte[] {plain[length / 2]}, middle);
      }
      sealed[sealed.length - 1] ^= 1;
      assertThrows(NotAuthentic.class, () -> Bodies.open(object, body, sealed, length));
    }
  }

  /// Adds what is missing of the entries below, with `-Dcofre.corpus=add`.
  @Test
  @EnabledIfSystemProperty(named = "cofre.corpus", matches = "add")
  void add() throws Exception {
    String version = "5f1d7a84e0b34b0f9d0c8a2b6e41c973";
    Layout usual = Bodies.SEALED.layout();
    add("empty", new BodyRef(new Identity("corpus", "empty", version), 0, usual), 0);
    add("one-byte", new BodyRef(new Identity("corpus", "one", version), 0, usual), 1);
    add("inline", new BodyRef(new Identity("corpus", "ä/日本 \"x\".txt", version), 0, usual), 777);
    BodyRef small = new BodyRef(new Identity("corpus", "small", version), 0, Bodies.SMALL);
    add("first-segment-full", small, 4096 - 56);
    add("one-byte-more", small, 4096 - 55);
    add("second-segment-full", small, 4096 - 56 + 4080);
    add("part", new BodyRef(new Identity("corpus", "parts", version), 10_000, Bodies.SMALL), 9000);
    add("default-segments", new BodyRef(new Identity("corpus", "d", version), 3, usual), 70_000);
  }

  private static void add(String name, BodyRef body, int length) throws Exception {
    Path described = CORPUS.resolve("v" + body.layout().format()).resolve(name + ".properties");
    if (Files.exists(described)) {
      return;
    }
    byte[] plain = Bodies.random(new Random(length), length);
    byte[] key = Bodies.random(new Random(~length), 32);
    byte[] sealed = Bodies.seal(Bodies.key(DataKey.adopt(key.clone())), body, plain);
    String facts =
        """
        key=%s
        bucket=%s
        name=%s
        version=%s
        part=%d
        format=%d
        cipher=%s
        segment=%d
        plain.length=%d
        plain.sha256=%s
        """
            .formatted(
                HexFormat.of().formatHex(key),
                body.identity().bucket(),
                body.identity().key(),
                body.identity().version(),
                body.part(),
                body.layout().format(),
                body.layout().cipher(),
                body.layout().segmentBytes(),
                length,
                sha256(plain));
    Files.write(body(described), sealed, StandardOpenOption.CREATE_NEW);
    try (Writer out = Files.newBufferedWriter(described, StandardOpenOption.CREATE_NEW)) {
      out.write(facts);
    }
  }

  private static Path body(Path described) {
    return described.resolveSibling(
        described.getFileName().toString().replace(".properties", ".bin"));
  }

  private static BodyRef body(Properties facts) {
    Identity identity =
        new Identity(
            facts.getProperty("bucket"), facts.getProperty("name"), facts.getProperty("version"));
    Layout layout =
        new Layout(number(facts, "format"), facts.getProperty("cipher"), number(facts, "segment"));
    return new BodyRef(identity, number(facts, "part"), layout);
  }

  private static int number(Properties facts, String name) {
    return Integer.parseInt(facts.getProperty(name));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
