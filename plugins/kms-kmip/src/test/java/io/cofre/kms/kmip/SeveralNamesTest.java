package io.cofre.kms.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A key to which an administrator gave a second name is one key under both.
class SeveralNamesTest {
  private static final KeyId FIRST = new KeyId("photos");
  private static final KeyId SECOND = new KeyId("pictures");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "holidays"));
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"1,4,true", "2,1,true", "1,4,false", "2,1,false"})
  void theyAreOneKeyUntilItIsDeleted(int major, int minor, boolean rekey) throws IOException {
    Peer peer = Peer.in(home);
    var version = new ProtocolVersion(major, minor);
    var abilities = new KmipDouble.Abilities(List.of(version), rekey, rekey, true);
    try (var server = KmipDouble.start(abilities, peer.authority());
        Kms kms = peer.openLoggedIn(server.port());
        DataKey dataKey = DataKey.random()) {
      var keys = kms.administration().orElseThrow();
      keys.create(FIRST);
      server.key(FIRST.value()).addName("forgotten");
      server.key(FIRST.value()).addName(SECOND.value());
      server.key(FIRST.value()).names.remove(1);
      WrappedKey before = kms.wrap(SECOND, dataKey, CONTEXT);
      requireOne(kms);

      for (int i = 0; i < 2; i++) {
        String old = keys.describe(SECOND).version();
        assertNotEquals(old, keys.rotate(SECOND).version());
        requireOne(kms);
        assertEquals(keys.describe(FIRST).version(), keys.describe(SECOND).version());
        assertEquals(
            List.of(FIRST, SECOND), keys.list().stream().map(found -> found.key()).toList());
      }
      WrappedKey after = kms.wrap(SECOND, dataKey, CONTEXT);
      for (WrappedKey wrapped : List.of(before, after)) {
        try (DataKey opened = kms.unwrap(wrapped, CONTEXT)) {
          assertEquals(SECOND, wrapped.key());
          assertEquals(dataKey, opened);
        }
      }

      keys.delete(SECOND);
      assertEquals(3, server.keys().size());
      assertTrue(server.keys().stream().allMatch(key -> key.state == ManagedObject.DESTROYED));
      for (KeyId name : List.of(FIRST, SECOND)) {
        var e = assertThrows(KmsException.class, () -> kms.resolve(name));
        assertEquals(Reason.KEY_NOT_FOUND, e.reason());
      }
    }
  }

  private static void requireOne(Kms kms) {
    assertEquals(FIRST, kms.resolve(FIRST));
    assertEquals(FIRST, kms.resolve(SECOND));
  }
}
