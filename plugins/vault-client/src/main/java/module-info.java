import org.jspecify.annotations.NullMarked;

/// The HTTP API of Vault and OpenBao, for plugins whose keys are in one of its engines.
///
/// A plugin nests this library in its jar like any other.
@NullMarked
module cofre.vault.client {
  requires transitive cofre.kms.http;
  requires static org.jspecify;

  exports io.cofre.vault.client;
}
