package io.cofre.core.transport;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.core.transport.http1.Http1Limits;
import io.cofre.core.transport.tls.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a listener is set up.
///
/// @param host the address to bind
/// @param port the port, 0 for any free one
/// @param tls the material for TLS, empty for plain HTTP
/// @param limits what connections bear with
/// @param backlog how many connections may wait to be accepted
/// @param connections how many connections may be open at once
/// @param streams how many HTTP/2 requests one connection may have under way
record ListenerSettings(
    String host,
    int port,
    Optional<TlsSettings> tls,
    Http1Limits limits,
    int backlog,
    int connections,
    int streams) {
  private static final Setting<String> HOST =
      Setting.text("host", "The address to listen on; 0.0.0.0 means all.").or("0.0.0.0");
  private static final Setting<Integer> PORT =
      Setting.number("port", "The port to listen on; 0 takes any free one.");
  private static final Setting<Duration> IDLE =
      Setting.duration("idle-timeout", "How long a client may be silent or not take its answer.")
          .or("75s");
  private static final Setting<Duration> HEAD_TIMEOUT =
      Setting.duration("head-timeout", "How long the head of a request may take to arrive.")
          .or("20s");
  private static final Setting<Long> HEAD_SIZE =
      Setting.size("max-head-size", "The largest request line with headers.").or("32KiB");
  private static final Setting<Integer> BACKLOG =
      Setting.number("backlog", "How many connections may wait to be accepted.").or("1024");
  private static final Setting<Integer> CONNECTIONS =
      Setting.number("max-connections", "How many connections may be open; others wait.")
          .or("8192");
  private static final Setting<Integer> STREAMS =
      Setting.number("max-streams", "How many HTTP/2 requests one connection may have under way.")
          .or("128");

  static List<Setting<?>> all() {
    List<Setting<?>> own =
        List.of(HOST, PORT, IDLE, HEAD_TIMEOUT, HEAD_SIZE, BACKLOG, CONNECTIONS, STREAMS);
    return Stream.concat(own.stream(), TlsSettings.all().stream()).toList();
  }

  static ListenerSettings read(Settings settings, PluginContext context) {
    int head = (int) within(HEAD_SIZE.key(), settings.get(HEAD_SIZE), 1024, 1 << 20);
    return new ListenerSettings(
        settings.get(HOST),
        (int) within(PORT.key(), settings.get(PORT), 0, 65535),
        TlsSettings.read(settings, context),
        new Http1Limits(
            head,
            duration(HEAD_TIMEOUT.key(), settings.get(HEAD_TIMEOUT)),
            duration(IDLE.key(), settings.get(IDLE))),
        (int) within(BACKLOG.key(), settings.get(BACKLOG), 1, 65535),
        (int) within(CONNECTIONS.key(), settings.get(CONNECTIONS), 1, 1_000_000),
        (int) within(STREAMS.key(), settings.get(STREAMS), 1, 100_000));
  }

  private static long within(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidSettings(key, "must be from " + least + " to " + most);
    }
    return value;
  }

  private static Duration duration(String key, Duration value) {
    within(key, value.toMillis(), 1, Duration.ofDays(1).toMillis());
    return value;
  }
}
