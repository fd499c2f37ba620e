package io.cofre.core.boot;

import io.cofre.api.plugin.Secret;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.identity.RootAccessKeys;
import io.cofre.core.object.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// The root credentials: the configuration's, else those the first start made.
///
/// @param accessKey the id of the key
/// @param secret what signs
/// @param fresh whether the server made them and no operator has seen them
record Credentials(String accessKey, Secret secret, boolean fresh) {
  private static final String ROOT = "root-credentials";
  private static final String SHOWN = "root-credentials-shown";
  private static final byte[] YES = {1};
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  static Credentials find(CofreConfig config, Vault vault) throws IOException {
    if (config.credentials().isPresent()) {
      CofreConfig.Credentials given = config.credentials().get();
      return new Credentials(given.accessKey(), given.secretKey(), false);
    }
    Optional<byte[]> stored = vault.get(ROOT);
    if (stored.isPresent()) {
      String[] lines = new String(stored.get(), StandardCharsets.UTF_8).split("\n", 2);
      // A first start that failed before it was ready has told them to nobody.
      return new Credentials(lines[0], Secret.of(lines[1]), vault.get(SHOWN).isEmpty());
    }
    SecureRandom random = new SecureRandom();
    StringBuilder id = new StringBuilder("COFRE");
    random.ints(15, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
    byte[] bytes = new byte[30];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().encodeToString(bytes);
    vault.put(ROOT, (id + "\n" + secret).getBytes(StandardCharsets.UTF_8));
    return new Credentials(id.toString(), Secret.of(secret), true);
  }

  /// Remember that an operator has seen them.
  static void shown(Vault vault) throws IOException {
    vault.put(SHOWN, YES);
  }

  RootAccessKeys keys() {
    return RootAccessKeys.of("root", accessKey, secret);
  }
}
