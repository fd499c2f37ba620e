package io.cofre.kms.kmip;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One item of a message: a tag and a value of one of the types in use.
sealed interface Item {

  int tag();

  /// Items in order.
  record Structure(int tag, List<Item> items) implements Item {
    public Structure {
      items = List.copyOf(items);
    }

    Stream<Item> all(int wanted) {
      return items.stream().filter(item -> item.tag() == wanted);
    }

    Stream<Structure> structures(int wanted) {
      return all(wanted).flatMap(item -> item instanceof Structure s ? Stream.of(s) : Stream.of());
    }

    /// @throws BadMessage if there is none
    Structure structure(int wanted) {
      return structures(wanted).findFirst().orElseThrow(() -> new BadMessage(wanted));
    }

    /// The texts of a tag; numbers count as texts, since 2.x allows them as identifiers.
    Stream<String> texts(int wanted) {
      return all(wanted)
          .flatMap(item ->
              switch (item) {
                case Text text -> Stream.of(text.value());
                case Whole number -> Stream.of(Integer.toString(number.value()));
                case Structure _, Bytes _, Date _, Other _ -> Stream.of();
              });
    }

    /// @throws BadMessage if there is none
    String text(int wanted) {
      return texts(wanted).findFirst().orElseThrow(() -> new BadMessage(wanted));
    }

    Stream<Integer> numbers(int wanted) {
      return all(wanted).flatMap(i -> i instanceof Whole n ? Stream.of(n.value()) : Stream.of());
    }

    /// @throws BadMessage if there is none
    int number(int wanted) {
      return numbers(wanted).findFirst().orElseThrow(() -> new BadMessage(wanted));
    }

    Optional<Long> seconds(int wanted) {
      return all(wanted)
          .flatMap(item -> item instanceof Date d ? Stream.of(d.seconds()) : Stream.of())
          .findFirst();
    }

    /// Copy the bytes of a tag.
    ///
    /// @throws BadMessage if there is none of that size
    byte[] bytes(int wanted, int size) {
      ByteBuffer view =
          all(wanted)
              .flatMap(item -> item instanceof Bytes b ? Stream.of(b.view()) : Stream.of())
              .findFirst()
              .filter(found -> found.remaining() == size)
              .orElseThrow(() -> new BadMessage(wanted));
      byte[] copy = new byte[size];
      view.duplicate().get(copy);
      return copy;
    }
  }

  /// An integer or an enumeration.
  record Whole(int tag, int value) implements Item {}

  /// A text.
  record Text(int tag, String value) implements Item {}

  /// A view of the message, which is wiped with it. Never prints its bytes.
  record Bytes(int tag, ByteBuffer view) implements Item {
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
