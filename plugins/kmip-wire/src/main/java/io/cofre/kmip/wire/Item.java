package io.cofre.kmip.wire;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One item of a message: a tag and a value of one of the types in use (KMIP 2.1).
public sealed interface Item {

  /// The tag, 3 bytes; see [Tag].
  int tag();

  /// The same value under another tag.
  default Item under(int other) {
    return switch (this) {
      case Structure s -> new Structure(other, s.items);
      case Whole w -> new Whole(other, w.value);
      case Text t -> new Text(other, t.value);
      case Bytes b -> new Bytes(other, b.view);
      case Date d -> new Date(other, d.seconds);
      case Other o -> new Other(other, o.type);
    };
  }

  /// Items in order. Its methods find those of a tag; where one is promised and there is none of
  /// its type, they throw [BadMessage].
  record Structure(int tag, List<Item> items) implements Item {

    /// Copies the items.
    public Structure {
      items = List.copyOf(items);
    }

    /// All items of a tag.
    public Stream<Item> all(int wanted) {
      return items.stream().filter(item -> item.tag() == wanted);
    }

    private <T> Stream<T> all(int wanted, Class<T> type) {
      return all(wanted).filter(type::isInstance).map(type::cast);
    }

    private static <T> T first(Stream<T> found, int wanted) {
      return found.findFirst().orElseThrow(() -> new BadMessage(wanted));
    }

    /// The structures of a tag.
    public Stream<Structure> structures(int wanted) {
      return all(wanted, Structure.class);
    }

    /// The first structure of a tag.
    public Structure structure(int wanted) {
      return first(structures(wanted), wanted);
    }

    /// The texts of a tag; numbers count as texts, since 2.x allows them as identifiers.
    public Stream<String> texts(int wanted) {
      return all(wanted)
          .flatMap(item ->
              switch (item) {
                case Text text -> Stream.of(text.value());
                case Whole number -> Stream.of(Integer.toString(number.value()));
                case Structure _, Bytes _, Date _, Other _ -> Stream.of();
              });
    }

    /// The first text of a tag.
    public String text(int wanted) {
      return first(texts(wanted), wanted);
    }

    /// The integers, enumerations and intervals of a tag.
    public Stream<Integer> numbers(int wanted) {
      return all(wanted, Whole.class).map(Whole::value);
    }

    /// The first integer, enumeration or interval of a tag.
    public int number(int wanted) {
      return first(numbers(wanted), wanted);
    }

    /// The first point in time of a tag.
    ///
    /// @throws BadMessage if it is beyond all calendars
    public Optional<Instant> instant(int wanted) {
      try {
        return all(wanted, Date.class).findFirst().map(d -> Instant.ofEpochSecond(d.seconds));
      } catch (DateTimeException _) {
        throw new BadMessage(wanted);
      }
    }

    /// Copy the byte strings of a tag.
    public Stream<byte[]> byteStrings(int wanted) {
      return all(wanted, Bytes.class).map(Bytes::copy);
    }

    /// Copy the first byte string of a tag, which must be of a size.
    public byte[] bytes(int wanted, int size) {
      Stream<Bytes> found = all(wanted, Bytes.class).limit(1);
      return first(found.filter(bytes -> bytes.view.remaining() == size), wanted).copy();
    }
  }

  /// An integer, an enumeration, or an interval in seconds.
  record Whole(int tag, int value) implements Item {}

  /// A text.
  record Text(int tag, String value) implements Item {}

  /// A byte string: a view of the message, which is wiped with it. Never prints its bytes.
  record Bytes(int tag, ByteBuffer view) implements Item {
    private byte[] copy() {
      byte[] copy = new byte[view.remaining()];
      view.duplicate().get(copy);
      return copy;
    }

    @Override
    public String toString() {
      return "Bytes[" + view.remaining() + "]";
    }
  }

  /// A point in time, in seconds since 1970.
  record Date(int tag, long seconds) implements Item {}

  /// An item of a type that nothing here reads.
  record Other(int tag, int type) implements Item {}
}
