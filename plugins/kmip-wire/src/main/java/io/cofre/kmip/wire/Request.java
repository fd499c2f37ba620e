package io.cofre.kmip.wire;

import java.util.List;
import java.util.function.Function;

/// A request for one operation: it writes itself, and reads the response (KMIP 2.1 and 1.4).
/// Thread-safe if its parts are.
///
/// @param operation what is asked for
/// @param payload writes the payload of the request
/// @param reader makes the result of the payload of the response
/// @param <T> the result
public record Request<T>(Operation operation, Payload payload, Function<Item.Structure, T> reader) {
  private static final int SUCCESS = 0;

  /// Writes the payload of a request.
  @FunctionalInterface
  public interface Payload {
    /// Write it as a version of the protocol wants it.
    void write(TtlvWriter out, ProtocolVersion version);
  }

  /// Write a whole message, which the caller wipes.
  public byte[] message(ProtocolVersion version, Authentication authentication) {
    try (var out = new TtlvWriter()) {
      Runnable header =
          () -> {
            version.write(out);
            authentication.write(out);
            out.integer(Tag.BATCH_COUNT, 1);
          };
      Runnable item =
          () ->
              out.enumeration(Tag.OPERATION, operation.code())
                  .structure(Tag.REQUEST_PAYLOAD, () -> payload.write(out, version));
      return out.structure(
              Tag.REQUEST_MESSAGE,
              () -> out.structure(Tag.REQUEST_HEADER, header).structure(Tag.BATCH_ITEM, item))
          .message();
    }
  }

  /// Read the response. The result holds copies: the caller may wipe the message.
  ///
  /// @throws BadMessage if it is no response to this operation, or lacks something
  /// @throws Refusal if it says that the server did not do it
  public T result(byte[] response) throws Refusal {
    Item.Structure message = TtlvReader.read(response);
    if (message.tag() != Tag.RESPONSE_MESSAGE) {
      throw new BadMessage("no response");
    }
    Item.Structure item = message.structure(Tag.BATCH_ITEM);
    if (item.numbers(Tag.OPERATION).anyMatch(code -> code != operation.code())) {
      throw new BadMessage("the answer to another operation");
    }
    if (item.number(Tag.RESULT_STATUS) != SUCCESS) {
      throw new Refusal(
          item.numbers(Tag.RESULT_REASON).findFirst().orElse(ResultReason.GENERAL_FAILURE),
          item.texts(Tag.RESULT_MESSAGE).findFirst().orElse("no message"));
    }
    Item.Structure none = new Item.Structure(Tag.RESPONSE_PAYLOAD, List.of());
    return reader.apply(item.structures(Tag.RESPONSE_PAYLOAD).findFirst().orElse(none));
  }
}
