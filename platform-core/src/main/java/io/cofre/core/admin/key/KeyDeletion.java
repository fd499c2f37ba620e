package io.cofre.core.admin.key;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.core.admin.message.AdminOperation;
import io.cofre.core.admin.message.AdminRequest;
import io.cofre.core.observe.Json;
import java.io.IOException;
import java.util.Set;

/// Deletes a key that nobody needs, or whose loss the operator has put a number to.
///
/// The users are counted first, and the key goes only if there is none, or if the parameter `users`
/// names exactly their number: what was counted a week ago is no consent to what is there today.
/// The key of the configuration stays: every write would fail without it.
///
/// @param instances the key management systems
/// @param counter counts the users
record KeyDeletion(Instances instances, KeyUsers counter) implements AdminOperation {

  @Override
  public AdminAnswer answer(AdminRequest request) throws IOException {
    String accepted = request.parameters(Set.of("users")).getOrDefault("users", "0");
    if (!accepted.matches("\\d{1,18}")) {
      throw new AdminFailure(
          AdminError.INVALID, "'users' is the number of users that lose the key");
    }
    String kms = request.name("kms");
    KeyId key = KeyPages.key(request.name("key"));
    KeyAdministration administration = instances.administration(kms, KeyAction.DELETE);
    administration.describe(key);
    if (counter.isDefault(kms, key)) {
      throw new AdminFailure(
          AdminError.KEY_IN_USE,
          "new objects are sealed under this key: name another one as encryption.key in the"
              + " configuration first, and restart");
    }
    long users = users(kms, key);
    if (users != Long.parseLong(accepted)) {
      throw new AdminFailure(
          AdminError.KEY_IN_USE,
          ("%d objects or records need this key and would be lost; rewrap them first, or name their"
                  + " number (users=%d) to destroy them")
              .formatted(users, users));
    }
    administration.delete(key);
    return AdminAnswer.ok(left(administration, kms, key).member("users", users));
  }

  /// Count who needs a key.
  long users(String kms, KeyId key) throws IOException {
    return counter.count(kms, key);
  }

  /// What is left of a deleted key: its waiting time, or nothing.
  private static Json left(KeyAdministration administration, String kms, KeyId key) {
    try {
      return KeyJson.key(kms, administration.describe(key));
    } catch (KmsException e) { // it was destroyed at once, or the KMS stopped answering
      return Json.object()
          .member("kms", kms)
          .member("key", key.value())
          .member("state", KmsErrors.gone(e) ? "deleted" : "unknown");
    }
  }
}
