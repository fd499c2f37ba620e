package io.cofre.core.object.record;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.record.Placement.InBlob;
import io.cofre.core.object.record.Placement.InParts;
import io.cofre.core.object.record.Placement.Inline;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Layout;
import java.util.Optional;

/// The fields that several records share, written and read.
final class FieldCodec {
  private FieldCodec() {}

  /// A byte: 0 inline, 1 a blob and the 16 bytes of its id, 2 parts.
  static void placement(RecordWriter out, Placement placement) {
    switch (placement) {
      case Inline() -> out.u8(0);
      case InBlob(var id) -> out.u8(1).hex(id.value());
      case InParts() -> out.u8(2);
    }
  }

  static Placement placement(RecordReader in) {
    int tag = in.u8();
    return switch (tag) {
      case 0 -> new Inline();
      case 1 -> new InBlob(in.blob());
      case 2 -> new InParts();
      default -> throw new IllegalArgumentException("unknown placement " + tag);
    };
  }

  /// A byte for the body's format, the cipher's name, the segment's length as 4 bytes.
  static void layout(RecordWriter out, Layout layout) {
    out.u8(layout.format()).text(layout.cipher()).i32(layout.segmentBytes());
  }

  static Layout layout(RecordReader in) {
    return new Layout(in.u8(), in.text(), in.i32());
  }

  /// The KMS's name, the key's id, the wrapped key.
  static void envelope(RecordWriter out, Envelope envelope) {
    out.text(envelope.kms()).text(envelope.key().key().value()).bytes(envelope.key().bytes());
  }

  static Envelope envelope(RecordReader in) {
    return new Envelope(in.text(), new WrappedKey(new KeyId(in.text()), in.bytes()));
  }

  /// A byte: 0 none; else the algorithm, and then the type and the value.
  static void checksum(RecordWriter out, Optional<Checksum> checksum) {
    checksum.ifPresentOrElse(
        sum -> out.u8(code(sum.algorithm())).u8(code(sum.type())).bytes(sum.value()),
        () -> out.u8(0));
  }

  static Optional<Checksum> checksum(RecordReader in) {
    int code = in.u8();
    return code == 0
        ? Optional.empty()
        : Optional.of(new Checksum(algorithm(code), type(in.u8()), in.bytes()));
  }

  static void attributes(RecordWriter out, Attributes attributes) {
    out.pairs(attributes.system()).pairs(attributes.user());
  }

  static Attributes attributes(RecordReader in) {
    return new Attributes(in.pairs(), in.pairs());
  }

  static int code(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> 1;
      case CRC32C -> 2;
      case CRC64NVME -> 3;
      case SHA1 -> 4;
      case SHA256 -> 5;
    };
  }

  static ChecksumAlgorithm algorithm(int code) {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (code(algorithm) == code) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException("unknown checksum " + code);
  }

  static int code(Checksum.Type type) {
    return switch (type) {
      case FULL_OBJECT -> 1;
      case COMPOSITE -> 2;
    };
  }

  static Checksum.Type type(int code) {
    for (Checksum.Type type : Checksum.Type.values()) {
      if (code(type) == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown type of checksum " + code);
  }

  static boolean flag(RecordReader in) {
    int flag = in.u8();
    if (flag > 1) {
      throw new IllegalArgumentException("a flag is 0 or 1");
    }
    return flag == 1;
  }
}
