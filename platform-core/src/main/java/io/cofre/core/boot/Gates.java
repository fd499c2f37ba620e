package io.cofre.core.boot;

import io.cofre.api.plugin.Health;
import io.cofre.api.transport.Gate;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.observe.Metrics;
import io.cofre.core.observe.ProcessMetrics;
import io.cofre.core.s3.S3Errors;
import io.cofre.core.s3.S3Gate;
import io.cofre.core.s3.auth.Authenticator;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.operation.Rooms;
import io.cofre.core.s3.operation.S3Operations;
import io.cofre.core.s3.sse.Sse;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/// Where requests enter, by protocol.
///
/// @param s3 the S3 API
/// @param admin health, metrics, administration
/// @param notes what is written down of requests
record Gates(Gate s3, AdminParts admin, RequestNotes notes) implements AutoCloseable {

  static Gates make(
      CofreConfig config,
      ObjectRoom room,
      Credentials credentials,
      KeyServices keys,
      Map<String, Supplier<Health>> health,
      Metrics metrics)
      throws CannotStart {
    String region = config.s3().region();
    EncryptionSettings encryption = new EncryptionSettings(config);
    Sse sse = new Sse(encryption.profile(), encryption.names());
    Rooms rooms = new Rooms(room.buckets(), room.objects(), room.uploads(), sse);
    S3Errors errors = new S3Errors(sse.profile());
    count(room, metrics);
    RequestNotes notes = RequestNotes.open(config.server().accessLog(), metrics);
    Gate s3 =
        new S3Gate(
            new S3CallParser(config.s3().domains()),
            new Authenticator(credentials.keys(), region, Clock.systemUTC()),
            new S3Operations(rooms, region, errors),
            notes,
            errors);
    AdminParts admin = AdminParts.make(config, room, keys, health, metrics, notes);
    return new Gates(s3, admin, notes);
  }

  private static void count(ObjectRoom room, Metrics metrics) {
    ProcessMetrics.register(metrics, VersionCommand.version());
    metrics.total(
        "cofre_blobs_swept_total",
        "Blobs removed because a broken write had left them.",
        () -> room.figures().blobs().swept());
    metrics.total(
        "cofre_blobs_deleted_total",
        "Blobs removed because their objects were deleted or replaced.",
        () -> room.figures().blobs().deleted());
    metrics.gauge(
        "cofre_blobs_pending",
        "Blobs waiting to be deleted.",
        () -> room.figures().blobs().pending());
    metrics.total(
        "cofre_damaged_records_total",
        "Damaged records that listings met.",
        () -> room.figures().damagedRecords());
  }

  @Override
  public void close() {
    admin.close();
    notes.close();
  }
}
