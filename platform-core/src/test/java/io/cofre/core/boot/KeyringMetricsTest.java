package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.core.config.KeyringConfig;
import io.cofre.core.keyring.Keyring;
import io.cofre.core.keyring.KeyringSettings;
import io.cofre.core.keyring.KmsAudit;
import io.cofre.core.observe.Metrics;
import io.cofre.tck.fake.FlakyKms;
import io.cofre.tck.fake.MemoryKms;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyringMetricsTest {

  @Test
  void calls_and_figures_are_counted_and_no_key_is_named() {
    Metrics metrics = new Metrics();
    KeyringMetrics meter = KeyringMetrics.in(metrics);
    KeyId key = new KeyId("a-very-secret-name");
    FlakyKms kms = new FlakyKms(new MemoryKms(key.value())).failNext(1, Reason.THROTTLED);
    KeyContext context = KeyContext.of(Map.of("bucket", "a-very-secret-bucket"));
    try (Keyring keyring =
        new Keyring(Map.of("main", kms), KeyringSettings.DEFAULT, KmsAudit.NONE, meter)) {
      meter.figures(keyring);
      keyring.bucketKey("main", key, context).close();
      keyring.bucketKey("main", key, context).close();
      assertThrows(KmsException.class, () -> keyring.generate("main", new KeyId("other"), context));
      String text = metrics.text();
      says(text, "cofre_kms_calls_total{kms=\"main\",operation=\"generate\",outcome=\"ok\"} 1");
      says(
          text,
          "cofre_kms_calls_total{kms=\"main\",operation=\"generate\",outcome=\"throttled\"} 1");
      says(
          text,
          "cofre_kms_calls_total{kms=\"main\",operation=\"generate\",outcome=\"key-not-found\"} 1");
      says(text, "cofre_kms_call_seconds_count{kms=\"main\",operation=\"generate\"} 3");
      says(text, "cofre_keyring_hits_total 1");
      says(text, "cofre_keyring_misses_total 1");
      says(text, "cofre_keyring_shared_total 0");
      says(text, "cofre_keyring_retries_total 1");
      says(text, "cofre_keyring_refused_total 0");
      says(text, "cofre_keyring_entries 2");
      says(text, "cofre_kms_circuits_open 0");
      assertFalse(text.contains("secret"), text);
    }
    says(metrics.text(), "cofre_keyring_evictions_total 2");
  }

  private static void says(String text, String line) {
    assertTrue(text.lines().anyMatch(line::equals), () -> line + " is not in: " + text);
  }

  @Test
  void each_setting_reaches_its_place() {
    Duration second = Duration.ofSeconds(1);
    KeyringConfig config =
        new KeyringConfig(
            1,
            second,
            2,
            second.multipliedBy(2),
            3,
            second.multipliedBy(3),
            4,
            second.multipliedBy(4),
            5,
            6);
    KeyringSettings settings =
        new KeyringSettings(
            1,
            second,
            2,
            second.multipliedBy(2),
            3,
            second.multipliedBy(3),
            4,
            second.multipliedBy(4),
            5,
            6);
    assertEquals(settings, KeyringMetrics.settings(config));
  }
}
