package io.cofre.corpus;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A store of the corpus as files: `records.txt`, `blobs/ID.bin`, and the facts in `objects.txt`
/// and `upload.txt`.
///
/// @param folder `VERSION/CIPHER`: that cipher seals its records and most bodies
record StoreFiles(Path folder) {
  static final Path CORPUS = Path.of("src/test/resources").toAbsolutePath();
  private static final String ARROW = " ==> ";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// All stores there are.
  static List<StoreFiles> all() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .filter(file -> file.endsWith("records.txt"))
          .map(file -> new StoreFiles(file.resolveSibling("")))
          .sorted((a, b) -> a.folder.compareTo(b.folder))
          .toList();
    }
  }

  String cipher() {
    return folder.getFileName().toString();
  }

  List<MetadataEntry> records() throws IOException {
    List<MetadataEntry> all = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("records.txt"))) {
      int arrow = line.indexOf(ARROW);
      String value = line.substring(arrow + ARROW.length());
      all.add(
          new MetadataEntry(
              HEX.parseHex(line.substring(2, arrow)), HEX.parseHex(value.substring(2))));
    }
    return all;
  }

  Map<BlobId, byte[]> blobs() throws IOException {
    Map<BlobId, byte[]> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("blobs"))) {
      for (Path file : files.toList()) {
        String id = file.getFileName().toString().replace(".bin", "");
        all.put(new BlobId(id), Files.readAllBytes(file));
      }
    }
    return all;
  }

  /// The facts of each object, as [Facts] writes them.
  List<Facts> objects() throws IOException {
    String text = Files.readString(folder.resolve("objects.txt"));
    return Stream.of(text.split("\n\n")).map(String::strip).map(Facts::new).toList();
  }

  /// The upload under way, and the facts of what it becomes.
  Facts upload() throws IOException {
    return new Facts(Files.readString(folder.resolve("upload.txt")).strip());
  }

  /// Write a store that is not there yet; what is there is never touched.
  void write(
      List<MetadataEntry> records, Map<BlobId, byte[]> blobs, List<Facts> objects, Facts upload)
      throws IOException {
    Files.createDirectories(folder.getParent());
    Files.createDirectory(folder);
    Files.createDirectory(folder.resolve("blobs"));
    for (var blob : blobs.entrySet()) {
      Path file = folder.resolve("blobs").resolve(blob.getKey().value() + ".bin");
      Files.write(file, blob.getValue(), StandardOpenOption.CREATE_NEW);
    }
    List<String> lines = new ArrayList<>();
    for (MetadataEntry record : records) {
      lines.add("0x" + HEX.formatHex(record.key()) + ARROW + "0x" + HEX.formatHex(record.value()));
    }
    Files.write(folder.resolve("records.txt"), lines, StandardOpenOption.CREATE_NEW);
    String facts = String.join("\n\n", objects.stream().map(Facts::text).toList());
    Files.writeString(folder.resolve("objects.txt"), facts + "\n", StandardOpenOption.CREATE_NEW);
    Files.writeString(
        folder.resolve("upload.txt"), upload.text() + "\n", StandardOpenOption.CREATE_NEW);
  }
}
