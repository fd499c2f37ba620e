package io.cofre.kms.kmip;

import io.cofre.api.kms.KmsException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Asks one server for operations, in the newest version of the protocol that both speak.
/// Thread-safe.
final class KmipClient implements AutoCloseable {
  private static final Version UNKNOWN = new Version(0, 0);

  /// What the question for versions itself is asked in: no version is spoken by all servers.
  private static final List<Version> GREETINGS =
      List.of(new Version(1, 4), new Version(2, 1), new Version(1, 2));

  private final Channel channel;
  private final Messages messages;
  private final Duration timeout;
  private volatile Version version = UNKNOWN;

  KmipClient(Channel channel, Messages messages, Duration timeout) {
    this.channel = channel;
    this.messages = messages;
    this.timeout = timeout;
  }

  Channel channel() {
    return channel;
  }

  Duration timeout() {
    return timeout;
  }

  /// Ask for an operation.
  ///
  /// @param payload writes the request's payload
  /// @param result reads the response's payload, which is wiped afterwards
  <T> T call(
      Operation operation,
      BiConsumer<TtlvWriter, Version> payload,
      Function<Item.Structure, T> result)
      throws Refusal {
    return call(operation, payload, result, timeout);
  }

  <T> T call(
      Operation operation,
      BiConsumer<TtlvWriter, Version> payload,
      Function<Item.Structure, T> result,
      Duration time)
      throws Refusal {
    Version spoken = version(time);
    try {
      return sent(spoken, operation, out -> payload.accept(out, spoken), result, time);
    } catch (Refusal e) {
      if (e.is(Failures.UNSUPPORTED_VERSION)) {
        version = UNKNOWN; // another server answers now
      }
      throw e;
    }
  }

  /// The version in use, asked for at the first call.
  Version version(Duration time) {
    Version known = version;
    if (known.equals(UNKNOWN)) {
      known = greeted(time);
      version = known;
    }
    return known;
  }

  private Version greeted(Duration time) {
    String words = "";
    for (Version greeting : GREETINGS) {
      try {
        List<Version> theirs =
            sent(
                greeting,
                Operation.DISCOVER_VERSIONS,
                out -> Version.SPOKEN.forEach(one -> one.write(out)),
                payload -> payload.structures(Tag.PROTOCOL_VERSION).map(Version::read).toList(),
                time);
        return Version.SPOKEN.stream()
            .filter(theirs::contains)
            .findFirst()
            .orElseThrow(() ->
                channel.failure(
                    Reason.UNSUPPORTED,
                    "it speaks %s, none of %s".formatted(theirs, Version.SPOKEN)));
      } catch (Refusal e) {
        Reason reason = Failures.reason(e);
        if (reason == Reason.ACCESS_DENIED || reason.retryable()) {
          throw Failures.of(channel, "the login", e);
        }
        words = e.getMessage();
      }
    }
    throw channel.failure(
        Reason.UNSUPPORTED,
        "it does not tell which versions of %s it speaks (%s)".formatted(Version.SPOKEN, words));
  }

  private <T> T sent(
      Version spoken,
      Operation operation,
      Messages.Payload payload,
      Function<Item.Structure, T> result,
      Duration time)
      throws Refusal {
    byte[] request = messages.request(spoken, operation, payload);
    byte[] response = {};
    try {
      response = channel.exchange(request, operation.harmless(), time);
      return result.apply(Messages.payload(response));
    } catch (BadMessage e) {
      throw channel.failure(
          Reason.UNEXPECTED,
          "its answer to %s is no good: %s".formatted(operation, e.getMessage()));
    } finally {
      Arrays.fill(request, (byte) 0);
      Arrays.fill(response, (byte) 0);
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
