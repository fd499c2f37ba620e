package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.Probe;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Asks Vault how it is, and what the token may do with the key that was used last. Thread-safe.
final class VaultProbe {
  private static final List<String> USES = List.of("encrypt", "decrypt");
  private final VaultClient vault;
  private final String mount;
  private final AtomicReference<List<KeyId>> last = new AtomicReference<>(List.of());

  VaultProbe(VaultClient vault, String mount) {
    this.vault = vault;
    this.mount = mount;
  }

  void used(KeyId key) {
    if (!last.get().contains(key)) {
      last.set(List.of(key));
    }
  }

  Health run() {
    return Probe.run(
        vault.toString(),
        () -> {
          checkServer();
          checkToken();
        });
  }

  private void checkServer() {
    Answer answer =
        vault.http().send(Call.get(vault.at("sys/health?standbyok=true&perfstandbyok=true")));
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
    ObjectNode body = VaultClient.object();
    List<String> paths =
        last.get().stream()
            .flatMap(key -> USES.stream().map(use -> mount + "/" + use + "/" + key))
            .toList();
    var list = body.putArray("paths");
    (paths.isEmpty() ? List.of("sys/health") : paths).forEach(list::add);
    JsonNode data = vault.post("sys/capabilities-self", body).json().path("data");
    for (String path : paths) {
      if (!allows(data.path(path))) {
        throw new KmsException(
            Reason.ACCESS_DENIED, "%s: the policy lacks update on %s".formatted(vault, path));
      }
    }
  }

  private static boolean allows(JsonNode capabilities) {
    for (JsonNode capability : capabilities) {
      if (List.of("update", "root").contains(capability.asText())) {
        return true;
      }
    }
    return false;
  }
}
