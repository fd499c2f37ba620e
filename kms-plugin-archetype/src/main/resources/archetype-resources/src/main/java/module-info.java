import org.jspecify.annotations.NullMarked;

/// A KMS for Cofre, reached over HTTP.
@NullMarked
module ${package} {
  requires cofre.api;
  requires java.net.http;
  requires static org.jspecify;

  provides io.cofre.api.kms.KmsProvider with
      ${package}.HttpKmsProvider;
}
