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
public record CofreConfig(
    Server server,
    S3 s3,
    Optional<Credentials> credentials,
    Map<String, ListenerConfig> listeners,
    Storage storage,
    Map<String, InstanceConfig> kms,
    Encryption encryption) {

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
  public record Server(
      Path data,
      Path plugins,
      List<Path> pluginSigners,
      Duration shutdownGrace,
      AccessLogTarget accessLog) {

    /// Copies the list.
    public Server {
      pluginSigners = List.copyOf(pluginSigners);
    }
  }

  /// Where each request leaves a line.
  public sealed interface AccessLogTarget {
    /// Nowhere.
    record Off() implements AccessLogTarget {}

    /// The standard output.
    record StandardOutput() implements AccessLogTarget {}

    /// The end of a file.
    record ToFile(Path file) implements AccessLogTarget {}
  }

  /// What the S3 listeners answer to.
  ///
  /// @param region the region that signatures name
  /// @param domains the domains under which `BUCKET.DOMAIN` names a bucket, lower-case
  public record S3(String region, List<String> domains) {

    /// Copies the domains.
    public S3 {
      domains = List.copyOf(domains);
    }
  }

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
  /// @param mode the mode, `sse-s3`
  /// @param kms the name of the key management system
  /// @param key the key in it
  /// @param cipher the name of the cipher
  /// @param segmentSize sealed bytes of one segment
  public record Encryption(String mode, String kms, String key, String cipher, int segmentSize) {}
}
