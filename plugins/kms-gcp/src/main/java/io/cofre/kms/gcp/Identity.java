package io.cofre.kms.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import io.cofre.api.plugin.Setting;
import io.grpc.CallCredentials;
import io.grpc.Status;
import io.grpc.auth.MoreCallCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/// Who we are to Google, found at the first call: a key file, or the application's default
/// credentials (environment, workload identity, the host's service account). Thread-safe.
///
/// The library keeps tokens and renews them in time; [#renew] drops them when Google says that they
/// expired nevertheless.
final class Identity extends CallCredentials implements AutoCloseable {
  static final Setting<Path> FILE =
      Setting.path(
          "credentials-file",
          "JSON file of a service account or of workload identity. Default: the application's"
              + " default credentials.");
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private final List<Path> file;
  private final TokenTransport transport;
  private List<CallCredentials> found = List.of();
  private int generation;

  /// Make one of a file, or of none.
  Identity(List<Path> file, TokenTransport transport) {
    this.file = file;
    this.transport = transport;
  }

  @Override
  public void applyRequestMetadata(RequestInfo info, Executor executor, MetadataApplier applier) {
    executor.execute(() -> {
      try {
        credentials().applyRequestMetadata(info, executor, applier);
      } catch (IOException e) {
        applier.fail(
            Status.UNAUTHENTICATED.withDescription("found no credentials: " + e.getMessage()));
      }
    });
  }

  private synchronized CallCredentials credentials() throws IOException {
    if (found.isEmpty()) {
      found = List.of(MoreCallCredentials.from(load().createScoped(SCOPE)));
    }
    return found.getFirst();
  }

  private GoogleCredentials load() throws IOException {
    if (file.isEmpty()) {
      return GoogleCredentials.getApplicationDefault(() -> transport);
    }
    try (InputStream in = Files.newInputStream(file.getFirst())) {
      return GoogleCredentials.fromStream(in, () -> transport);
    }
  }

  /// Tells which credentials are in use, for [#renew].
  synchronized int generation() {
    return generation;
  }

  /// Forget credentials that expired, unless another thread did so already, or none were found.
  ///
  /// @return whether the call may be made again
  synchronized boolean renew(int expired) {
    if (generation == expired) {
      if (found.isEmpty()) {
        return false;
      }
      found = List.of();
      generation++;
    }
    return true;
  }

  @Override
  public void close() {
    transport.close();
  }

  @Override
  public String toString() {
    return "Identity[***]";
  }
}
