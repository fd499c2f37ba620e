package io.cofre.tck.fake;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.tck.CipherContract;

final class JdkAesGcmTest extends CipherContract {
  @Override
  protected CipherProvider provider() {
    return new JdkAesGcm();
  }
}
