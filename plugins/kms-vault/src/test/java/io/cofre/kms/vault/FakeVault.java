package io.cofre.kms.vault;

import io.cofre.vault.client.testing.VaultDouble;
import java.io.IOException;

/// A double of Vault with the transit and KV engines. The errors of the engines that the plugin
/// reads have the words of a real OpenBao 2.6.2.
public final class FakeVault extends VaultDouble {
  final FakeTransit transit;
  final FakeKv kv;

  /// Start one.
  public FakeVault() throws IOException {
    this(new FakeTransit(), new FakeKv());
  }

  private FakeVault(FakeTransit transit, FakeKv kv) throws IOException {
    super((request, path, body) ->
        path.startsWith("transit/")
            ? transit.answer(request, path, body)
            : kv.answer(request, path, body));
    this.transit = transit;
    this.kv = kv;
  }
}
