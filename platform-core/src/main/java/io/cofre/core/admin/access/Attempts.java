package io.cofre.core.admin.access;

import io.cofre.core.pace.TokenBucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongSupplier;

/// Counts wrong tokens by where they came from: ten at once, then one in six seconds.
///
/// Thread-safe and bounded: beyond a thousand places at once, all others share one count. A place
/// is an IPv4 address or the first 64 bits of an IPv6 address.
final class Attempts {
  private static final double PER_SECOND = 1.0 / 6;
  private static final double AT_ONCE = 10;
  private static final int MOST = 1000;
  private final LongSupplier nanos;
  private final Map<String, TokenBucket> places = new HashMap<>();
  private final TokenBucket others;

  Attempts(LongSupplier nanos) {
    this.nanos = nanos;
    this.others = new TokenBucket(PER_SECOND, AT_ONCE, nanos);
  }

  /// How long a place has to wait before its next attempt, in nanoseconds; 0 for not at all.
  synchronized long delay(InetAddress from) {
    TokenBucket bucket = places.get(place(from));
    if (bucket != null) {
      return bucket.untilOne();
    }
    return places.size() < MOST ? 0 : others.untilOne();
  }

  /// Count a wrong token.
  synchronized void wrong(InetAddress from) {
    String place = place(from);
    if (places.size() >= MOST) {
      places.values().removeIf(TokenBucket::full);
    }
    TokenBucket bucket = places.get(place);
    if (bucket == null && places.size() < MOST) {
      bucket = new TokenBucket(PER_SECOND, AT_ONCE, nanos);
      places.put(place, bucket);
    }
    (bucket == null ? others : bucket).take(1);
  }

  private static String place(InetAddress from) {
    byte[] bytes = from.getAddress();
    return HexFormat.of().formatHex(from instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }
}
