package io.cofre.core.boot;

import io.cofre.api.plugin.Health;
import io.cofre.api.transport.Gate;
import io.cofre.core.admin.AdminGate;
import io.cofre.core.admin.access.Access;
import io.cofre.core.admin.bucket.BucketPages;
import io.cofre.core.admin.bucket.BucketSealing;
import io.cofre.core.admin.health.HealthPages;
import io.cofre.core.admin.health.Probes;
import io.cofre.core.admin.job.JobPages;
import io.cofre.core.admin.key.KeyPages;
import io.cofre.core.admin.key.KeyUsers;
import io.cofre.core.admin.route.Route;
import io.cofre.core.admin.route.RouteTable;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.job.Jobs;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.observe.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What operators reach.
///
/// @param gate answers them
/// @param probes asks the components for their health
record AdminParts(Gate gate, Probes probes) implements AutoCloseable {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

  static AdminParts make(
      CofreConfig config,
      ObjectRoom room,
      KeyServices keys,
      Jobs jobs,
      Map<String, Supplier<Health>> health,
      Metrics metrics,
      RequestNotes notes)
      throws CannotStart {
    Access access = new Access(AdminToken.find(config));
    Probes probes = new Probes(health, PROBE_LIMIT);
    KeyUsers users = room.keyUse()::count;
    List<Route> routes = new ArrayList<>();
    routes.addAll(new HealthPages(probes, metrics, VersionCommand.version()).routes());
    routes.addAll(new KeyPages(keys.instances(), probes, users).routes());
    routes.addAll(new JobPages(new Desk(jobs)).routes());
    BucketSealing sealing = new ChosenSealing(room.buckets(), config.encryption(), keys.sealing());
    routes.addAll(new BucketPages(sealing).routes());
    return new AdminParts(new AdminGate(new RouteTable(routes), access, notes::add), probes);
  }

  @Override
  public void close() {
    probes.close();
  }
}
