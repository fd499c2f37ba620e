package io.cofre.kmip.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever bytes come are read, or refused as a bad message, and nothing else happens. The tests
/// run in 64 MiB of memory: what is claimed takes none.
@Timeout(300) // what hangs fails
class FuzzTest {
  private static final int[] LENGTHS = {
    0,
    1,
    3,
    4,
    7,
    8,
    9,
    16,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MAX_VALUE - 7,
    Integer.MIN_VALUE,
    -1
  };
  private static final int[] TAGS = {
    Tag.BATCH_ITEM, Tag.ATTRIBUTE, Tag.ATTRIBUTES, Tag.NAME, Tag.STATE, Tag.LINK, Tag.DATA
  };
  private final Random random = new Random(20_261_127);
  private final List<byte[]> messages = messages();

  private static List<byte[]> messages() {
    var object = new ManagedObject("7", 2, Optional.empty(), Map.of("b", 1), Optional.empty());
    byte[] sealed = new byte[48];
    return ProtocolVersion.SPOKEN.stream()
        .flatMap(version ->
            Stream.of(
                    Requests.discoverVersions(),
                    Requests.locate("photos", "pictures"),
                    Requests.describe("7"),
                    Requests.create(List.of("photos")),
                    Requests.rekey("7"),
                    Requests.rename(object, "b", "c"),
                    Requests.revoke("7"),
                    CipherRequests.openGcm("7", new byte[12], new byte[20], sealed))
                .map(request -> request.message(version, Authentication.NONE)))
        .toList();
  }

  private byte[] message() {
    return messages.get(random.nextInt(messages.size())).clone();
  }

  private byte[] mutated() {
    byte[] given = message();
    for (int n = random.nextInt(5); n > 0; n--) {
      given = mutated(given);
    }
    return given;
  }

  private byte[] mutated(byte[] given) {
    if (given.length < 16) {
      return message();
    }
    int at = random.nextInt(given.length);
    int head = random.nextInt(given.length / 8) * 8; // all items begin at multiples of 8
    switch (random.nextInt(7)) {
      case 0 -> given[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> given[at] = (byte) random.nextInt();
      case 2 -> ByteBuffer.wrap(given).putInt(head + 4, LENGTHS[random.nextInt(LENGTHS.length)]);
      case 3 -> given[head + 3] = (byte) random.nextInt(12);
      case 4 -> ByteBuffer.wrap(given).putInt(head, TAGS[random.nextInt(TAGS.length)] << 8 | 1);
      case 5 -> {
        byte[] other = message();
        int length = Math.min(other.length, given.length - head);
        System.arraycopy(other, 0, given, head, length);
      }
      default -> given = Arrays.copyOf(given, random.nextInt(2 * given.length));
    }
    return given;
  }

  @Test
  void mutatedMessagesAreReadOrRefused() {
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      try {
        walk(TtlvReader.read(mutated()));
        read++;
      } catch (BadMessage _) {
        // as promised
      }
    }
    assertTrue(read > 5_000 && read < 45_000, "read: " + read);
  }

  /// Ask for everything that can be asked of a message.
  private static void walk(Item.Structure structure) {
    for (Item item : structure.items()) {
      assertEquals(item, item.under(1).under(item.tag()));
      assertTrue(structure.texts(item.tag()).count() <= structure.items().size());
      assertTrue(structure.numbers(item.tag()).count() <= structure.items().size());
      assertTrue(structure.byteStrings(item.tag()).count() <= structure.items().size());
      orBad(() -> structure.instant(item.tag()));
      if (item instanceof Item.Structure inner) {
        orBad(() -> Attribute.group(inner));
        orBad(() -> ManagedObject.read("7", inner));
        orBad(() -> ProtocolVersion.read(inner));
        walk(inner);
      }
    }
  }

  private static void orBad(Runnable work) {
    try {
      work.run();
    } catch (BadMessage _) {
      // as promised
    }
  }

  @Test
  void randomBytesAreReadOrRefused() {
    for (int i = 0; i < 50_000; i++) {
      byte[] noise = new byte[8 * random.nextInt(40)];
      random.nextBytes(noise);
      for (int at = 0; at < noise.length; at += 8 * (1 + random.nextInt(4))) {
        ByteBuffer.wrap(noise).putInt(at, 0x420000 << 8 | random.nextInt(12));
        ByteBuffer.wrap(noise).putInt(at + 4, random.nextInt(1 + noise.length - at));
      }
      orBad(() -> walk(TtlvReader.read(noise)));
    }
  }

  /// Each message takes at least its head from the stream, so that there is an end.
  @Test
  void streamsOfMutatedMessagesEnd() {
    int ended = 0;
    for (int i = 0; i < 5_000; i++) {
      var all = ByteBuffer.allocate(1 << 14);
      for (int n = random.nextInt(5); n > 0; n--) {
        all.put(random.nextBoolean() ? message() : mutated());
      }
      InputStream in = new ByteArrayInputStream(all.array(), 0, all.position());
      int left = all.position();
      try {
        for (var next = TtlvReader.next(in, left); next.isPresent(); ) {
          left -= next.get().length;
          next = TtlvReader.next(in, left);
        }
        assertEquals(0, left);
        ended++;
      } catch (IOException _) {
        // cut, or a length that lies
      }
    }
    assertTrue(ended > 250 && ended < 4_750, "ended: " + ended);
  }

  @Test
  void whatIsOnlyClaimedTakesNoMemory() {
    for (int length : new int[] {1 << 20, 1 << 30, Integer.MAX_VALUE}) {
      byte[] few = ByteBuffer.allocate(100).putInt(0x42007b01).putInt(length).array();
      assertThrows(
          EOFException.class,
          () -> TtlvReader.next(new ByteArrayInputStream(few), Integer.MAX_VALUE));
      assertThrows(BadMessage.class, () -> TtlvReader.read(few));
    }
  }

  @Test
  void aMessageOfNothingButHeadsTakesAFewTimesItsLength() {
    ByteBuffer heads = ByteBuffer.allocate(1 << 20).putInt(0x42007b01).putInt((1 << 20) - 8);
    while (heads.hasRemaining()) {
      heads.putInt(0x42000f01).putInt(0);
    }
    assertEquals((1 << 17) - 1, TtlvReader.read(heads.array()).items().size());
  }
}
