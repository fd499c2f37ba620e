package io.cofre.core.config;

import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every key of the configuration that is not a plugin's own.
final class ConfigKeys {
  static final Setting<Path> DATA =
      Setting.path("data", "Folder that holds what the server keeps.").or("data");
  static final Setting<Path> PLUGINS =
      Setting.path("plugins", "Folder that holds the plugin jars.").or("plugins");
  static final Setting<List<Path>> PLUGIN_SIGNERS =
      Setting.of(
              "plugin-signers",
              "list",
              Readers::paths,
              "PEM files of certificates; with any, every plugin jar must be signed by one of them.")
          .or("");
  static final Setting<Duration> SHUTDOWN_GRACE =
      Setting.duration("shutdown-grace", "How long requests may finish when the server stops.")
          .or("30s");
  static final Setting<String> ACCESS_LOG =
      Setting.of(
              "access-log",
              "none|stdout|path",
              Readers::filled,
              "Where each request leaves a line of JSON: nowhere, the standard output, or a file.")
          .or("none");

  static final Setting<String> KEY_LOG =
      Setting.of(
              "key-log",
              "none|stdout|path",
              Readers::filled,
              "Where each use of a key of a KMS leaves a line of JSON: nowhere, the standard output,"
                  + " or a file.")
          .or("none");

  static final Setting<String> REGION =
      Setting.of("region", "text", Readers::region, "Region that signatures name.").or("us-east-1");
  static final Setting<List<String>> DOMAINS =
      Setting.of(
              "domains",
              "list",
              Readers::domains,
              "Domains under which BUCKET.DOMAIN names a bucket; without any, buckets are in the"
                  + " path only.")
          .or("");

  static final Setting<String> ACCOUNT =
      Setting.of(
              "account",
              "12 digits",
              Readers::account,
              "Account that the names of keys are shown with: arn:aws:kms:REGION:ACCOUNT:key/NAME.")
          .or("000000000000");
  static final Setting<CofreConfig.Profile> PROFILE =
      Setting.of(
              "profile",
              "aws-2026|s3-tests",
              Readers::profile,
              "Whose answers to follow where servers differ; s3-tests is for that test suite only.")
          .or("aws-2026");
  static final Setting<Boolean> SSE_C_IN_CLEAR =
      Setting.flag(
          "sse-c-over-http",
          "Whether keys of clients are taken over connections without TLS; true in the profile"
              + " s3-tests, else false.");

  static final Setting<String> ACCESS_KEY =
      Setting.of("access-key", "text", Readers::accessKey, "Root access key; 3 to 128 characters.");
  static final Setting<Secret> SECRET_KEY =
      new Setting<>(
          "secret-key",
          "secret",
          Readers::secretKey,
          Optional.empty(),
          true,
          "Root secret key; 8 to 128 characters.");

  static final Setting<Protocol> PROTOCOL =
      Setting.of(
          "protocol",
          "s3|admin",
          Protocol::read,
          "What the listener speaks; required unless its name is `s3` or `admin`.");
  static final Setting<String> TRANSPORT =
      Setting.of("transport", "name", Readers::name, "Provider that carries the listener.")
          .or("helidon");
  static final Setting<String> HOST =
      Setting.of("host", "text", Readers::filled, "Address to bind; 0.0.0.0 for all.")
          .or("127.0.0.1");
  static final Setting<Integer> PORT =
      Setting.of("port", "number", Readers::port, "Port; 9000 for s3, 9001 for admin.");
  static final Setting<Path> CERT =
      Setting.path("cert", "PEM file of the certificate and its chain; with it, TLS is on.");
  static final Setting<Path> KEY_FILE = Setting.path("key", "PEM file of the private key.");

  static final Setting<String> PROVIDER =
      Setting.of("provider", "name", Readers::name, "Provider that brings it; required.");
  static final Setting<String> STORE =
      Setting.of("provider", "name", Readers::name, "Provider that brings the store.").or("local");
  static final Setting<Long> INLINE_LIMIT =
      Setting.of(
              "inline-limit",
              "size",
              text -> Readers.size(text, 0, 1 << 20),
              "Bodies up to this size are kept in the record itself; at most 1MiB.")
          .or("64KiB");

