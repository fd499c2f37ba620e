package io.cofre.cipher.aes;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.tck.CipherContract;

/// AES-256-GCM of AWS-LC keeps the rules; of the JDK where AWS-LC does not load.
class AwsLcContractTest extends CipherContract {
  @Override
  protected CipherProvider provider() {
    return new AesGcmProvider(Engines::settled, Engines::settled);
  }
}
