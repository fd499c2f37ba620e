package io.cofre.kmip.wire;

import java.util.function.Function;

/// Who asks, as far as a request says so: besides the client certificate of the connection there
/// may be a credential (KMIP 2.1, section 9.1; 1.4, section 2.1.2).
@FunctionalInterface
public interface Authentication {
  /// No credential.
  Authentication NONE = out -> {};

  /// Write it where the header of a request has its place.
  void write(TtlvWriter out);

  /// A password that is shown to nobody but the server.
  @FunctionalInterface
  interface Password {
    /// Lend the password in UTF-8 to what writes it, and wipe what was lent.
    TtlvWriter lend(Function<byte[], TtlvWriter> writing);
  }

  /// A user and a password.
  static Authentication password(String user, Password password) {
    return out ->
        out.structure(
            Tag.AUTHENTICATION,
            () ->
                out.structure(
                    Tag.CREDENTIAL,
                    () ->
                        out.enumeration(Tag.CREDENTIAL_TYPE, 1 /* user name and password */)
                            .structure(
                                Tag.CREDENTIAL_VALUE,
                                () -> {
                                  out.text(Tag.USERNAME, user);
                                  password.lend(utf8 -> out.text(Tag.PASSWORD, utf8));
                                })));
  }
}
