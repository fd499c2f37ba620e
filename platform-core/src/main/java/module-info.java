import org.jspecify.annotations.NullMarked;

/// The platform: from a request to sealed bytes, and back.
///
/// It exports nothing. Plugins see `cofre.api` only; Helidon stays in `transport`, `config` and
/// `boot`.
@NullMarked
module cofre.core {
  requires cofre.api;
  requires static org.jspecify;

  // HTTP/1.1, HTTP/2 and TLS
  requires io.helidon.webserver;
  requires io.helidon.webserver.http2;
  requires io.helidon.common.tls;
  requires io.helidon.http;
  requires io.helidon.http.encoding;
  requires io.helidon.http.http2;
  requires io.helidon.common.buffers;
  requires io.helidon.common.concurrency.limits;
  requires io.helidon.common.socket;
  // the configuration file
  requires io.helidon.config;
  requires org.yaml.snakeyaml;
  // JSON documents of clients and operators
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  // the command line, and how it asks a running server
  requires java.net.http;
  requires info.picocli;
  // S3's documents, read and written as streams
  requires java.xml;
  requires java.management;
  requires java.logging;

  uses io.cofre.api.cipher.CipherProvider;
  uses io.cofre.api.kms.KmsProvider;
  uses io.cofre.api.storage.BlobStoreProvider;
  uses io.cofre.api.storage.MetadataStoreProvider;
  uses io.cofre.api.transport.TransportProvider;

  opens io.cofre.core.boot to
      info.picocli;
}
