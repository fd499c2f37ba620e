package io.cofre.core.boot;

import io.cofre.api.plugin.Health;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.s3.RequestObserver;
import io.cofre.core.s3.S3Errors;
import io.cofre.core.s3.S3Gate;
import io.cofre.core.s3.auth.Authenticator;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.operation.Rooms;
import io.cofre.core.s3.operation.S3Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Where requests enter, by protocol.
record Gates(Gate s3, Gate admin) implements AutoCloseable {

  static Gates make(
      CofreConfig config,
      ObjectRoom room,
      Credentials credentials,
      Map<String, Supplier<Health>> health) {
    String region = config.s3().region();
    Rooms rooms = new Rooms(room.buckets(), room.objects(), room.uploads());
    S3Errors errors = new S3Errors();
    Gate s3 =
        new S3Gate(
            new S3CallParser(config.s3().domains()),
            new Authenticator(credentials.keys(), region, Clock.systemUTC()),
            new S3Operations(rooms, region, errors),
            RequestObserver.NONE);
    Gate admin =
        exchange -> {
          try {
            exchange
                .respond(
                    new ResponseHead(health.isEmpty() ? 503 : 200, Map.of(), OptionalLong.of(0)))
                .close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return new Gates(s3, admin);
  }

  @Override
  public void close() {}
}
