package io.cofre.kms.kmip;

import module java.base;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kmip.wire.Authentication;
import io.cofre.kmip.wire.BadMessage;
import io.cofre.kmip.wire.ProtocolVersion;
import io.cofre.kmip.wire.Refusal;
import io.cofre.kmip.wire.Request;
import io.cofre.kmip.wire.Requests;
import io.cofre.kmip.wire.ResultReason;

/// Asks one server for operations, in the newest version of the protocol that both speak.
/// Thread-safe.
final class KmipClient implements AutoCloseable {
  private static final ProtocolVersion UNKNOWN = new ProtocolVersion(0, 0);

  private final Channel channel;
  private final Authentication authentication;
  private volatile ProtocolVersion version = UNKNOWN;

  KmipClient(Channel channel, Authentication authentication) {
    this.channel = channel;
    this.authentication = authentication;
  }

  /// Ask for an operation. The response is wiped.
  ///
  /// @throws Refusal if the server does not do it
  /// @throws KmsException if there is no answer, or none that can be read
  <T> T call(Request<T> request) throws Refusal {
    ProtocolVersion spoken = version();
    try {
      return sent(spoken, request);
    } catch (Refusal e) {
      if (e.is(ResultReason.UNSUPPORTED_PROTOCOL_VERSION, ResultReason.INVALID_MESSAGE)) {
        version = UNKNOWN; // another server answers now
      }
      throw e;
    }
  }

  /// The version in use, asked for at the first call.
  ProtocolVersion version() {
    ProtocolVersion known = version;
    if (known.equals(UNKNOWN)) {
      known = discovered();
      version = known;
    }
    return known;
  }

  private ProtocolVersion discovered() {
    String words = "";
    for (ProtocolVersion greeting : ProtocolVersion.GREETINGS) {
      try {
        List<ProtocolVersion> theirs = sent(greeting, Requests.discoverVersions());
        return ProtocolVersion.SPOKEN.stream()
            .filter(theirs::contains)
            .findFirst()
            .orElseThrow(() ->
                failure(
                    Reason.UNSUPPORTED,
                    "it speaks %s, none of %s".formatted(theirs, ProtocolVersion.SPOKEN)));
      } catch (Refusal e) {
        Reason reason = Reasons.of(e);
        if (reason == Reason.ACCESS_DENIED || reason.retryable()) {
          throw refused("the login", e);
        }
        words = e.getMessage();
      }
    }
    throw failure(
        Reason.UNSUPPORTED,
        "it does not tell which versions of %s it speaks (%s)"
            .formatted(ProtocolVersion.SPOKEN, words));
  }

  private <T> T sent(ProtocolVersion spoken, Request<T> request) throws Refusal {
    byte[] message = request.message(spoken, authentication);
    byte[] response = {};
    try {
      response = channel.exchange(message, request.operation().harmless());
      return request.result(response);
    } catch (BadMessage e) {
      channel.closeIdle(); // what comes next on its connection might answer anything
      throw failure(
          Reason.UNEXPECTED,
          "its answer to %s is no good: %s".formatted(request.operation(), e.getMessage()));
    } finally {
      Arrays.fill(message, (byte) 0);
      Arrays.fill(response, (byte) 0);
    }
  }

  /// Something that is asked of the server, in one call or several.
  @FunctionalInterface
  interface Work<T> {
    T done() throws Refusal;
  }

  /// Do work, and say what the server refused if it refused a part of it.
  <T> T asked(String what, Work<T> work) {
    try {
      return work.done();
    } catch (Refusal e) {
      throw refused(what, e);
    }
  }

  /// Say what failed, and at which server.
  KmsException failure(Reason reason, String problem) {
    return channel.failure(reason, problem);
  }

  /// Say what the server refused.
  KmsException refused(String what, Refusal refusal) {
    return refused(Reasons.of(refusal), what, refusal);
  }

  /// Say what the server refused, where its result reason does not tell why.
  KmsException refused(Reason reason, String what, Refusal refusal) {
    return failure(
        reason,
        "it refused %s: %s (result reason 0x%x)"
            .formatted(what, refusal.getMessage(), refusal.reason()));
  }

  @Override
  public void close() {
    channel.close();
  }

  @Override
  public String toString() {
    return channel.toString();
  }
}
