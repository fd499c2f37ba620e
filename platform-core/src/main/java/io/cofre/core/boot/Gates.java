package io.cofre.core.boot;

import io.cofre.api.transport.Gate;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.config.Protocol;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.observe.Metrics;
import io.cofre.core.s3.ClosedGate;
import io.cofre.core.s3.S3Errors;
import io.cofre.core.s3.S3Gate;
import io.cofre.core.s3.auth.Authenticator;
import io.cofre.core.s3.auth.FormAuthenticator;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.operation.Rooms;
import io.cofre.core.s3.operation.S3Operations;
import io.cofre.core.s3.sse.Sse;
import java.time.Clock;
import java.util.function.Supplier;

/// Where requests enter, by protocol: to waiting rooms, until the store is open.
///
/// @param s3 the S3 API
/// @param admin health, metrics, administration
record Gates(Door s3, Door admin) {

  /// Gates that let nobody into the store.
  ///
  /// @param trouble why it is not open
  static Gates closed(Ground ground, Supplier<String> trouble) {
    return new Gates(
        new Door(new ClosedGate(ground.notes())), new Door(ground.admin().closed(trouble)));
  }

  /// The gate of a protocol.
  Gate of(Protocol protocol) {
    return switch (protocol) {
      case S3 -> s3;
      case ADMIN -> admin;
    };
  }

  /// Let them in.
  void open(Ground ground, House house) {
    count(house.room(), ground.metrics());
    s3.lead(s3Gate(ground, house));
    admin.lead(ground.admin().open(ground.keys(), house.room(), house.jobs()));
  }

  private static Gate s3Gate(Ground ground, House house) {
    CofreConfig config = ground.config();
    String region = config.s3().region();
    EncryptionSettings encryption = new EncryptionSettings(config);
    Sse sse = new Sse(encryption.profile(), encryption.names());
    ObjectRoom room = house.room();
    Rooms rooms = new Rooms(room.buckets(), room.objects(), room.uploads(), sse);
    S3Errors errors = new S3Errors(sse.profile());
    return new S3Gate(
        new S3CallParser(config.s3().domains()),
        new Authenticator(house.credentials().keys(), region, Clock.systemUTC()),
        new S3Operations(
            rooms,
            region,
            errors,
            new FormAuthenticator(house.credentials().keys(), region),
            Clock.systemUTC()),
        ground.notes(),
        errors);
  }

  private static void count(ObjectRoom room, Metrics metrics) {
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
}
