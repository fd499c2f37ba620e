package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.transport.Gate;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.object.Foundation;
import io.cofre.core.observe.Metrics;
import io.cofre.core.seal.KeySource;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import io.cofre.tck.fake.FlakyKms;
import io.cofre.tck.fake.JdkAesGcm;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryExchange;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemoryMetadataStore;
import io.cofre.tck.fake.MemoryRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When a store opens, and what is told until then.
class HouseTest extends BootFixture {
  private final FlakyKms kms = new FlakyKms(new MemoryKms());

  private Ground ground() throws IOException, CannotStart {
    CofreConfig config = config("server:\n  data: " + folder + "\n");
    Map<String, Kms> instances = Map.of("main", kms);
    Map<String, CipherProvider> ciphers = Map.of("AES-256-GCM", new JdkAesGcm());
    ObjectKeys keys = new ObjectKeys(KeySource.of(instances), "main", new KeyId("cofre"));
    Metrics metrics = new Metrics();
    RequestNotes notes = RequestNotes.open(config, metrics);
    return new Ground(
        config,
        new KeyServices(keys, instances, ciphers.keySet()),
        new Foundation(
            new MemoryMetadataStore(),
            new MemoryBlobStore(),
            keys,
            new SealedBodies(ciphers, new Layout(1, "AES-256-GCM", 4096)),
            ciphers,
            Clock.systemUTC()),
        metrics,
        notes,
        AdminParts.make(config, Map.of(), metrics, notes));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "THROTTLED"})
  void a_kms_that_may_answer_later_is_waited_for(Reason reason) throws Exception {
    Ground ground = ground();
    kms.fail(reason);
    var _ = assertThrows(StoreAway.class, () -> House.open(ground));
    kms.heal();
    House.open(ground).close();
    kms.fail(reason); // now the store is there
    var away = assertThrows(StoreAway.class, () -> House.open(ground));
    assertTrue(away.getMessage().contains("nothing is lost"), away.getMessage());
    kms.heal();
    House.open(ground).close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNAVAILABLE", "THROTTLED"})
  void what_waiting_does_not_cure_is_told_at_once(Reason reason) throws Exception {
    Ground ground = ground();
    House.open(ground).close();
    kms.fail(reason);
    assertEquals(
        ExitStatus.UNAVAILABLE, assertThrows(CannotStart.class, () -> House.open(ground)).status());
  }

  private static int status(Gate gate, String path) {
    MemoryExchange exchange = MemoryRequest.of("GET", path).exchange();
    gate.enter(exchange);
    return exchange.status();
  }

  @Test
  void the_doors_lead_into_the_house_when_it_is_open() throws Exception {
    Ground ground = ground();
    Gates gates = Gates.closed(ground, () -> "the KMS is away");
    assertEquals(503, status(gates.s3(), "/"));
    assertEquals(401, status(gates.admin(), "/v1/kms"), "nobody is told more than before");
    assertEquals(200, status(gates.admin(), "/health/live"));
    try (House house = House.open(ground)) {
      gates.open(ground, house);
      assertEquals(403, status(gates.s3(), "/"));
      assertEquals(200, status(gates.admin(), "/health/live"));
    }
  }
}
