package io.cofre.kms.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kmip.wire.Operation;
import io.cofre.kmip.wire.ProtocolVersion;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong between the plugin and a server, and what the operator is told.
class KmipFaultsTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));
  @TempDir Path home;
  private Peer peer;
  private KmipDouble server;
  private FaultyProxy network;
  private Kms kms;

  @BeforeEach
  void start() throws IOException {
    peer = Peer.in(home);
    server = KmipDouble.start(KmipDouble.speaking(1, 4), peer.authority());
    network = FaultyProxy.before(server.port());
    kms = peer.openLoggedIn(network.port());
    keys().create(KEY);
  }

  @AfterEach
  void stop() throws IOException {
    kms.close();
    network.close();
    server.close();
  }

  private KeyAdministration keys() {
    return kms.administration().orElseThrow();
  }

  private WrappedKey wrap() {
    try (DataKey key = DataKey.random()) {
      return kms.wrap(KEY, key, CONTEXT);
    }
  }

  private static KmsException fails(Reason reason, Executable work) {
    KmsException e = assertThrows(KmsException.class, work);
    assertEquals(reason, e.reason(), e.toString());
    assertFalse(e.toString().contains(KmipDouble.PASSWORD), e.toString());
    return e;
  }

  private Kms hasty() {
    return peer.open(
        network.port(),
        "username",
        KmipDouble.USER,
        "password",
        KmipDouble.PASSWORD,
        "timeout",
        "400ms");
  }

  @Test
  void aServerThatIsSilentOrLateIsUnavailable() {
    try (Kms hasty = hasty();
        DataKey key = DataKey.random()) {
      for (Fault fault : List.of(new Fault.Silence(), new Fault.Delay(Duration.ofSeconds(3)))) {
        network.always(fault);
        KmsException e = fails(Reason.UNAVAILABLE, () -> hasty.wrap(KEY, key, CONTEXT));
        assertTrue(e.getMessage().contains("no answer within 400 ms"), e.getMessage());
        assertInstanceOf(Health.Down.class, hasty.health());
      }
    }
  }

  @Test
  void aConnectionThatBreaksIsUnavailableAndTheNextCallWorks() {
    for (Fault fault : List.of(new Fault.Reset(), new Fault.Cut(0), new Fault.Cut(20))) {
      wrap();
      network.always(fault);
      fails(Reason.UNAVAILABLE, this::wrap);
      network.always(new Fault.None());
      wrap();
    }
  }

  @Test
  void whereNobodyListensTheOperatorReadsSo() throws IOException {
    network.close();
    KmsException e = fails(Reason.UNAVAILABLE, this::wrap);
    assertTrue(
        e.getMessage().contains(": it cannot be reached: Connection refused"), e.getMessage());
  }

  @Test
  void idleConnectionsThatTheServerClosedAreReplaced() throws IOException {
    for (int i = 0; i < 5; i++) {
      WrappedKey wrapped = wrap();
      server.closeConnections();
      kms.unwrap(wrapped, CONTEXT).close();
    }
  }

  @Test
  void whatChangesTheServerIsAskedOnce() {
    wrap();
    server.asked.clear();
    network.next(3, new Fault.None()).always(new Fault.Cut(0)); // the look for the name passes
    fails(Reason.UNAVAILABLE, () -> keys().create(new KeyId("other")));
    assertTrue(server.asked.stream().filter(Operation.CREATE::equals).count() <= 1);
    network.always(new Fault.None());
  }

  @Test
  void connectionsAreKeptAndAreFew() throws Exception {
    for (int i = 0; i < 20; i++) {
      wrap();
    }
    assertTrue(server.connections() <= 8, "connections: " + server.connections());
  }

  @Test
  void everyResultReasonHasAReason() {
    Map<Integer, Reason> promised =
        Map.ofEntries(
            Map.entry(0x01, Reason.KEY_NOT_FOUND),
            Map.entry(0x03, Reason.ACCESS_DENIED),
            Map.entry(0x04, Reason.UNEXPECTED),
            Map.entry(0x05, Reason.UNSUPPORTED),
            Map.entry(0x07, Reason.UNEXPECTED),
            Map.entry(0x0C, Reason.ACCESS_DENIED),
            Map.entry(0x13, Reason.KEY_NOT_FOUND),
            Map.entry(0x2A, Reason.UNAVAILABLE),
            Map.entry(0x36, Reason.KEY_NOT_FOUND),
            Map.entry(0x39, Reason.ACCESS_DENIED),
            Map.entry(0x3A, Reason.THROTTLED),
            Map.entry(0x43, Reason.KEY_DISABLED),
            Map.entry(0x100, Reason.UNAVAILABLE),
            Map.entry(0x7777, Reason.UNEXPECTED));
    promised.forEach((code, reason) -> {
      server.failures.add(new KmipDouble.Failure(code, "as told"));
      KmsException e = fails(reason, this::wrap);
      assertTrue(e.getMessage().contains("as told (result reason 0x"), e.getMessage());
      wrap();
    });
  }

  @Test
  void aFailureWithoutReasonIsTheWrapsFaultOnlyIfTheKeyWorks() {
    WrappedKey wrapped = wrap();
    server.failures.add(new KmipDouble.Failure(0x100, "something failed"));
    fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(wrapped, CONTEXT));
    server.failures.add(new KmipDouble.Failure(0x100, "something failed"));
    server.failures.add(new KmipDouble.Failure(0x100, "something failed"));
    fails(Reason.UNAVAILABLE, () -> kms.unwrap(wrapped, CONTEXT));
  }

  @Test
  void theStateOfAKeyIsTold() {
    wrap();
    for (var state : Map.of(1, "pre-active", 3, "deactivated", 4, "compromised").entrySet()) {
      server.key("cofre").become(state.getKey());
      fails(Reason.KEY_DISABLED, this::wrap);
    }
    server.key("cofre").become(5);
    fails(Reason.KEY_NOT_FOUND, this::wrap);
  }

  @Test
  void aWrongLoginIsDeniedAndTold() {
    try (Kms stranger =
            peer.open(network.port(), "username", "cofre", "password", "a-wrong-password");
        DataKey key = DataKey.random()) {
      KmsException e = fails(Reason.ACCESS_DENIED, () -> stranger.wrap(KEY, key, CONTEXT));
      assertFalse(e.toString().contains("a-wrong-password"));
      assertTrue(stranger.health().toString().contains("the login failed"));
    }
  }

  @Test
  void aClientCertificateOfAnotherAuthorityIsDenied() throws IOException {
    TestAuthority.write(new TestAuthority().client("cofre"), home, "stranger");
    try (Kms stranger =
            peer.open(network.port(), "tls-cert", "stranger.pem", "tls-key", "stranger.key");
        DataKey key = DataKey.random()) {
      KmsException e = assertThrows(KmsException.class, () -> stranger.wrap(KEY, key, CONTEXT));
      assertTrue(
          List.of(Reason.ACCESS_DENIED, Reason.UNAVAILABLE).contains(e.reason()), e.toString());
      assertInstanceOf(Health.Down.class, stranger.health());
    }
  }

  @Test
  void aServerOfAnotherAuthorityIsNotTrusted() throws IOException {
    new TestAuthority().writeRoot(home.resolve("other-ca.pem"));
    try (Kms wary = peer.open(network.port(), "tls-ca", "other-ca.pem");
        DataKey key = DataKey.random()) {
      KmsException e = fails(Reason.UNAVAILABLE, () -> wary.wrap(KEY, key, CONTEXT));
      assertTrue(e.getMessage().contains("TLS failed"), e.getMessage());
    }
  }

  @Test
  void certificatesThatChangeOnDiskAreTaken() throws IOException {
    wrap();
    var moved = new TestAuthority();
    moved.writeRoot(home.resolve("ca.pem"));
    fails(Reason.UNAVAILABLE, this::wrap); // the server still has the old one
    peer.authority().writeRoot(home.resolve("ca.pem"));
    TestAuthority.write(peer.authority().client("renewed"), home, "client");
    wrap();
    TestAuthority.replace(home.resolve("client.pem"), "half a certif");
    wrap(); // the last good one
  }

  @Test
  void answersThatAreNoneAreUnexpectedOrUnavailable() {
    wrap();
    server.instead.add(HexFormat.of().parseHex("42007b01000000084200690200000004"));
    fails(Reason.UNEXPECTED, this::wrap);
    server.instead.add(HexFormat.of().parseHex("42007b017fffffff"));
    KmsException e = fails(Reason.UNAVAILABLE, this::wrap);
    assertTrue(e.getMessage().contains("claims 2,147,483,647 bytes"), e.getMessage());
    wrap();
  }

  /// What comes next on that connection might answer anything.
  @Test
  void aConnectionWithABadAnswerIsGivenUp() {
    wrap();
    server.instead.add(HexFormat.of().parseHex("42007b0100000000"));
    fails(Reason.UNEXPECTED, this::wrap);
    int connections = server.accepted.get();
    wrap();
    assertEquals(connections + 1, server.accepted.get());
  }

  /// 1.x has no other word for a version that is not spoken.
  @Test
  void afterAnInvalidMessageTheVersionIsAskedForAnew() {
    wrap();
    server.failures.add(new KmipDouble.Failure(4, "what was that"));
    fails(Reason.UNEXPECTED, this::wrap);
    server.asked.clear();
    wrap();
    assertTrue(server.asked.contains(Operation.DISCOVER_VERSIONS), server.asked.toString());
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertEquals("tls-cert", refused("tls-cert", "missing.pem"));
    assertEquals("endpoint", refused("endpoint", "https://kms.example.com"));
    assertEquals("password", refused("username", "cofre"));
    assertEquals("connections", refused("connections", "0"));
    assertEquals("cipher", refused("cipher", "ecb"));
  }

  private String refused(String key, String text) {
    return assertThrows(InvalidSettings.class, () -> peer.open(1, key, text)).key();
  }

  @Test
  void aServerThatSpeaksNoCommonVersionIsUnsupported() throws IOException {
    var old = new KmipDouble.Abilities(List.of(new ProtocolVersion(1, 0)), false, true, true);
    try (var ancient = KmipDouble.start(old, peer.authority());
        Kms there = peer.openLoggedIn(ancient.port());
        DataKey key = DataKey.random()) {
      KmsException e = fails(Reason.UNSUPPORTED, () -> there.wrap(KEY, key, CONTEXT));
      assertTrue(e.getMessage().contains("[1.0]"), e.getMessage());
    }
  }

  @Test
  void everyVersionOfADeletedKeyIsDestroyed() throws IOException {
    for (boolean rekey : List.of(true, false)) {
      var able = new KmipDouble.Abilities(List.of(new ProtocolVersion(2, 1)), rekey, false, true);
      try (var other = KmipDouble.start(able, peer.authority());
          Kms there = peer.openLoggedIn(other.port());
          DataKey key = DataKey.random()) {
        var administration = there.administration().orElseThrow();
        administration.create(KEY);
        WrappedKey first = there.wrap(KEY, key, CONTEXT);
        administration.rotate(KEY);
        WrappedKey second = there.wrap(KEY, key, CONTEXT);
        administration.rotate(KEY);
        assertEquals(1, administration.list().size());
        administration.delete(KEY);
        for (WrappedKey wrapped : List.of(first, second)) {
          fails(Reason.KEY_NOT_FOUND, () -> there.unwrap(wrapped, CONTEXT));
        }
      }
    }
  }

  @Test
  void aWrapOfAnotherKeyIsNotAuthentic() {
    keys().create(new KeyId("other"));
    WrappedKey wrapped = wrap();
    fails(
        Reason.NOT_AUTHENTIC,
        () -> kms.unwrap(new WrappedKey(new KeyId("other"), wrapped.bytes()), CONTEXT));
  }
}
