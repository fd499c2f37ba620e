import org.jspecify.annotations.NullMarked;

/// A double of Vault without engines, for the tests of its client and of plugins over it.
@NullMarked
open module cofre.vault.client.testing {
  requires transitive cofre.kms.http.testing;
  requires transitive com.fasterxml.jackson.databind;
  requires static org.jspecify;

  exports io.cofre.vault.client.testing;
}
