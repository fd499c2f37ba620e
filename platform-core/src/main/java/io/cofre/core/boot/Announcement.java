package io.cofre.core.boot;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.config.CofreConfig.Profile;
import io.cofre.core.config.InstanceConfig;
import io.cofre.core.config.Protocol;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What the operator reads of a server that starts.
///
/// @param plan what was started
/// @param addresses where each listener listens
record Announcement(Blueprint plan, Map<String, URI> addresses) {

  /// Tell that the server listens and cannot serve yet.
  void waits(String trouble, PrintWriter out) {
    out.println("Cofre " + VersionCommand.version() + " listens and waits for the KMS:");
    out.println("  " + trouble);
    out.println("  until it answers, requests get 503 and /health/ready says why");
    printAddresses(out);
    out.flush();
  }

  /// Tell that it serves.
  void ready(House house, PrintWriter out) throws CannotStart {
    CofreConfig config = plan.config();
    if (house.credentials().fresh()) {
      print(house.credentials(), out);
      house.credentialsShown();
    }
    out.println("Cofre " + VersionCommand.version() + " is ready, after " + uptime() + " ms");
    printAddresses(out);
    out.println("  data     " + config.server().data());
    out.println("  keys     " + keys(config));
    out.flush(); // the engine of the cipher may take a while to load
    out.println("  sealing  " + cipher(config));
    config.listeners().values().stream()
        .filter(listener -> listener.protocol() == Protocol.S3 && listener.tls().isEmpty())
        .forEach(open ->
            out.println(
                "  TLS is off: what clients send can be read on the way (listeners.%s.tls)"
                    .formatted(open.name())));
    if (config.s3().profile() == Profile.S3_TESTS) {
      out.println(
          "  The profile s3-tests is for that test suite: it weakens some checks (s3.profile)");
    }
    out.flush();
  }

  private void printAddresses(PrintWriter out) {
    addresses.forEach((name, address) -> out.printf("  %-8s %s%n", name, address));
  }

  private static void print(Credentials credentials, PrintWriter out) {
    out.println("First start: root credentials were made. They are shown this once; keep them.");
    out.println("  access key  " + credentials.accessKey());
    credentials
        .secret()
        .use(chars -> {
          out.println("  secret key  " + new String(chars));
          return chars.length;
        });
    out.println();
    out.flush();
  }

  private static long uptime() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  private static String keys(CofreConfig config) {
    var encryption = config.encryption();
    Optional<InstanceConfig> kms = Optional.ofNullable(config.kms().get(encryption.kms()));
    String provider = kms.map(InstanceConfig::provider).orElse("");
    String place =
        kms.filter(instance -> instance.provider().equals("local"))
            .map(instance -> instance.text("path").orElse("keys"))
            .map(
                path -> ", in " + config.server().data().resolve(path) + " (keep a copy elsewhere)")
            .orElse("");
    return "key '%s' of KMS '%s' (%s)%s"
        .formatted(encryption.key(), encryption.kms(), provider, place);
  }

  private String cipher(CofreConfig config) {
    Map<String, CipherProvider> ciphers = plan.ciphers();
    String name = config.encryption().cipher();
    CipherProvider cipher = ciphers.get(name);
    return cipher == null ? name : name + " by " + cipher.engine();
  }
}
