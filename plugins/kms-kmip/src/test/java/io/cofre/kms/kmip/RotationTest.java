package io.cofre.kms.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.kmip.wire.ManagedObject;
import io.cofre.kmip.wire.Operation;
import io.cofre.kmip.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Versions of keys: made, replaced and deleted, beside what an administrator does to them.
class RotationTest {
  private static final KeyId KEY = new KeyId("photos");
  @TempDir Path home;

  /// Work before a double, and the administration of its keys.
  @FunctionalInterface
  private interface Work {
    void run(KmipDouble server, Kms kms, KeyAdministration keys);
  }

  private void before(ProtocolVersion version, boolean rekey, boolean uniqueNames, Work work)
      throws IOException {
    Peer peer = Peer.in(home);
    var abilities = new KmipDouble.Abilities(List.of(version), rekey, uniqueNames, true);
    try (var server = KmipDouble.start(abilities, peer.authority());
        Kms kms = peer.openLoggedIn(server.port())) {
      KeyAdministration keys = kms.administration().orElseThrow();
      keys.create(KEY);
      work.run(server, kms, keys);
    }
  }

  private static KmsException fails(Reason reason, Runnable work) {
    KmsException e = assertThrows(KmsException.class, work::run);
    assertEquals(reason, e.reason(), e.toString());
    return e;
  }

  @ParameterizedTest
  @CsvSource({"1,4", "2,1"})
  void theVersionThatWasReplacedOpensWhatItWrapped(int major, int minor) throws IOException {
    before(
        new ProtocolVersion(major, minor),
        true,
        true,
        (server, kms, keys) -> {
          try (DataKey key = DataKey.random()) {
            WrappedKey wrapped = kms.wrap(KEY, key, KeyContext.EMPTY);
            KeyDescription fresh = keys.rotate(KEY);
            assertEquals(KeyDescription.State.ENABLED, fresh.state());
            assertNotEquals(wrapped.version(), fresh.version());
            assertEquals(ManagedObject.ACTIVE, server.keys().getFirst().state);
            server.keys().getFirst().deactivate(); // as some servers do at once
            try (DataKey opened = kms.unwrap(wrapped, KeyContext.EMPTY)) {
              assertEquals(key, opened);
            }
          }
        });
  }

  /// Without a date of activation the replacement has none either.
  @ParameterizedTest
  @CsvSource({"1,4", "2,1"})
  void aReplacementThatIsNotActiveIsActivated(int major, int minor) throws IOException {
    before(
        new ProtocolVersion(major, minor),
        true,
        true,
        (server, _, keys) -> {
          server.key(KEY.value()).become(ManagedObject.PRE_ACTIVE);
          assertEquals(KeyDescription.State.ENABLED, keys.rotate(KEY).state());
          assertTrue(server.asked.getLast() != Operation.REKEY);
        });
  }

  @ParameterizedTest
  @CsvSource({"1,4", "2,1"})
  void aServerWithUniqueNamesAndWithoutRekeyDoesNotRotate(int major, int minor) throws IOException {
    before(
        new ProtocolVersion(major, minor),
        false,
        true,
        (server, _, keys) -> {
          KmsException e = fails(Reason.UNSUPPORTED, () -> keys.rotate(KEY));
          assertTrue(e.getMessage().contains("both re-key and a second key"), e.getMessage());
          assertEquals(1, server.keys().size());
        });
  }

  @ParameterizedTest
  @CsvSource({"1,4", "2,1"})
  void aKeyThatSomebodyMakesMeanwhileExists(int major, int minor) throws IOException {
    before(
        new ProtocolVersion(major, minor),
        true,
        true,
        (server, _, keys) -> {
          server.before =
              operation -> {
                if (operation == Operation.CREATE) {
                  server.add("raced");
                }
              };
          fails(Reason.KEY_EXISTS, () -> keys.create(new KeyId("raced")));
        });
  }

  @ParameterizedTest
  @CsvSource({"1,4,true", "2,1,true", "1,4,false", "2,1,false"})
  void deletingReachesBehindAVersionThatIsGone(int major, int minor, boolean rekey)
      throws IOException {
    before(
        new ProtocolVersion(major, minor),
        rekey,
        false,
        (server, _, keys) -> {
          for (int i = 0; i < 3; i++) {
            keys.rotate(KEY);
          }
          int gone = rekey ? 2 : 0; // between those that stay, as they are found from the newest
          server.keys().get(gone).become(ManagedObject.DESTROYED);
          keys.delete(KEY);
          assertEquals(4, server.keys().size());
          assertTrue(server.keys().stream().allMatch(DoubleKey::isDestroyed));
        });
  }
}
