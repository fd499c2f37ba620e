package io.cofre.corpus;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.Protection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client learns of an object when it reads all of it, a fact in a line: two objects are
/// equal to a client if their texts are.
///
/// @param text lines of `NAME=VALUE`
record Facts(String text) {
  private static final Pattern PART = Pattern.compile("part\\.(\\d+)=\\d+ (\\w+) .*");

  static Facts of(ObjectInfo info, byte[] content) {
    var lines = new StringJoiner("\n");
    lines.add("bucket=" + info.name().bucket());
    lines.add("key=" + info.name().key());
    lines.add("mode=" + mode(info.protection()));
    lines.add("size=" + info.size());
    lines.add("sha256=" + digest("SHA-256", content));
    lines.add("etag=" + info.etag().value());
    lines.add("version=" + info.version());
    lines.add("modified=" + info.modified());
    lines.add("owner=" + info.owner());
    info.checksum().ifPresent(checksum -> lines.add("checksum=" + text(checksum)));
    add(lines, "header.", info.attributes().system());
    add(lines, "metadata.", info.attributes().user());
    add(lines, "tag.", info.tags().pairs());
    for (PartInfo part : info.parts()) {
      lines.add(
          "part.%d=%d %s %s"
              .formatted(part.number(), part.size(), part.etag().value(), text(part.checksum())));
    }
    return new Facts(lines.toString());
  }

  ObjectName name() {
    return new ObjectName(value("bucket"), value("key"));
  }

  /// The same with the id of the upload that becomes this object.
  Facts ofUpload(String id) {
    return new Facts("upload=" + id + "\n" + text);
  }

  String upload() {
    return value("upload");
  }

  /// The parts that make the object, as its writer knows them.
  List<ChosenPart> parts() {
    return text.lines()
        .map(PART::matcher)
        .filter(Matcher::matches)
        .map(part ->
            new ChosenPart(
                Integer.parseInt(part.group(1)), new ETag(part.group(2)), Optional.empty()))
        .toList();
  }

  String mode() {
    return value("mode");
  }

  private String value(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static void add(StringJoiner lines, String prefix, SortedMap<String, String> pairs) {
    pairs.forEach((name, value) -> lines.add(prefix + name + "=" + value));
  }

  private static String mode(Protection protection) {
    return switch (protection) {
      case Protection.Service() -> "SSE-S3";
      case Protection.Kms(String key, boolean dual, boolean bucketKey) ->
          (dual ? "DSSE-KMS " : "SSE-KMS ") + key + (bucketKey ? " bucket-key" : "");
      case Protection.Customer() -> "SSE-C";
    };
  }

  private static String text(Checksum checksum) {
    String value = HexFormat.of().formatHex(checksum.value());
    return checksum.algorithm() + " " + checksum.type() + " " + value;
  }

  static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has " + algorithm, e);
    }
  }
}
