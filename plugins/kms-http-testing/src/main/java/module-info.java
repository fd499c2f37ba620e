import org.jspecify.annotations.NullMarked;

/// What the tests of KMS plugins share: a network with faults, and an authority for certificates.
@NullMarked
module cofre.kms.http.testing {
  requires transitive okhttp3.tls;
  requires jdk.httpserver;
  requires static org.jspecify;

  exports io.cofre.kms.http.testing;
}
