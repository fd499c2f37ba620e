package io.cofre.core.transport;

import io.cofre.core.transport.http1.Http1Limits;
import io.cofre.core.transport.tls.ServerTls;
import io.cofre.core.transport.tls.TlsSettings;
import io.helidon.common.tls.Tls;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.time.Duration;

/// Helidon's server, set up so that nothing but our connections is in it.
final class Listener {
  private static final Duration UNTIL_ABORTED = Duration.ofDays(1);

  private Listener() {}

  static WebServer build(ListenerSettings settings, Selector selector, HttpRouting.Builder routing)
      throws IOException {
    WebServerConfig.Builder server =
        WebServer.builder()
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .shutdownHook(false)
            .host(settings.host())
            .port(settings.port())
            .backlog(settings.backlog())
            .maxTcpConnections(settings.connections())
            // Helidon's channel sockets cut every write into 8 KiB, and resolve the name of each
            // TLS
            // client; its stream sockets do neither
            .useNio(false)
            .writeQueueLength(0)
            .writeBufferSize(0)
            .idleConnectionTimeout(settings.limits().idle())
            .idleConnectionPeriod(period(settings.limits()))
            .shutdownGracePeriod(UNTIL_ABORTED)
            .addConnectionSelector(selector)
            .routing(routing)
            .contentEncoding(
                ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build())
            .connectionOptions(options -> options.tcpNoDelay(true)); // a read timeout has no effect
    if (settings.tls().isPresent()) {
      TlsSettings tls = settings.tls().get();
      server.tls(
          Tls.builder().sslContext(ServerTls.context(tls, settings.limits().idle())).build());
    }
    return server.build();
  }

  private static Duration period(Http1Limits limits) {
    Duration least =
        limits.idle().compareTo(limits.headTimeout()) < 0 ? limits.idle() : limits.headTimeout();
    return Duration.ofMillis(Math.clamp(least.toMillis() / 4, 20, 5000));
  }
}
