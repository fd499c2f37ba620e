package io.cofre.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyringConfigTest extends ConfigFixture {

  @Test
  void what_is_left_out_has_its_default() {
    KeyringConfig keyring = config("keyring: { cache-time: 30s, cache-size: 0 }").keyring();
    assertEquals(
        new KeyringConfig(
            0,
            Duration.ofSeconds(30),
            100_000,
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(100),
            5,
            Duration.ofSeconds(5),
            64,
            1024),
        keyring);
  }

  @Test
  void the_environment_reaches_it() {
    var environment = Map.of("COFRE_KEYRING_BREAKER_PAUSE", "1m");
    assertEquals(Duration.ofMinutes(1), loaded("", environment).config().keyring().breakerPause());
  }

  @Test
  void what_is_out_of_range_is_refused_with_its_range() {
    for (String bad : List.of("cache-size: -1", "cache-uses: 0", "retries: 21", "queue: x")) {
      says(problems("keyring: { " + bad + " }"), "keyring." + bad.split(":")[0] + ": expected");
    }
    for (String bad : List.of("cache-time: 0s", "cache-time: 2d", "deadline: 6m", "deadline: 5")) {
      says(problems("keyring: { " + bad + " }"), "keyring." + bad.split(":")[0] + ": expected");
    }
    says(problems("keyring: { cache-tme: 1s }"), "did you mean 'cache-time'?");
  }
}
