package io.cofre.core.config;

import io.cofre.api.plugin.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole configuration, checked as far as that goes without knowing the plugins.
///
/// @param server folders and the way to stop
/// @param s3 what the S3 listeners answer to
/// @param credentials the root credentials, if any were given
/// @param listeners by name, in the order of their names
/// @param storage where records and bodies go
/// @param kms the key management systems by name
/// @param encryption how an object is sealed when nobody says otherwise
/// @param keyring how data keys are cached and how a KMS is called
/// @param admin who may administer
public record CofreConfig(
    Server server,
    S3 s3,
    Optional<Credentials> credentials,
    Map<String, ListenerConfig> listeners,
    Storage storage,
    Map<String, InstanceConfig> kms,
    Encryption encryption,
    KeyringConfig keyring,
    Admin admin) {

  /// Copies the maps.
  public CofreConfig {
    listeners = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(listeners));
    kms = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(kms));
  }

  /// Folders and the way to stop.
  ///
  /// @param data what the server keeps; relative paths of plugins are resolved against it
  /// @param plugins where the plugin jars are
  /// @param pluginSigners PEM files of certificates; with any, every plugin jar must be signed by
  ///   one
  /// @param shutdownGrace how long requests may finish once the server is told to stop
  /// @param accessLog where each request leaves a line
  /// @param keyLog where each use of a key leaves a line
  public record Server(
      Path data,
      Path plugins,
      List<Path> pluginSigners,
      Duration shutdownGrace,
      LogTarget accessLog,
      LogTarget keyLog) {

    /// Copies the list.
    public Server {
      pluginSigners = List.copyOf(pluginSigners);
    }
  }

  /// Where a log goes.
  public sealed interface LogTarget {
    /// Nowhere.
    record Off() implements LogTarget {}

    /// The standard output.
    record StandardOutput() implements LogTarget {}

    /// The end of a file.
    record ToFile(Path file) implements LogTarget {}
  }

  /// What the S3 listeners answer to.
  ///
  /// @param region the region that signatures name
  /// @param domains the domains under which `BUCKET.DOMAIN` names a bucket, lower-case
  /// @param account the account that the names of keys are shown with, 12 digits
  /// @param profile whose answers to follow where servers differ
  /// @param customerKeysInClear whether keys of clients are taken without TLS
  public record S3(
      String region,
      List<String> domains,
      String account,
      Profile profile,
      boolean customerKeysInClear) {

    /// Copies the domains.
    public S3 {
      domains = List.copyOf(domains);
    }
  }

  /// Whose answers to follow where servers differ.
  public enum Profile {
    /// Amazon S3's.
    AWS_2026,
    /// Those that ceph/s3-tests expects.
    S3_TESTS
  }

  /// Who may administer.
  ///
  /// @param token the secret that opens the admin API, if one was given
  public record Admin(Optional<Secret> token) {}

  /// The root credentials.
  ///
  /// @param accessKey the name of the key
  /// @param secretKey what signs
  public record Credentials(String accessKey, Secret secretKey) {}

  /// Where records and bodies go.
  ///
  /// @param metadata the metadata store
  /// @param blobs the blob store
  /// @param inlineLimit sealed bodies up to this many bytes are kept in the record itself
  public record Storage(InstanceConfig metadata, InstanceConfig blobs, int inlineLimit) {}

  /// How an object is sealed when nobody says otherwise.
  ///
  /// @param mode the mode
  /// @param kms the name of the key management system
  /// @param key the key in it
  /// @param cipher the name of the cipher
  /// @param secondCipher the name of the cipher of second layers
  /// @param segmentSize sealed bytes of one segment
  /// @param bucketKey whether keys are fetched from the KMS for a bucket rather than for each
  ///   object
  /// @param blockCustomerKeys whether new objects with keys of clients are refused
  public record Encryption(
      Mode mode,
      String kms,
      String key,
      String cipher,
      String secondCipher,
      int segmentSize,
      boolean bucketKey,
      boolean blockCustomerKeys) {

    /// By whose keys.
    public enum Mode {
      /// The service's.
      SSE_S3,
      /// The KMS's, for each object.
      SSE_KMS,
      /// The KMS's and the service's, in two layers.
      DSSE_KMS
    }
  }
}
