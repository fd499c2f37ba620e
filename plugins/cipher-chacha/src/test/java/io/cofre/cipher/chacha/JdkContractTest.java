package io.cofre.cipher.chacha;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.tck.CipherContract;

/// ChaCha20-Poly1305 of the JDK keeps the rules.
class JdkContractTest extends CipherContract {
  @Override
  protected CipherProvider provider() {
    return new ChaChaProvider(() -> Engine.JDK);
  }
}
