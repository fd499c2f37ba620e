package io.cofre.core.object.record;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.SealedKey;
import io.cofre.core.seal.Wrapping;
import java.util.Optional;

/// How an object version is sealed, written and read: in records of format 1 a layout and an
/// envelope, always of the service; in those of format 2 as the package's page says.
final class SealingCodec {
  private SealingCodec() {}

  static void write(RecordWriter out, Sealing sealing) {
    out.u8(code(sealing.mode()));
    FieldCodec.layout(out, sealing.layout());
    switch (sealing.wrapping()) {
      case Wrapping.ByKms(Envelope envelope) -> envelope(out.u8(1), envelope);
      case Wrapping.ByBucketKey(Envelope bucketKey, SealedKey key) -> {
        envelope(out.u8(2), bucketKey);
        out.bytes(key.bytes());
      }
      case Wrapping.ByCustomer(SealedKey key) -> out.u8(3).bytes(key.bytes());
    }
    sealing
        .outer()
        .ifPresentOrElse(
            outer -> {
              out.u8(1);
              FieldCodec.layout(out, outer.layout());
              out.bytes(outer.key().bytes());
            },
            () -> out.u8(0));
  }

  static Sealing read(int format, RecordReader in) {
    if (format == 1) {
      return new Sealing(
          Mode.SERVICE, FieldCodec.layout(in), new Wrapping.ByKms(FieldCodec.envelope(in)));
    }
    Mode mode = mode(in.u8());
    var layout = FieldCodec.layout(in);
    Wrapping wrapping = wrapping(in.u8(), in);
    return new Sealing(mode, layout, wrapping, outer(in));
  }

  private static Wrapping wrapping(int tag, RecordReader in) {
    return switch (tag) {
      case 1 -> new Wrapping.ByKms(envelope(in));
      case 2 -> new Wrapping.ByBucketKey(envelope(in), new SealedKey(in.bytes()));
      case 3 -> new Wrapping.ByCustomer(new SealedKey(in.bytes()));
      default -> throw new IllegalArgumentException("unknown wrapping " + tag);
    };
  }

  private static Optional<Sealing.Outer> outer(RecordReader in) {
    return FieldCodec.flag(in)
        ? Optional.of(new Sealing.Outer(FieldCodec.layout(in), new SealedKey(in.bytes())))
        : Optional.empty();
  }

  static void envelope(RecordWriter out, Envelope envelope) {
    WrappedKey key = envelope.key();
    out.text(envelope.kms()).text(key.key().value()).text(key.version()).bytes(key.bytes());
  }

  static Envelope envelope(RecordReader in) {
    return new Envelope(in.text(), new WrappedKey(new KeyId(in.text()), in.text(), in.bytes()));
  }

  private static int code(Mode mode) {
    return switch (mode) {
      case SERVICE -> 1;
      case KMS -> 2;
      case DUAL_KMS -> 3;
      case CUSTOMER -> 4;
    };
  }

  private static Mode mode(int code) {
    for (Mode mode : Mode.values()) {
      if (code(mode) == code) {
        return mode;
      }
    }
    throw new IllegalArgumentException("unknown mode " + code);
  }
}
