package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Probe;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Asks Vault how it is, and what the token may do with the keys that were used last. Thread-safe.
final class VaultProbe {
  private final VaultClient vault;
  private final Map<String, Map<String, String>> last = new ConcurrentHashMap<>();

  VaultProbe(VaultClient vault) {
    this.vault = vault;
  }

  /// Keep in mind what the key needs that an engine used last.
  ///
  /// @param mount the engine
  /// @param needs capabilities by path
  void used(String mount, Map<String, String> needs) {
    last.put(mount, needs);
  }

  /// @param more is asked for besides
  Health run(Runnable more) {
    return Probe.run(
        vault.toString(),
        () -> {
          checkServer();
          checkToken();
          more.run();
        });
  }

  private void checkServer() {
    Answer answer = vault.api().getOpenly("/v1/sys/health?standbyok=true&perfstandbyok=true");
    String wrong =
        switch (answer.status()) {
          case 200, 429, 472, 473 -> ""; // active, or a standby that forwards
          case 501 -> "is not initialised";
          case 503 -> "is sealed: unseal it";
          default -> "answers its health check with " + answer.status();
        };
    if (!wrong.isEmpty()) {
      throw new KmsException(Reason.UNAVAILABLE, "%s %s".formatted(vault, wrong));
    }
  }

  private void checkToken() {
    Map<String, String> needs = new TreeMap<>();
    last.values().forEach(needs::putAll);
    ObjectNode body = VaultClient.object();
    var paths = body.putArray("paths").add("sys/health");
    needs.keySet().forEach(paths::add);
    JsonNode data = vault.post("sys/capabilities-self", body).json().path("data");
    needs.forEach((path, capability) -> {
      if (!allows(data.path(path), capability)) {
        throw new KmsException(
            Reason.ACCESS_DENIED,
            "%s: the policy lacks %s on %s".formatted(vault, capability, path));
      }
    });
  }

  private static boolean allows(JsonNode capabilities, String wanted) {
    return capabilities
        .valueStream()
        .anyMatch(capability -> List.of(wanted, "root").contains(capability.asText()));
  }
}
