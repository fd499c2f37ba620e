package io.cofre.core.transport.http1;

import io.cofre.api.transport.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Writes the heads of answers.
///
/// Thread-safe.
final class HeadWriter {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Set<String> OF_TRANSFER =
      Set.of("connection", "keep-alive", "transfer-encoding", "content-length");

  private final InstantSource clock;
  private volatile Stamp stamp = new Stamp(Long.MIN_VALUE, "");

  private record Stamp(long second, String text) {}

  /// What follows the head.
  enum Transfer {
    NOTHING,
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  HeadWriter(InstantSource clock) {
    this.clock = clock;
  }

  /// Return the bytes of a head.
  ///
  /// @throws IllegalArgumentException if a header cannot be sent
  byte[] write(ResponseHead head, Transfer transfer, boolean close) {
    StringBuilder text = new StringBuilder(512);
    text.append("HTTP/1.1 ").append(head.status()).append(' ');
    text.append(Reason.of(head.status())).append("\r\n");
    boolean date = false;
    boolean server = false;
    for (Map.Entry<String, List<String>> header : head.headers().entrySet()) {
      String lower = header.getKey().toLowerCase(Locale.ROOT);
      if (OF_TRANSFER.contains(lower)) {
        continue;
      }
      date |= lower.equals("date");
      server |= lower.equals("server");
      for (String value : header.getValue()) {
        append(text, header.getKey(), value);
      }
    }
    if (!date) {
      append(text, "Date", now());
    }
    if (!server) {
      append(text, "Server", "Cofre");
    }
    switch (transfer) {
      case LENGTH -> append(text, "Content-Length", Long.toString(head.length().orElseThrow()));
      case CHUNKED -> append(text, "Transfer-Encoding", "chunked");
      case NOTHING, UNTIL_CLOSE -> {}
    }
    if (close) {
      append(text, "Connection", "close");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!Token.valid(name) || !Token.validValue(value)) {
      throw new IllegalArgumentException("the header " + name + " cannot be sent as it is");
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }

  private String now() {
    Instant now = clock.instant();
    Stamp current = stamp;
    if (current.second() != now.getEpochSecond()) {
      current = new Stamp(now.getEpochSecond(), HTTP_DATE.format(now));
      stamp = current;
    }
    return current.text();
  }
}
