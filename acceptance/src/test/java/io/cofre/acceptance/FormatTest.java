package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// The script of `docs/format.md` opens what is stored, without anything of Cofre's.
class FormatTest {
  private static final int MIB = 1 << 20;
  private final Path page = Path.of(System.getProperty("cofre.source"), "docs/format");
  private final Random random = new Random(11);
  @TempDir Path folder;

  @BeforeAll
  static void script() {
    Clients.need("Python's package cryptography", "python3", "-c", "import cryptography");
  }

  @Test
  void the_worked_example_opens() throws Exception {
    assertEquals("hello, vault\n", Files.readString(sample("example.json", "example.bin")));
  }

  @Test
  void a_body_of_several_segments_opens() throws Exception {
    String numbers = IntStream.range(0, 3000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    assertEquals(numbers, Files.readString(sample("segments.json", "segments.bin")));
  }

  @Test
  void what_was_changed_cut_or_moved_does_not_open() throws Exception {
    byte[] sealed = Files.readAllBytes(page.resolve("samples/segments.bin"));
    Path body = folder.resolve("body");
    Files.write(body, Arrays.copyOf(sealed, 2 * 4096));
    mustRefuse(page.resolve("samples/segments.json"), body);
    sealed[5000] ^= 1;
    Files.write(body, sealed);
    mustRefuse(page.resolve("samples/segments.json"), body);
    String facts = Files.readString(page.resolve("samples/example.json"));
    Path moved = folder.resolve("moved.json");
    Files.writeString(moved, facts.replace("a/b c.txt", "a/b d.txt"));
    mustRefuse(moved, page.resolve("samples/example.bin"));
  }

  @Test
  void every_object_of_a_store_opens_with_the_key_files() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    Map<String, byte[]> objects =
        Map.of(
            "empty", new byte[0],
            "inline ä/日本.txt", bytes(1000),
            "first-segment", bytes(65_480),
            "blob", bytes(65_481),
            "large", bytes(3 * MIB + 17));
    byte[][] parts = {bytes(5 * MIB), bytes(5 * MIB + 1), bytes(20)};
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket("strange"));
      objects.forEach((key, content) ->
          s3.putObject(
              b -> b.bucket("strange").key(key).metadata(Map.of("note", "x")),
              RequestBody.fromBytes(content)));
      upload(s3, parts);
    }
    Path records = dump(only(data, "rocksdb"));
    for (var object : objects.entrySet()) {
      assertArrayEquals(
          object.getValue(), Files.readAllBytes(opened(data, records, object.getKey())));
    }
    byte[] whole = new byte[10 * MIB + 21];
    System.arraycopy(parts[0], 0, whole, 0, parts[0].length);
    System.arraycopy(parts[1], 0, whole, parts[0].length, parts[1].length);
    System.arraycopy(parts[2], 0, whole, whole.length - parts[2].length, parts[2].length);
    assertArrayEquals(whole, Files.readAllBytes(opened(data, records, "parts")));
  }

  @Test
  void objects_of_every_mode_open() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    byte[] small = bytes(1000);
    byte[] large = bytes(300_000);
    String config = SealedBy.openConfig(folder).toString();
    try (Server server = Server.start(distribution, data, "--config", config);
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket("strange"));
      for (SealedBy mode : SealedBy.values()) {
        s3.putObject(
            b -> mode.on(b.bucket("strange").key("small " + mode)), RequestBody.fromBytes(small));
        s3.putObject(
            b -> mode.on(b.bucket("strange").key("large " + mode)), RequestBody.fromBytes(large));
      }
      s3.putObject(
          b ->
              SealedBy.KMS
                  .on(b.bucket("strange").key("context"))
                  .ssekmsEncryptionContext("eyJ0ZWFtIjoiYmx1ZSJ9"),
          RequestBody.fromBytes(small));
    }
    Path records = dump(only(data, "rocksdb"));
    for (SealedBy mode : SealedBy.values()) {
      assertArrayEquals(small, Files.readAllBytes(opened(data, records, "small " + mode)));
      assertArrayEquals(large, Files.readAllBytes(opened(data, records, "large " + mode)));
    }
    assertArrayEquals(small, Files.readAllBytes(opened(data, records, "context")));
  }

  /// Parts whose numbers have gaps.
  private static void upload(S3Client s3, byte[][] parts) {
    String upload = s3.createMultipartUpload(b -> b.bucket("strange").key("parts")).uploadId();
    List<CompletedPart> done = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      int number = 3 + 4 * i;
      String etag =
          s3.uploadPart(
                  b -> b.bucket("strange").key("parts").uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(parts[i]))
              .eTag();
      done.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    s3.completeMultipartUpload(
        b -> b.bucket("strange").key("parts").uploadId(upload).multipartUpload(m -> m.parts(done)));
  }

  /// Write all records as RocksDB's own tool does.
  private Path dump(Path database) throws Exception {
    RocksDB.loadLibrary();
    HexFormat digits = HexFormat.of().withUpperCase();
    Path dump = folder.resolve("records.txt");
    int records = 0;
    try (Options options = new Options();
        RocksDB open = RocksDB.openReadOnly(options, database.toString());
        RocksIterator each = open.newIterator();
        Writer out = Files.newBufferedWriter(dump, StandardCharsets.US_ASCII)) {
      for (each.seekToFirst(); each.isValid(); each.next()) {
        out.write(
            "0x%s ==> 0x%s\n"
                .formatted(digits.formatHex(each.key()), digits.formatHex(each.value())));
        records++;
      }
      each.status();
    }
    assertTrue(records > 10, "the store has only " + records + " records");
    return dump;
  }

  private Path opened(Path data, Path records, String key) throws Exception {
    Path out = folder.resolve("opened");
    run(
            "object",
            "--records",
            records.toString(),
            "--blobs",
            only(data, "blobs").toString(),
            "--keys",
            only(data, "keys").toString(),
            "--customer-key",
            HexFormat.of().formatHex(SealedBy.CUSTOMER_KEY),
            "--out",
            out.toString(),
            "strange",
            key)
        .mustSucceed();
    return out;
  }

  private static Path only(Path data, String name) throws IOException {
    try (Stream<Path> paths = Files.walk(data)) {
      List<Path> found =
          paths
              .filter(Files::isDirectory)
              .filter(path -> path.getFileName().toString().equals(name))
              .toList();
      assertEquals(1, found.size(), found.toString());
      return found.getFirst();
    }
  }

  private Path sample(String facts, String body) throws Exception {
    Path out = folder.resolve("opened");
    Path samples = page.resolve("samples").toRealPath();
    run(
            "body",
            "--facts",
            samples.resolve(facts).toString(),
            "--out",
            out.toString(),
            samples.resolve(body).toString())
        .mustSucceed();
    return out;
  }

  private void mustRefuse(Path facts, Path body) throws Exception {
    Command.Result result =
        run(
            "body",
            "--facts",
            facts.toAbsolutePath().toString(),
            "--out",
            folder.resolve("opened").toString(),
            body.toAbsolutePath().toString());
    result.mustEnd(1);
    assertTrue(result.output().contains("not authentic"), result.output());
  }

  private Command.Result run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add("python3");
    command.add(page.resolve("open.py").toRealPath().toString());
    command.addAll(List.of(arguments));
    return Command.run(folder, Map.of("PYTHONUTF8", "1"), command);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
