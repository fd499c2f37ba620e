package io.cofre.kms.kmip;

import io.cofre.api.plugin.Secret;
import java.util.Optional;

/// Writes requests and reads responses, one operation each.
///
/// @param login sent with every request, where there is one
record Messages(Optional<Login> login) {
  private static final int SUCCESS = 0;
  private static final int USERNAME_AND_PASSWORD = 1;
  private static final int GENERAL_FAILURE = 0x100;

  /// A user and a password.
  record Login(String user, Secret password) {}

  /// Writes the payload of a request.
  @FunctionalInterface
  interface Payload {
    void write(TtlvWriter out);
  }

  /// Write a whole message, which the caller wipes.
  byte[] request(Version version, Operation operation, Payload payload) {
    try (var out = new TtlvWriter()) {
      out.structure(
          Tag.REQUEST_MESSAGE,
          () ->
              out.structure(Tag.REQUEST_HEADER, () -> header(out, version))
                  .structure(
                      Tag.BATCH_ITEM,
                      () ->
                          out.enumeration(Tag.OPERATION, operation.code())
                              .structure(Tag.REQUEST_PAYLOAD, () -> payload.write(out))));
      return out.message();
    }
  }

  private void header(TtlvWriter out, Version version) {
    version.write(out);
    login.ifPresent(known ->
        out.structure(
            Tag.AUTHENTICATION, () -> out.structure(Tag.CREDENTIAL, () -> login(out, known))));
    out.integer(Tag.BATCH_COUNT, 1);
  }

  private static void login(TtlvWriter out, Login known) {
    out.enumeration(Tag.CREDENTIAL_TYPE, USERNAME_AND_PASSWORD)
        .structure(
            Tag.CREDENTIAL_VALUE,
            () -> {
              out.text(Tag.USERNAME, known.user());
              known.password().useUtf8(utf8 -> out.text(Tag.PASSWORD, utf8));
            });
  }

  /// Return the payload of a response; empty where a success has none.
  ///
  /// @throws BadMessage if it is no response to one operation
  static Item.Structure payload(byte[] message) throws Refusal {
    Item.Structure response = TtlvReader.read(message);
    if (response.tag() != Tag.RESPONSE_MESSAGE) {
      throw new BadMessage("no response");
    }
    Item.Structure item = response.structure(Tag.BATCH_ITEM);
    if (item.number(Tag.RESULT_STATUS) == SUCCESS) {
      return item.structures(Tag.RESPONSE_PAYLOAD)
          .findFirst()
          .orElse(new Item.Structure(Tag.RESPONSE_PAYLOAD, java.util.List.of()));
    }
    throw new Refusal(
        item.numbers(Tag.RESULT_REASON).findFirst().orElse(GENERAL_FAILURE),
        item.texts(Tag.RESULT_MESSAGE).findFirst().orElse("no message"));
  }
}
