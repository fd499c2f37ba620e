import org.jspecify.annotations.NullMarked;

/// What plugins of key management systems share that are spoken to over HTTP: calls, answers, TLS
/// with files that change, proxies, and sessions.
///
/// A plugin nests this library in its jar like any other. It neither retries nor redirects nor
/// caches.
@NullMarked
module cofre.kms.http {
  requires transitive cofre.api;
  requires transitive com.fasterxml.jackson.databind;
  requires okhttp3;
  requires okhttp3.tls;
  requires static org.jspecify;

  exports io.cofre.kms.http;
}
