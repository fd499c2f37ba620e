import org.jspecify.annotations.NullMarked;

/// What the tests of KMS plugins share: networks and proxies with faults, an authority for
/// certificates, and contracts.
@NullMarked
open module cofre.kms.http.testing {
  requires transitive cofre.tck;
  requires transitive okhttp3.tls;
  requires jdk.httpserver;
  requires static org.jspecify;

  exports io.cofre.kms.http.testing;
}
