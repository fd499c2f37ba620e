package io.cofre.kms.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The hosts that `no_proxy` excepts, each with a port or without: a name stands for itself and all
/// below it, as do `.name` and `*.name`; an IP address; a range of those, `10.0.0.0/8`; `*` for
/// all. As Go reads it, and curl but for ports. Names are not looked up.
record NoProxy(List<String> entries) {
  private static final String METADATA = "metadata.google.internal"; // 169.254.169.254

  static NoProxy of(String text) {
    return new NoProxy(
        Stream.of(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  /// Whether an address is on this machine or next to it, where no proxy leads: loopback, and the
  /// link-local services that tell clouds' machines who they are.
  static boolean isNear(URI uri) {
    String host = host(uri);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals(METADATA)
        || literal(host)
            .filter(address -> address.isLoopbackAddress() || address.isLinkLocalAddress())
            .isPresent();
  }

  boolean excepts(URI uri) {
    String host = host(uri);
    int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    return entries.stream().anyMatch(entry -> matches(entry, host, port));
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    String suffix = ":" + port;
    boolean hasPort = entry.matches("(\\[.*]|[^:]*):[0-9]+");
    if (hasPort && !entry.endsWith(suffix)) {
      return false;
    }
    String name = hasPort ? entry.substring(0, entry.length() - suffix.length()) : entry;
    return isWithin(name.replaceAll("[\\[\\]]", ""), host);
  }

  private static boolean isWithin(String entry, String host) {
    Optional<InetAddress> address = literal(host);
    if (address.isPresent()) {
      String[] range = entry.split("/", 2);
      return literal(range[0])
          .filter(from -> covers(from.getAddress(), range, address.get().getAddress()))
          .isPresent();
    }
    String name = entry.replaceFirst("^\\*?\\.", "");
    return host.equals(name) || host.endsWith("." + name);
  }

  private static boolean covers(byte[] from, String[] range, byte[] address) {
    int bits = from.length * 8;
    if (range.length > 1) {
      bits = range[1].matches("[0-9]{1,3}") ? Integer.parseInt(range[1]) : bits;
    }
    if (from.length != address.length || bits > from.length * 8) {
      return false;
    }
    int whole = bits / 8;
    int mask = 0xff00 >> bits % 8 & 0xff; // of the byte that the range ends in
    return Arrays.equals(from, 0, whole, address, 0, whole)
        && (mask == 0 || (from[whole] & mask) == (address[whole] & mask));
  }

  private static String host(URI uri) {
    return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a name
    }
  }
}
