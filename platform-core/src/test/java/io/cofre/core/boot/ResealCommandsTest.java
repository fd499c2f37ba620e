package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.transport.Transport;
import io.cofre.core.admin.AdminGate;
import io.cofre.core.admin.access.Access;
import io.cofre.core.admin.bucket.BucketPages;
import io.cofre.core.admin.health.Probes;
import io.cofre.core.admin.job.JobPages;
import io.cofre.core.admin.key.KeyPages;
import io.cofre.core.admin.route.Route;
import io.cofre.core.admin.route.RouteTable;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.job.Jobs;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.transport.HelidonTransportProvider;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemorySettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The commands that seal stored objects otherwise, over a socket and a real store.
class ResealCommandsTest extends BootFixture {
  private final Probes probes = new Probes(Map.of(), Duration.ofSeconds(1));
  private final MemoryKms kms = new MemoryKms("spare");
  private Optional<ObjectRoom> room = Optional.empty();
  private Optional<Jobs> jobs = Optional.empty();
  private Optional<Transport> listener = Optional.empty();

  private record Body(InputStream body, long length) implements Content {
    @Override
    public ChecksumAlgorithm algorithm() {
      return ChecksumAlgorithm.CRC64NVME;
    }

    @Override
    public Optional<Checksum> claimed() {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> claimedMd5() {
      return Optional.empty();
    }
  }

  @BeforeEach
  void start() throws Exception {
    CofreConfig config = config("server:\n  data: " + folder + "\n");
    ObjectRoom store = room(kms);
    room = Optional.of(store);
    var _ = store.buckets().create("photos", "ann");
    for (String key : List.of("a", "b", "c")) {
      var _ =
          store
              .objects()
              .put(
                  new PutObject(
                      new ObjectName("photos", key),
                      Attributes.NONE,
                      Tags.NONE,
                      new WriteCondition.Always(),
                      "ann"),
                  new Body(new ByteArrayInputStream(new byte[100]), 100));
    }
    Map<String, Kms> instances = Map.of("main", kms);
    SealingServices services = new SealingServices(instances, Set.of("AES-256-GCM"));
    Jobs started = BackgroundJobs.start(store, services, "main");
    jobs = Optional.of(started);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new KeyPages(instances, probes, store.keyUse()::count).routes());
    routes.addAll(new JobPages(new Desk(started)).routes());
    routes.addAll(
        new BucketPages(new ChosenSealing(store.buckets(), config.encryption(), services))
            .routes());
    Access access = new Access(AdminToken.find(config));
    PluginContext context = new PluginContext("admin", Path.of(""), Clock.systemUTC());
    Transport made =
        new HelidonTransportProvider()
            .open(
                MemorySettings.of("host", "127.0.0.1", "port", "0"),
                new AdminGate(new RouteTable(routes), access, _ -> {}),
                context);
    made.start();
    listener = Optional.of(made);
  }

  @AfterEach
  void stop() {
    listener.ifPresent(Transport::close);
    probes.close();
    jobs.ifPresent(Jobs::close);
    room.ifPresent(ObjectRoom::close);
  }

  private String run(int status, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    String url = listener.orElseThrow().address().toString();
    all.addAll(List.of("--admin", url, "--data", folder.toString()));
    StringWriter out = new StringWriter();
    CommandLine line = Main.line();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    assertEquals(status, line.execute(all.toArray(String[]::new)), out.toString());
    return out.toString().replaceAll("[ \r]+", " ");
  }

  private static void has(String part, String told) {
    assertTrue(told.contains(part), told);
  }

  @Test
  void a_key_in_use_is_not_deleted_by_its_alias() {
    kms.alias("alias/front", "cofre");
    String refused = run(1, "keys", "delete", "alias/front");
    assertTrue(refused.contains("4 objects or records need this key"), refused);
    assertTrue(run(0, "keys", "describe", "cofre").contains("enabled"));
  }

  @Test
  void a_rotation_is_followed_by_a_rewrap() {
    String told = run(0, "keys", "rotate", "cofre", "--rewrap");
    has("cofre enabled 2", told);
    has("100% 4/4 finished", told);
    has("rewrapped 4", told);
    has("already-current 4", run(0, "rewrap", "--key", "cofre"));
    has("filtered-out 3", run(0, "rewrap", "--key", "spare"));
    has("rewrapped 3", run(0, "rewrap", "--bucket", "photos", "--to-key", "spare"));
  }

  @Test
  void a_bucket_is_sealed_anew() {
    String dry = run(0, "reencrypt", "--bucket", "photos", "--mode", "sse-kms", "--dry-run");
    has("would-reencrypt 3", dry);
    has(
        "reencrypted 1",
        run(
            0,
            "reencrypt",
            "--bucket",
            "photos",
            "--prefix",
            "a",
            "--mode",
            "sse-kms",
            "--key",
            "spare",
            "--from-mode",
            "sse-s3"));
    has("queued", run(0, "reencrypt", "--bucket", "photos", "--no-watch"));
    has("no such bucket", run(1, "reencrypt", "--bucket", "nothing"));
    has("Missing required option: '--bucket", run(64, "reencrypt"));
    has("there is no such cipher", run(1, "reencrypt", "--bucket", "photos", "--cipher", "ROT13"));
  }

  @Test
  void the_sealing_of_a_bucket_is_checked_and_takes_effect() {
    has("key spare spare", run(0, "bucket", "encryption", "photos", "--key", "spare"));
    has("reencrypted 3", run(0, "reencrypt", "--bucket", "photos"));
    has("'key': ", run(1, "bucket", "encryption", "photos", "--key", "missing"));
    has("did you mean 'main'?", run(1, "bucket", "encryption", "photos", "--kms", "mian"));
    has("no such cipher", run(1, "bucket", "encryption", "photos", "--cipher", "ROT13"));
    has("cofre: ", run(1, "bucket", "encryption", "nothing"));
    has("key spare spare", run(0, "bucket", "encryption", "photos"));
  }
}
