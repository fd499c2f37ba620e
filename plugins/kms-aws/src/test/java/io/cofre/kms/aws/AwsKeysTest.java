package io.cofre.kms.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.InvalidSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names, versions and regions of keys.
class AwsKeysTest {
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("cofre:bucket", "photos"));
  private static final KeyId KEY = new KeyId("cofre");
  private KmsDouble aws;
  private Kms kms;

  @BeforeEach
  void start() throws IOException {
    aws = new KmsDouble("eu-central-1");
    kms = Aws.open(aws.uri());
  }

  @AfterEach
  void stop() {
    kms.close();
    aws.close();
  }

  private KeyAdministration keys() {
    return kms.administration().orElseThrow();
  }

  @Test
  void aPlainNameIsAnAliasAndAWrapNamesTheArn() {
    keys().create(KEY);
    DoubleKey made = aws.keys.find("alias/cofre", true);
    try (GeneratedKey generated = kms.generate(KEY, CONTEXT)) {
      assertEquals(aws.keys.arn(made), generated.wrapped().key().value());
      for (String name : List.of("alias/cofre", made.id, aws.keys.arn(made))) {
        assertEquals(
            generated.wrapped().key(), kms.generate(new KeyId(name), CONTEXT).wrapped().key());
      }
      aws.keys.aliases.put("alias/cofre", aws.keys.create(false).id);
      assertEquals(generated.plain(), kms.unwrap(generated.wrapped(), CONTEXT));
    }
  }

  @Test
  void aGeneratedKeyNamesTheVersionThatIsNewest() {
    KeyDescription first = keys().create(KEY);
    assertFalse(first.version().isEmpty());
    assertEquals(first.version(), kms.generate(KEY, CONTEXT).wrapped().version());
    KeyDescription second = keys().rotate(KEY);
    assertNotEquals(first.version(), second.version());
    assertEquals(second.version(), kms.generate(KEY, CONTEXT).wrapped().version());
  }

  @Test
  void aRewrapNamesTheVersionThatIsNewest() {
    keys().create(KEY);
    try (DataKey data = DataKey.random()) {
      WrappedKey old = kms.wrap(KEY, data, CONTEXT);
      String rotated = keys().rotate(KEY).version();
      WrappedKey fresh = kms.rewrap().orElseThrow().rewrap(old, CONTEXT, KEY, CONTEXT);
      assertEquals(rotated, fresh.version());
      assertEquals(data, kms.unwrap(fresh, CONTEXT));
    }
  }

  @Test
  void aMultiRegionKeyUnwrapsInItsOtherRegion() throws IOException {
    try (Kms multi = Aws.open(aws.uri(), "multi-region", "true")) {
      multi.administration().orElseThrow().create(KEY);
    }
    DoubleKey made = aws.keys.find("alias/cofre", true);
    var replicas = new DoubleKeys("us-east-1", Map.of(made.id, made));
    try (GeneratedKey generated = kms.generate(KEY, CONTEXT);
        var other = new KmsDouble(replicas, Map.of(KmsDouble.ID, KmsDouble.SECRET));
        Kms failover = Aws.open(other.uri(), "region", "us-east-1")) {
      assertTrue(generated.wrapped().key().value().contains("eu-central-1"));
      assertEquals(generated.plain(), failover.unwrap(generated.wrapped(), CONTEXT));
    }
  }

  @Test
  void anotherKeysBlobIsNotAuthentic() {
    keys().create(KEY);
    keys().create(new KeyId("other"));
    WrappedKey theirs = kms.generate(new KeyId("other"), CONTEXT).wrapped();
    var e =
        assertThrows(
            KmsException.class, () -> kms.unwrap(new WrappedKey(KEY, theirs.bytes()), CONTEXT));
    assertEquals(Reason.NOT_AUTHENTIC, e.reason());
  }

  @Test
  void listsEveryPageAndKeysWithoutAlias() {
    IntStream.range(0, 7).forEach(i -> keys().create(new KeyId("team/k" + i)));
    String bare = aws.keys.arn(aws.keys.create(false));
    List<String> ids = keys().list().stream().map(d -> d.key().value()).toList();
    assertEquals(8, ids.size());
    assertTrue(ids.contains(bare) && ids.contains("team/k6"), ids.toString());
  }

  @Test
  void aRaceForAnAliasLeavesNoKeyInUse() {
    aws.faults.add(KmsDouble.error(400, "NotFoundException", "not yet"));
    keys();
    aws.keys.aliases.put("alias/cofre", aws.keys.create(false).id);
    var e = assertThrows(KmsException.class, () -> keys().create(KEY));
    assertEquals(Reason.KEY_EXISTS, e.reason());
    assertEquals(
        1, aws.keys.byId.values().stream().filter(k -> k.state.equals("PendingDeletion")).count());
  }

  @Test
  void impossibleNamesAreNotFoundAndNotCreated() {
    for (String name : List.of("a b", "ключ", "x".repeat(251), "alias/a:b")) {
      KeyId key = new KeyId(name);
      var e = assertThrows(KmsException.class, () -> kms.generate(key, CONTEXT));
      assertEquals(Reason.KEY_NOT_FOUND, e.reason());
      e = assertThrows(KmsException.class, () -> keys().create(key));
      assertEquals(Reason.UNSUPPORTED, e.reason());
    }
  }

  @Test
  void noTwoContextsBecomeTheSame() {
    keys().create(KEY);
    List<Map<String, String>> contexts =
        List.of(Map.of("k", ""), Map.of("k", "%"), Map.of("k", "%%"), Map.of("", "k"), Map.of());
    for (Map<String, String> one : contexts) {
      WrappedKey wrapped = kms.generate(KEY, KeyContext.of(one)).wrapped();
      for (Map<String, String> other : contexts) {
        if (one.equals(other)) {
          kms.unwrap(wrapped, KeyContext.of(other)).close();
        } else {
          assertThrows(KmsException.class, () -> kms.unwrap(wrapped, KeyContext.of(other)));
        }
      }
    }
  }

  @Test
  void settingsThatCannotWorkAreNamed() {
    assertInvalid("endpoint", "endpoint", "http://kms.example.com");
    assertInvalid("deletion-window", "deletion-window", "3");
    assertInvalid("secret-access-key", "access-key-id", "AK");
    assertInvalid("web-identity-token-file", "role-arn", "arn:aws:iam::1:role/x");
    assertInvalid("tls-ca", "tls-ca", "missing.pem");
  }

  private static void assertInvalid(String blamed, String key, String value) {
    Map<String, String> settings = Map.of("region", "eu-central-1", key, value);
    var e = assertThrows(InvalidSettings.class, () -> Aws.bare(settings).close());
    assertEquals(blamed, e.key(), e.getMessage());
  }
}
