package io.cofre.kms.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wrapped keys that were stored once are opened for ever, in both layouts.
class StoredFormatTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));
  @TempDir Path home;

  private static byte[] counting(int first) {
    byte[] bytes = new byte[DataKey.SIZE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  private static final String BY_SERVER =
      "01000b6f626a6563742d303030313c16b9bb4a5d192f30c7329b4c0e5784e157c9f90737238bbe1047a185658973"
          + "cd846a118e21408efe83b2f0f678fef6df96cd9dd8f20116b4d17dc077e9af657a804234";
  private static final String BY_SEED =
      "02000b6f626a6563742d30303031522f4b7e983b2ba60520eadc41522ba527462cfa22d05da60bdddc230570957a"
          + "da8bd86883db527b2f3321baed4bf32a7812fed67324072755a03ad599ce7703663e64e98a83bcc370d2d08cef"
          + "1f0b2650fbaeb86f5acc9285a37f462705b37469ee690fa4b46cebda683545055bd74b5f1d9119";

  @ParameterizedTest
  @ValueSource(strings = {BY_SERVER, BY_SEED})
  void aStoredKeyIsOpened(String stored) throws IOException {
    Peer peer = Peer.in(home);
    try (var server = KmipDouble.start(KmipDouble.speaking(1, 4), peer.authority());
        Kms kms = peer.openLoggedIn(server.port())) {
      kms.administration().orElseThrow().create(KEY);
      System.arraycopy(counting(0), 0, server.key(KEY.value()).material, 0, DataKey.SIZE);
      var wrapped = new WrappedKey(KEY, "object-0001", HexFormat.of().parseHex(stored));
      try (DataKey key = kms.unwrap(wrapped, CONTEXT)) {
        assertArrayEquals(counting(64), key.use(byte[]::clone));
      }
    }
  }

  /// Cut or continued anywhere, and with each byte changed.
  @ParameterizedTest
  @ValueSource(strings = {BY_SERVER, BY_SEED})
  void aStoredKeyThatWasChangedIsNot(String stored) throws IOException {
    Peer peer = Peer.in(home);
    byte[] good = HexFormat.of().parseHex(stored);
    try (var server = KmipDouble.start(KmipDouble.speaking(1, 4), peer.authority());
        Kms kms = peer.openLoggedIn(server.port())) {
      kms.administration().orElseThrow().create(KEY);
      System.arraycopy(counting(0), 0, server.key(KEY.value()).material, 0, DataKey.SIZE);
      for (int at = 0; at < good.length; at++) {
        byte[] changed = good.clone();
        changed[at] ^= 1;
        refused(kms, changed);
        if (at > 0) {
          refused(kms, Arrays.copyOf(good, at));
        }
      }
      refused(kms, Arrays.copyOf(good, good.length + 1));
    }
  }

  private static void refused(Kms kms, byte[] bytes) {
    var wrapped = new WrappedKey(KEY, "object-0001", bytes);
    var e = assertThrows(KmsException.class, () -> kms.unwrap(wrapped, CONTEXT).close());
    assertEquals(Reason.NOT_AUTHENTIC, e.reason(), e.toString());
  }
}
