package io.cofre.kms.kmip;

import module java.base;

/// Where a server listens.
record Endpoint(String host, int port) {
  private static final int USUAL_PORT = 5696;
  private static final String EXPECTED = "expected kmip://host or kmip://host:port";

  /// @throws IllegalArgumentException if the text names no server
  static Endpoint read(String text) {
    try {
      var uri = new URI(text);
      if ("kmip".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
        return new Endpoint(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort());
      }
    } catch (URISyntaxException _) {
      // said below, without the text
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  @Override
  public String toString() {
    return "kmip://" + host + ":" + port;
  }
}
