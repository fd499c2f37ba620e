package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Probe;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Asks Vault how it is, and what the token may do with the keys that were used last. Thread-safe.
///
/// @param last capabilities by path that a key needs, by engine
record VaultProbe(VaultClient vault, Map<String, Map<String, String>> last) {

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
        vault.api().toString(),
        () -> {
          checkServer();
          checkToken();
          more.run();
        });
  }

  private void checkServer() {
    int status = vault.api().getOpenly("/v1/sys/health?standbyok=true&perfstandbyok=true").status();
    if (!List.of(200, 429, 472, 473).contains(status)) { // active, or a standby that forwards
      String wrong = "answers its health check with " + status;
      throw vault.failure(
          Reason.UNAVAILABLE,
          Map.of(501, "is not initialised", 503, "is sealed: unseal it")
              .getOrDefault(status, wrong));
    }
  }

  private void checkToken() {
    Map<String, String> needs = new TreeMap<>();
    last.values().forEach(needs::putAll);
    ObjectNode body = VaultClient.object();
    var paths = body.putArray("paths").add("sys/health");
    needs.keySet().forEach(paths::add);
    String own = "sys/capabilities-self";
    JsonNode data = vault.required(vault.post(own, body).json(), "data", own);
    needs.forEach((path, capability) -> {
      List<String> held = data.path(path).valueStream().map(JsonNode::asText).toList();
      if (Collections.disjoint(held, List.of(capability, "root"))) {
        throw new KmsException(
            Reason.ACCESS_DENIED,
            "%s: the policy lacks %s on %s".formatted(vault.api(), capability, path));
      }
    });
  }
}
