package ${package};

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The KMS keeps every rule of a KMS.
class HttpKmsTest extends KmsContract {
  private static ToyProcess toy;

  @BeforeAll
  static void start() throws Exception {
    toy = ToyProcess.start();
  }

  @AfterAll
  static void stop() {
    toy.close();
  }

  @Override
  protected Kms open() {
    return toy.open(toy.endpoint());
  }

  @Override
  protected KeyId key() {
    return new KeyId("cofre");
  }

  @Override
  protected Optional<KeyId> disabledKey() {
    return Optional.of(new KeyId("disabled"));
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(toy.open(URI.create("http://127.0.0.1:1")));
  }

  @Override
  protected List<String> secrets() {
    return List.of(ToyProcess.TOKEN);
  }
}
