package io.cofre.kmip.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The codec: the examples of the specification, what was written is read, and foreign bytes.
class TtlvTest {
  private static final Request<Item.Structure> RESPONSE =
      new Request<>(Operation.QUERY, (_, _) -> {}, payload -> payload);
  private final Random random = new Random(20_260_101);

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /// KMIP 1.4, section 9.1.2, each inside the structure that a message is.
  @Test
  void theExamplesOfTheSpecification() {
    try (var out = new TtlvWriter()) {
      out.structure(
          0x420020,
          () ->
              out.integer(0x420020, 8)
                  .enumeration(0x420020, 255)
                  .text(0x420020, "Hello World")
                  .bytes(0x420020, new byte[] {1, 2, 3})
                  .date(0x420020, 0x47DA67F8L)
                  .interval(0x420020, 864_000));
      assertArrayEquals(
          hex(
              "420020 01 00000068"
                  + "420020 02 00000004 0000000800000000"
                  + "420020 05 00000004 000000FF00000000"
                  + "420020 07 0000000B 48656C6C6F20576F726C640000000000"
                  + "420020 08 00000003 0102030000000000"
                  + "420020 09 00000008 0000000047DA67F8"
                  + "420020 0A 00000004 000D2F0000000000"),
          out.message());
    }
  }

  @Test
  void aStructureOfTheSpecification() {
    Item.Structure read =
        TtlvReader.read(
            hex(
                "420020 01 00000020 420004 05 00000004 000000FE00000000"
                    + "420005 02 00000004 000000FF00000000"));
    assertEquals(254, read.number(0x420004));
    assertEquals(255, read.number(0x420005));
  }

  @Test
  void whatWasWrittenIsRead() {
    for (int i = 0; i < 2_000; i++) {
      Item.Structure made = structure(0);
      assertEquals(made, TtlvReader.read(written(made)));
    }
  }

  private Item.Structure structure(int depth) {
    List<Item> items = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      items.add(item(depth));
    }
    return new Item.Structure(random.nextInt(1 << 24), items);
  }

  private Item item(int depth) {
    int tag = random.nextInt(1 << 24);
    return switch (random.nextInt(depth < 6 ? 5 : 4)) {
      case 0 -> new Item.Whole(tag, random.nextInt());
      case 1 -> new Item.Text(tag, "é鍵🔑x".repeat(random.nextInt(5)));
      case 2 -> {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        yield new Item.Bytes(tag, ByteBuffer.wrap(bytes));
      }
      case 3 -> new Item.Date(tag, random.nextLong());
      default -> structure(depth + 1);
    };
  }

  private static byte[] written(Item.Structure made) {
    try (var out = new TtlvWriter()) {
      write(out, made);
      return out.message();
    }
  }

  private static void write(TtlvWriter out, Item item) {
    switch (item) {
      case Item.Structure s ->
          out.structure(s.tag(), () -> s.items().forEach(inner -> write(out, inner)));
      case Item.Whole w -> out.integer(w.tag(), w.value());
      case Item.Text t -> out.text(t.tag(), t.value());
      case Item.Bytes b -> {
        byte[] copy = new byte[b.view().remaining()];
        b.view().duplicate().get(copy);
        out.bytes(b.tag(), copy);
      }
      case Item.Date d -> out.date(d.tag(), d.seconds());
      case Item.Other o -> throw new IllegalStateException("never written: " + o);
    }
  }

  /// Whatever comes from outside is read or refused as bad, and nothing else happens.
  @Test
  void changedAndCutMessagesAreReadOrRefused() {
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] message = written(structure(0));
      for (int n = random.nextInt(4); n > 0; n--) {
        message[random.nextInt(message.length)] ^= (byte) (1 << random.nextInt(8));
      }
      byte[] given =
          random.nextBoolean() ? message : Arrays.copyOf(message, random.nextInt(message.length));
      try {
        RESPONSE.result(given);
      } catch (BadMessage e) {
        refused++;
      } catch (Refusal e) {
        throw new AssertionError("a response was made up", e);
      }
    }
    assertEquals(20_000, refused);
  }

  @Test
  void noiseIsRefused() {
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      assertThrows(BadMessage.class, () -> TtlvReader.read(noise));
    }
  }

  @Test
  void lengthsThatLieAndDepthsWithoutEndAreRefused() {
    assertThrows(BadMessage.class, () -> TtlvReader.read(hex("420020 01 7FFFFFFF")));
    assertThrows(BadMessage.class, () -> TtlvReader.read(hex("420020 01 FFFFFFFF")));
    assertThrows(
        BadMessage.class, () -> TtlvReader.read(hex("420020 01 00000008 420020 08 7FFFFFF9")));
    ByteBuffer deep = ByteBuffer.allocate(8 * 5_000);
    while (deep.hasRemaining()) {
      deep.putInt(0x42002001).putInt(deep.remaining() - 4);
    }
    assertThrows(BadMessage.class, () -> TtlvReader.read(deep.array()));
  }
}
