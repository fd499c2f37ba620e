package io.cofre.kms.http;

import io.cofre.api.kms.KmsException;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/// Opens clients for tests.
final class Http {
  private Http() {}

  static KmsHttp open(Path home, String... settings) {
    return KmsHttp.open("Vault", MemorySettings.of(settings), context(home));
  }

  static PluginContext context(Path home) {
    return new PluginContext("main", home, InstantSource.system());
  }

  static KmsException fails(KmsException.Reason reason, Executable work) {
    var failure = Assertions.assertThrows(KmsException.class, work);
    Assertions.assertEquals(reason, failure.reason(), failure.getMessage());
    return failure;
  }

  static void contains(String part, Throwable failure) {
    Assertions.assertTrue(
        String.valueOf(failure.getMessage()).contains(part), failure.getMessage());
  }
}
