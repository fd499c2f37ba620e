package io.cofre.cipher.cbc;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.tck.CipherContract;

/// A256CBC-HS512 keeps the rules.
class CbcHmacContractTest extends CipherContract {
  @Override
  protected CipherProvider provider() {
    return new CbcHmacProvider();
  }
}
