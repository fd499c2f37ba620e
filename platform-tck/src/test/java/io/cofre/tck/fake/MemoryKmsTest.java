package io.cofre.tck.fake;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.tck.KmsContract;
import java.util.Optional;

final class MemoryKmsTest extends KmsContract {
  private final MemoryKms kms = new MemoryKms("cofre");

  @Override
  protected Kms open() {
    return kms.reopen();
  }

  @Override
  protected KeyId key() {
    return new KeyId("cofre");
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(new FlakyKms(kms.reopen()).fail(Reason.UNAVAILABLE));
  }

  @Override
  protected Optional<Kms> openEmpty() {
    return Optional.of(new MemoryKms());
  }
}
