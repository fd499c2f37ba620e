package io.cofre.core.transport.tls;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// A context whose sockets come with fixed parameters.
///
/// Helidon makes TLS sockets from the context alone: it would leave versions and client
/// certificates at the defaults, and the socket below open when the TLS socket is closed.
final class ServerContext extends SSLContext {

  ServerContext(SSLContext context, SSLParameters parameters, Duration patience) {
    super(
        new ServerContextSpi(context, parameters, patience),
        context.getProvider(),
        context.getProtocol());
  }
}
