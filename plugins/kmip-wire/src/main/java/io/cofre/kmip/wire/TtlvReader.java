package io.cofre.kmip.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads TTLV (KMIP 2.1): a tag of 3 bytes, a type of 1, a length of 4, and the value, padded to a
/// multiple of 8. Allocates no more than a small multiple of what it is given.
public final class TtlvReader {
  static final int HEADER = 8;
  private static final int DEEPEST = 16;

  private TtlvReader() {}

  /// Take the bytes of the next message from a stream that carries one after the other. Memory is
  /// taken as bytes come, so a length that is only claimed takes none. Of a message of up to 8 KiB,
  /// as those with keys are, no copy but the returned one is left behind.
  ///
  /// @return empty if the stream ended before the message
  /// @throws EOFException if it ended within
  /// @throws IOException if the message claims more bytes than the longest that is allowed
  public static Optional<byte[]> next(InputStream in, int longest) throws IOException {
    byte[] head = in.readNBytes(HEADER);
    if (head.length == 0) {
      return Optional.empty();
    }
    int length = head.length < HEADER ? 0 : ByteBuffer.wrap(head).getInt(4);
    if (length < 0 || length > longest) {
      throw new IOException("the message claims %,d bytes".formatted(length & 0xffffffffL));
    }
    byte[] body = in.readNBytes(length);
    if (head.length < HEADER || body.length < length) {
      throw new EOFException("the message was cut");
    }
    byte[] whole = Arrays.copyOf(head, HEADER + length);
    System.arraycopy(body, 0, whole, HEADER, length);
    Arrays.fill(body, (byte) 0);
    return Optional.of(whole);
  }

  /// Read one structure that fills a message. Byte strings are views of it.
  ///
  /// @throws BadMessage if it is anything else
  public static Item.Structure read(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    Item item = item(in, 0);
    if (in.hasRemaining()) {
      throw new BadMessage("bytes behind its end");
    }
    if (item instanceof Item.Structure structure) {
      return structure;
    }
    throw new BadMessage("no structure");
  }

  private static Item item(ByteBuffer in, int depth) {
    if (in.remaining() < HEADER) {
      throw new BadMessage("an item that was cut");
    }
    int head = in.getInt();
    int tag = head >>> 8;
    int type = head & 0xff;
    int length = in.getInt();
    if (length < 0 || length > in.remaining() || padding(length) > in.remaining() - length) {
      throw new BadMessage("an item longer than what holds it");
    }
    ByteBuffer value = in.slice(in.position(), length);
    in.position(in.position() + length + padding(length));
    return switch (type) {
      case ItemType.STRUCTURE -> new Item.Structure(tag, items(value, depth + 1));
      case ItemType.INTEGER, ItemType.ENUMERATION, ItemType.INTERVAL ->
          new Item.Whole(tag, sized(value, 4).getInt());
      case ItemType.TEXT -> new Item.Text(tag, text(value));
      case ItemType.BYTES -> new Item.Bytes(tag, value);
      case ItemType.DATE -> new Item.Date(tag, sized(value, 8).getLong());
      default -> new Item.Other(tag, type);
    };
  }

  private static List<Item> items(ByteBuffer in, int depth) {
    if (depth > DEEPEST) {
      throw new BadMessage("structures nested too deep");
    }
    List<Item> items = new ArrayList<>();
    while (in.hasRemaining()) {
      items.add(item(in, depth));
    }
    return items;
  }

  private static ByteBuffer sized(ByteBuffer value, int size) {
    if (value.remaining() != size) {
      throw new BadMessage("a value of the wrong size");
    }
    return value;
  }

  private static String text(ByteBuffer value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value).toString();
    } catch (CharacterCodingException _) {
      throw new BadMessage("a text that is no UTF-8");
    }
  }

  static int padding(int length) {
    return -length & 7;
  }
}
