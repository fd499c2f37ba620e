package io.cofre.cipher.chacha;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.tck.CipherContract;

/// ChaCha20-Poly1305 of Conscrypt keeps the rules; of the JDK where Conscrypt does not load.
class ConscryptContractTest extends CipherContract {
  @Override
  protected CipherProvider provider() {
    return new ChaChaProvider();
  }
}
