package io.cofre.cipher.aes;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.tck.CipherContract;

/// AES-256-GCM of the JDK keeps the rules.
class JdkContractTest extends CipherContract {
  @Override
  protected CipherProvider provider() {
    return new AesGcmProvider(() -> Engine.JDK, () -> Engine.JDK);
  }
}
