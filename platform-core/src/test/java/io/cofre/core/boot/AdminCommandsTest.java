package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.transport.Transport;
import io.cofre.core.admin.AdminGate;
import io.cofre.core.admin.access.Access;
import io.cofre.core.admin.bucket.BucketPages;
import io.cofre.core.admin.bucket.KeptSealing;
import io.cofre.core.admin.health.Probes;
import io.cofre.core.admin.job.JobPages;
import io.cofre.core.admin.key.KeyPages;
import io.cofre.core.admin.route.Route;
import io.cofre.core.admin.route.RouteTable;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.job.Jobs;
import io.cofre.core.transport.HelidonTransportProvider;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemorySettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The commands that ask a running server, over a socket.
class AdminCommandsTest extends BootFixture {
  private final AtomicLong users = new AtomicLong();
  private final Probes probes = new Probes(Map.of(), Duration.ofSeconds(1));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Jobs jobs = CountingJobs.start();
  private Optional<Transport> listener = Optional.empty();

  private static Transport unstarted(AdminGate gate) throws Exception {
    PluginContext context = new PluginContext("admin", Path.of(""), Clock.systemUTC());
    return new HelidonTransportProvider()
        .open(MemorySettings.of("host", "127.0.0.1", "port", "0"), gate, context);
  }

  @BeforeEach
  void start() throws Exception {
    CofreConfig config = config("server:\n  data: " + folder + "\n");
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new KeyPages(Map.of("main", new MemoryKms("first")), probes, (_, _) -> users.get())
            .routes());
    routes.addAll(new JobPages(new Desk(jobs)).routes());
    routes.addAll(new BucketPages(new KeptSealing()).routes());
    Access access = new Access(AdminToken.find(config));
    Transport made = unstarted(new AdminGate(new RouteTable(routes), access, _ -> {}));
    made.start();
    listener = Optional.of(made);
  }

  @AfterEach
  void stop() {
    listener.ifPresent(Transport::close);
    probes.close();
    jobs.close();
  }

  private String run(int status, String... arguments) {
    return at(url(), status, arguments);
  }

  private String url() {
    return listener.orElseThrow().address().toString();
  }

  private String at(String server, int status, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--admin", server, "--data", folder.toString()));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Main.line();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertEquals(status, line.execute(all.toArray(String[]::new)), out + "\n" + err);
    return out.toString().replace("\r", "") + err.toString().replace("\r", "");
  }

  @Test
  void keys_are_administered() {
    assertTrue(run(0, "keys", "systems").contains("cancel-deletion,create,delete,disable,rotate"));
    assertTrue(run(0, "keys", "create", "alias/a b").contains("alias/a b  enabled"));
    assertTrue(run(0, "keys", "list").contains("first"));
    assertEquals(3, run(0, "keys", "list").lines().count());
    String before = run(0, "keys", "describe", "alias/a b");
    assertFalse(run(0, "keys", "rotate", "alias/a b").equals(before));
    assertTrue(run(0, "keys", "disable", "first").contains("disabled"));
    assertTrue(run(0, "keys", "enable", "first").contains("enabled"));
    assertTrue(run(0, "keys", "list", "--json").startsWith("{\"keys\":[{\"kms\":\"main\""));
  }

  @Test
  void a_key_in_use_is_deleted_only_with_the_number_of_its_users() {
    users.set(3);
    assertTrue(run(1, "keys", "delete", "first").startsWith("cofre: 3 objects"));
    assertTrue(run(0, "keys", "describe", "first", "--users").contains("USERS"));
    assertTrue(run(0, "keys", "delete", "first", "--users", "3").contains("pending-deletion"));
    assertTrue(run(0, "keys", "cancel-deletion", "first").contains("enabled"));
  }

  @Test
  void what_is_not_there_is_told_so() {
    assertTrue(run(1, "keys", "describe", "none").startsWith("cofre: "));
    assertTrue(run(1, "keys", "list", "--kms", "mian").contains("did you mean 'main'?"));
    assertTrue(run(1, "jobs", "show", "none").contains("there is no job none"));
    assertTrue(run(64, "keys", "describe").contains("Missing required parameter: 'KEY'"));
    assertEquals(64, Main.run("keys"));
    assertEquals(64, Main.run("jobs"));
    assertEquals(64, Main.run("bucket"));
  }

  @Test
  void a_missing_a_wrong_and_an_open_token_are_told_apart() throws Exception {
    var file = folder.resolve("admin.token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(run(78, "keys", "list").contains("can be read or changed by others"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "another-token-of-some-letters");
    String wrong = run(77, "keys", "list");
    assertTrue(wrong.contains("not the token of this server"), wrong);
    assertFalse(wrong.contains("another-token"));
    Files.delete(file);
    assertTrue(run(77, "keys", "list").contains("COFRE_ADMIN_TOKEN"));
  }

  @Test
  void a_server_that_does_not_run_is_told_so() {
    String url = url();
    listener.orElseThrow().close();
    assertTrue(at(url, 69, "keys", "list").contains("no server answers at " + url));
    assertTrue(at("http://192.0.2.1:9001", 77, "jobs", "list").contains("use https://"));
    assertTrue(at("nonsense", 64, "jobs", "list").contains("expected a URL"));
  }

  @Test
  void a_job_is_watched_to_its_report() throws Exception {
    String id = CountingJobs.order(jobs, 20);
    String told = run(0, "jobs", "watch", id);
    assertTrue(told.contains("100%  20/20  finished"), told);
    assertTrue(told.contains("counted"), told);
    assertTrue(run(0, "jobs", "list").contains(id));
    assertTrue(
        run(0, "jobs", "show", id, "--json").contains("\"outcomes\":{\"counted\":20,\"odd\":0}"));
    assertTrue(run(1, "jobs", "pause", id).contains("the job is finished"));
  }

  @Test
  void a_job_of_which_something_failed_ends_the_watch_with_1() throws Exception {
    String told = run(1, "jobs", "watch", CountingJobs.order(jobs, 13));
    assertTrue(told.contains("13 is odd"), told);
    assertTrue(told.contains("1 failed"), told);
  }

  @Test
  void a_job_that_waits_is_cancelled() throws Exception {
    String id = CountingJobs.order(jobs, 5_000);
    assertTrue(run(0, "jobs", "cancel", id).contains("cancelled"));
    assertTrue(run(1, "jobs", "watch", id).contains("cancelled"));
    assertTrue(run(1, "jobs", "resume", id).contains("the job is cancelled"));
  }

  @Test
  void the_sealing_of_a_bucket_is_shown_and_changed() {
    assertTrue(run(0, "bucket", "encryption", "photos").contains("AES-256-GCM  default"));
    assertTrue(
        run(0, "bucket", "encryption", "photos", "--key", "mine", "--segment-size", "1048576")
            .contains("mine"));
    String cleared = run(0, "bucket", "encryption", "photos", "--key", "default");
    assertTrue(cleared.contains("cofre        default"), cleared);
    assertTrue(cleared.contains("1048576      1048576"), cleared);
    assertTrue(run(64, "bucket", "encryption", "photos", "--segment-size", "1M").contains("bytes"));
    assertTrue(run(1, "bucket", "encryption", "none").contains("no such bucket"));
  }
}