  static final Setting<CofreConfig.Encryption.Mode> MODE =
      Setting.of(
              "mode",
              "sse-s3|sse-kms|dsse-kms",
              Readers::mode,
              "By whose keys new objects are sealed in buckets without a rule of their own.")
          .or("sse-s3");
  static final Setting<String> KMS =
      Setting.of("kms", "name", Readers::name, "Name under kms of the one that wraps keys.")
          .or("main");
  static final Setting<String> KEY =
      Setting.of("key", "text", Readers::filled, "Name of the key in that KMS.").or("cofre");
  static final Setting<String> CIPHER =
      Setting.of("cipher", "name", Readers::name, "Cipher that seals bodies.").or("AES-256-GCM");
  static final Setting<String> SECOND_CIPHER =
      Setting.of(
              "second-cipher",
              "name",
              Readers::name,
              "Cipher of the second layer of objects under dsse-kms.")
          .or("AES-256-GCM");
  static final Setting<Boolean> BUCKET_KEY =
      Setting.flag(
              "bucket-key",
              "Whether the KMS is asked for a key per bucket, kept for a while, rather than per"
                  + " object.")
          .or("false");
  static final Setting<Boolean> BLOCK_SSE_C =
      Setting.flag(
          "block-sse-c",
          "Whether buckets without a rule of their own refuse objects with keys of clients; false"
              + " in the profile s3-tests, else true.");
  static final Setting<Long> SEGMENT_SIZE =
      Setting.of(
              "segment-size",
              "size",
              text -> Readers.size(text, 4 << 10, 16 << 20),
              "Sealed bytes of one segment; 4KiB to 16MiB.")
          .or("64KiB");

  static final Setting<Secret> ADMIN_TOKEN =
      new Setting<>(
          "token",
          "secret",
          Readers::adminToken,
          Optional.empty(),
          true,
          "Token of the admin API; 24 to 256 characters. Without one, the server makes one and keeps"
              + " it in the file `admin.token` of its data folder.");

  static final Schema.Group ROOT = root();

  private ConfigKeys() {}

  private static Schema.Group root() {
    Schema.Group server =
        Schema.Group.closed()
            .with(DATA)
            .with(PLUGINS)
            .with(PLUGIN_SIGNERS)
            .with(SHUTDOWN_GRACE)
            .with(ACCESS_LOG)
            .with(KEY_LOG);
    Schema.Group listener =
        Schema.Group.ofPlugin()
            .with(PROTOCOL)
            .with(TRANSPORT)
            .with(HOST)
            .with(PORT)
            .with("tls", Schema.Group.ofPlugin().with(CERT).with(KEY_FILE));
    Schema.Group store = Schema.Group.ofPlugin().with(STORE);
    Schema.Group encryption =
        Schema.Group.closed()
            .with(MODE)
            .with(KMS)
            .with(KEY)
            .with(CIPHER)
            .with(SECOND_CIPHER)
            .with(SEGMENT_SIZE)
            .with(BUCKET_KEY)
            .with(BLOCK_SSE_C);
    return Schema.Group.closed()
        .with("server", server)
        .with(
            "s3",
            Schema.Group.closed()
                .with(REGION)
                .with(DOMAINS)
                .with(ACCOUNT)
                .with(PROFILE)
                .with(SSE_C_IN_CLEAR))
        .with("credentials", Schema.Group.closed().with(ACCESS_KEY).with(SECRET_KEY))
        .with("listeners", new Schema.Named(listener))
        .with(
            "storage",
            Schema.Group.closed().with("metadata", store).with("blobs", store).with(INLINE_LIMIT))
        .with("kms", new Schema.Named(Schema.Group.ofPlugin().with(PROVIDER)))
        .with("encryption", Schema.Group.closed().with("default", encryption))
        .with("keyring", KeyringConfig.group())
        .with("admin", Schema.Group.closed().with(ADMIN_TOKEN));
  }

  /// One key with its place; `*` stands for a name that the operator chooses.
  record Placed(String key, Setting<?> setting) {}

  /// Every key with its place.
  static List<Placed> all() {
    List<Placed> all = new ArrayList<>();
    gather("", ROOT, all);
    return List.copyOf(all);
  }

  private static void gather(String prefix, Schema schema, List<Placed> all) {
    switch (schema) {
      case Schema.Leaf(Setting<?> setting) -> all.add(new Placed(prefix, setting));
      case Schema.Named(Schema.Group each) -> gather(prefix + ".*", each, all);
      case Schema.Group group ->
          group.children().forEach((name, child) -> gather(Keys.under(prefix, name), child, all));
    }
  }
}
