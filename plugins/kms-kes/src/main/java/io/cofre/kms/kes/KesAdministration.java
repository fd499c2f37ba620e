package io.cofre.kms.kes;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.Pages;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Timestamp;

/// Creates, describes, lists and deletes keys. KES keys have one version and no switch.
record KesAdministration(KesClient kes) implements KeyAdministration {
  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.DELETE);
  }

  @Override
  public KeyDescription create(KeyId key) {
    kes.post(KesClient.path("create", key), RestApi.document());
    return describe(key);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    JsonNode told = kes.get(KesClient.path("describe", key)).json();
    return description(key, Timestamp.of(told.path("created_at").asText()));
  }

  /// The keys by name alone; the servers would be asked once more for each key to tell when it was
  /// made.
  @Override
  public List<KeyDescription> list() {
    return Pages.all(
            kes + " lists the keys", "", this::page, page -> page.path("continue_at").asText(""))
        .flatMap(page -> page.path("names").valueStream())
        .map(JsonNode::asText)
        .distinct()
        .sorted()
        .map(name -> description(new KeyId(name), Optional.empty()))
        .toList();
  }

  private JsonNode page(String from) {
    return kes.get("/v1/key/list/" + Call.encoded(from)).json();
  }

  private static KeyDescription description(KeyId key, Optional<Instant> created) {
    return new KeyDescription(key, State.ENABLED, "1", created);
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    throw unsupported("add a version to %s: create another key and rewrap".formatted(key));
  }

  @Override
  public void enable(KeyId key) {
    throw unsupported("enable " + key);
  }

  @Override
  public void disable(KeyId key) {
    throw unsupported("disable " + key);
  }

  private static KmsException unsupported(String what) {
    return new KmsException(Reason.UNSUPPORTED, "KES cannot " + what);
  }

  @Override
  public void delete(KeyId key) {
    kes.delete(KesClient.path("delete", key));
  }
}
