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
import io.cofre.core.admin.route.ClosedRoutes;
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
/// @param config the configuration
/// @param access lets in who brings the token
/// @param probes asks the components for their health
/// @param metrics the metrics
/// @param notes hears of what was asked
record AdminParts(
    CofreConfig config, Access access, Probes probes, Metrics metrics, RequestNotes notes)
    implements AutoCloseable {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

  static AdminParts make(
      CofreConfig config, Map<String, Supplier<Health>> health, Metrics metrics, RequestNotes notes)
      throws CannotStart {
    Access access = new Access(AdminToken.find(config));
    return new AdminParts(config, access, new Probes(health, PROBE_LIMIT), metrics, notes);
  }

  /// Answers while the store is not open.
  ///
  /// @param trouble why it is not
  Gate closed(Supplier<String> trouble) {
    RouteTable open = new RouteTable(healthPages());
    return new AdminGate(new ClosedRoutes(open, trouble), access, notes::add);
  }

  /// Answers when it is.
  Gate open(KeyServices keys, ObjectRoom room, Jobs jobs) {
    KeyUsers users = new UsedKeys(room.keyUse());
    List<Route> routes = new ArrayList<>(healthPages());
    routes.addAll(new KeyPages(keys.instances(), probes, users).routes());
    routes.addAll(new JobPages(new Desk(jobs)).routes());
    BucketSealing sealing = new ChosenSealing(room.buckets(), config.encryption(), keys.sealing());
    routes.addAll(new BucketPages(sealing).routes());
    return new AdminGate(new RouteTable(routes), access, notes::add);
  }

  private List<Route> healthPages() {
    return new HealthPages(probes, metrics, VersionCommand.version()).routes();
  }

  @Override
  public void close() {
    probes.close();
  }
}
