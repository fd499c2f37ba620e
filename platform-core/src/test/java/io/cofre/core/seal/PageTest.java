package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.core.seal.v1.V1Format;
import io.cofre.tck.fake.JdkAesGcm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `docs/format.md` says of sealed bodies is what the code does, byte for byte.
class PageTest {
  private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");
  private static final Path SAMPLES = DOCS.resolve("format/samples");
  private static final Pattern FIELD =
      Pattern.compile("^([a-z][a-z ]*?) {2,}((?:[0-9a-f]{2,}\\s*)+)$", Pattern.MULTILINE);
  private static final Pattern PAIR = Pattern.compile("\"([^\"\\\\]+)\": \"([^\"\\\\]+)\"");
  private static final int HEADER = 40;
  private final Random random = new Random(2026);

  static IntStream sizes() {
    int first = 4096 - 16 - HEADER;
    return IntStream.concat(
        IntStream.of(0, 1, 100, 50_000),
        IntStream.of(first - 1, first, first + 1, first + 4080, first + 4081, first + 8160));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aReaderMadeFromThePageOpensWhatTheCodeSeals(int size) throws Exception {
    byte[] key = Bodies.random(random, 32);
    byte[] plain = Bodies.random(random, size);
    BodyRef body = new BodyRef(Bodies.IDENTITY, size % 3, Bodies.SMALL);
    byte[] sealed = Bodies.seal(Bodies.key(DataKey.adopt(key.clone())), body, plain);
    SortedMap<String, String> facts =
        new TreeMap<>(
            Map.of(
                "cofre:bucket", Bodies.IDENTITY.bucket(),
                "cofre:key", Bodies.IDENTITY.key(),
                "cofre:version", Bodies.IDENTITY.version(),
                "cofre:part", Integer.toString(size % 3),
                "cofre:format", "1",
                "cofre:cipher", "AES-256-GCM",
                "cofre:segment", "4096"));
    assertArrayEquals(plain, PageReader.open(key, facts, sealed));
    facts.put("cofre:part", "9");
    assertThrows(GeneralSecurityException.class, () -> PageReader.open(key, facts, sealed));
  }

  @Test
  void theWorkedExampleIsWhatTheCodeMakes() throws Exception {
    Map<String, byte[]> page = example();
    SortedMap<String, String> facts = facts("example.json");
    BodyRef body = body(facts);
    byte[] associated = body.associated();
    assertArrayEquals(page.get("associated"), associated);
    assertArrayEquals(page.get("associated"), PageReader.associated(facts));
    byte[] salt = field(page, "salt");
    byte[] prefix = field(page, "prefix");
    byte[] key = field(page, "key");
    assertArrayEquals(
        page.get("segment key"), PageReader.segmentKey(key, salt, associated), "segment key");
    assertArrayEquals(page.get("nonce"), PageReader.nonce(prefix, 0, true));
    byte[] header = ByteBuffer.allocate(HEADER).put((byte) HEADER).put(salt).put(prefix).array();
    byte[] plain = field(page, "plaintext");
    byte[] sealed = field(page, "sealed");
    assertArrayEquals(sealed, sealed(key, body, header, plain));
    assertArrayEquals(plain, PageReader.open(key, facts, sealed));
    assertArrayEquals(sealed, Files.readAllBytes(SAMPLES.resolve("example.bin")));
    assertArrayEquals(
        plain, Bodies.open(Bodies.key(DataKey.adopt(key)), body, sealed, plain.length));
  }

  @Test
  void theFiguresOfThePageAreTheCodes() throws IOException {
    String page = Files.readString(DOCS.resolve("format.md"));
    long mib = 1L << 20;
    for (long size : new long[] {mib, mib << 10}) {
      long more = Bodies.SEALED.sealedLength(Bodies.SEALED.layout(), size) - size;
      String what = size == mib ? "1 MiB" : "1 GiB";
      String row = "| %s in segments of 64 KiB | %,d ".formatted(what, more);
      assertTrue(page.contains(row), row);
    }
    assertEquals(56, Bodies.SEALED.sealedLength(Bodies.SEALED.layout(), 0));
  }

  /// `-Dcofre.samples=write` writes the file; a format that was released keeps its sample.
  @Test
  void theSampleOfSeveralSegmentsIsWhatTheCodeMakes() throws Exception {
    SortedMap<String, String> facts = facts("segments.json");
    byte[] key = key("segments.json");
    byte[] header = new byte[HEADER];
    header[0] = HEADER;
    for (int i = 1; i < HEADER; i++) {
      header[i] = (byte) (0x80 + i);
    }
    byte[] plain = numbers(3000);
    byte[] sealed = sealed(key, body(facts), header, plain);
    Path file = SAMPLES.resolve("segments.bin");
    if (System.getProperty("cofre.samples", "").equals("write")) {
      Files.write(file, sealed);
    }
    assertArrayEquals(sealed, Files.readAllBytes(file));
    assertArrayEquals(plain, PageReader.open(key, facts, sealed));
    for (int cut : new int[] {1, 4096, sealed.length % 4096}) {
      byte[] shorter = Arrays.copyOf(sealed, sealed.length - cut);
      assertThrows(GeneralSecurityException.class, () -> PageReader.open(key, facts, shorter));
    }
  }

  /// The plaintext of the sample: the numbers from 0, a line each.
  private static byte[] numbers(int count) {
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, count).forEach(i -> lines.append(i).append('\n'));
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// Seals under a header that is given, where the platform draws a fresh one for each body.
  private static byte[] sealed(byte[] key, BodyRef body, byte[] header, byte[] plain) {
    int segmentBytes = body.layout().segmentBytes();
    var out = new ByteArrayOutputStream();
    try (DataKey object = DataKey.adopt(key.clone());
        var segments =
            new V1Format()
                .resume(new JdkAesGcm(), object, body.associated(), ByteBuffer.wrap(header))) {
      out.writeBytes(header);
      int start = 0;
      for (int index = 0; index == 0 || start < plain.length; index++) {
        int room = segmentBytes - 16 - (index == 0 ? HEADER : 0);
        int end = Math.min(plain.length, start + room);
        ByteBuffer sealed = ByteBuffer.allocate(segmentBytes);
        ByteBuffer piece = ByteBuffer.wrap(plain, start, end - start);
        segments.seal(index, end == plain.length, piece, sealed);
        out.write(sealed.array(), 0, sealed.position());
        start = end;
      }
    }
    return out.toByteArray();
  }

  private static BodyRef body(Map<String, String> facts) {
    Identity identity =
        new Identity(text(facts, "bucket"), text(facts, "key"), text(facts, "version"));
    Layout layout =
        new Layout(
            Integer.parseInt(text(facts, "format")),
            text(facts, "cipher"),
            Integer.parseInt(text(facts, "segment")));
    return new BodyRef(identity, Integer.parseInt(text(facts, "part")), layout);
  }

  private static String text(Map<String, String> facts, String name) {
    String value = facts.get("cofre:" + name);
    if (value == null) {
      throw new AssertionError("no fact cofre:" + name);
    }
    return value;
  }

  private static SortedMap<String, String> facts(String file) throws IOException {
    SortedMap<String, String> facts = pairs(file);
    facts.remove("key");
    assertEquals(7, facts.size());
    return facts;
  }

  private static byte[] key(String file) throws IOException {
    String digits = pairs(file).get("key");
    return HexFormat.of().parseHex(digits == null ? "" : digits);
  }

  /// The texts of a flat JSON file.
  private static SortedMap<String, String> pairs(String file) throws IOException {
    SortedMap<String, String> pairs = new TreeMap<>();
    PAIR.matcher(Files.readString(SAMPLES.resolve(file)))
        .results()
        .forEach(found -> pairs.put(found.group(1), found.group(2)));
    return pairs;
  }

  /// The fields of the first block behind the page's heading.
  private static Map<String, byte[]> example() throws IOException {
    String page = Files.readString(DOCS.resolve("format.md"));
    String[] blocks = page.substring(page.indexOf("\n## A worked example\n")).split("```");
    Map<String, byte[]> fields = new TreeMap<>();
    FIELD
        .matcher(blocks[1])
        .results()
        .forEach(found ->
            fields.put(
                found.group(1), HexFormat.of().parseHex(found.group(2).replaceAll("\\s", ""))));
    return fields;
  }

  private static byte[] field(Map<String, byte[]> fields, String name) {
    byte[] bytes = fields.get(name);
    if (bytes == null) {
      throw new AssertionError("the page's example has no " + name);
    }
    return bytes;
  }
}
