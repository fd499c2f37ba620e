package io.cofre.core.boot;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.config.ListenerConfig;
import io.cofre.core.job.Jobs;
import io.cofre.core.object.Foundation;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ObjectSettings;
import io.cofre.core.object.Vault;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.observe.Metrics;
import io.cofre.core.seal.SealedBodies;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Everything a running server consists of, opened from the bottom to the top.
final class CofreServer implements AutoCloseable {
  private final CofreConfig config;
  private final Opened opened = new Opened();
  private final Map<String, Transport> listeners = new TreeMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Identity identity;

  /// Who may call, and where that is kept.
  private record Identity(Credentials credentials, Vault vault) {}

  private CofreServer(Blueprint plan) throws CannotStart {
    this.config = plan.config();
    boolean open = false;
    try {
      DataFolder.make(config.server().data());
      this.identity = openRooms(plan);
      open = true;
    } finally {
      if (!open) {
        opened.close();
      }
    }
  }

  /// Open everything; nothing listens yet.
  static CofreServer open(Blueprint plan) throws CannotStart {
    return new CofreServer(plan);
  }

  private Identity openRooms(Blueprint plan) throws CannotStart {
    Path data = config.server().data();
    Map<String, Supplier<Health>> health = new LinkedHashMap<>();
    Metrics metrics = new Metrics();
    KeyServices keys = KeyServices.open(plan, opened, health, metrics);
    MetadataStore metadata = plan.metadata().open(data, (p, s, c) -> p.open(s, c));
    opened.add(plan.metadata(), metadata);
    health.put("metadata", metadata::health);
    BlobStore blobs = plan.blobs().open(data, (p, s, c) -> p.open(s, c));
    opened.add(plan.blobs(), blobs);
    health.put("blobs", blobs::health);
    SealedBodies bodies = new SealedBodies(plan.ciphers(), new EncryptionSettings(config).layout());
    Foundation base =
        new Foundation(metadata, blobs, keys.keys(), bodies, plan.ciphers(), Clock.systemUTC());
    try {
      ObjectRoom room = ObjectRoom.open(base, settings());
      opened.add("objects", room);
      Credentials found = Credentials.find(config, room.vault());
      Jobs jobs = BackgroundJobs.start(room, keys.sealing(), settings().node());
      opened.add("jobs", jobs);
      Gates gates = Gates.make(config, room, found, keys, jobs, health, metrics);
      opened.add("log", gates);
      for (Blueprint.Listener listener : plan.listeners().values()) {
        add(listener, gates);
      }
      return new Identity(found, room.vault());
    } catch (IOException e) {
      throw new CannotStart(ExitStatus.UNAVAILABLE, "storage: " + FileCause.withFile(e), e);
    } catch (ObjectFailure | io.cofre.api.kms.KmsException e) {
      throw new CannotStart(ExitStatus.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private ObjectSettings settings() {
    ObjectSettings usual = ObjectSettings.DEFAULT;
    return new ObjectSettings(
        usual.node(),
        config.storage().inlineLimit(),
        usual.blobsPerEpoch(),
        usual.partMinimum(),
        new EncryptionSettings(config).sealing());
  }

  private void add(Blueprint.Listener listener, Gates gates) throws CannotStart {
    ListenerConfig wanted = listener.config();
    Gate gate =
        switch (wanted.protocol()) {
          case S3 -> gates.s3();
          case ADMIN -> gates.admin().gate();
        };
    Path home = config.server().data();
    Transport transport = listener.transport().open(home, (p, s, c) -> p.open(s, gate, c));
    opened.add(listener.transport(), transport);
    listeners.put(wanted.name(), transport);
  }

  /// Listen.
  void start() throws CannotStart {
    boolean started = false;
    try {
      for (Map.Entry<String, Transport> listener : listeners.entrySet()) {
        start(listener.getKey(), listener.getValue());
      }
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  private static void start(String name, Transport listener) throws CannotStart {
    try {
      listener.start();
    } catch (IOException e) {
      throw new CannotStart(
          ExitStatus.UNAVAILABLE, "listeners.%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /// Where each listener listens.
  Map<String, URI> addresses() {
    Map<String, URI> addresses = new TreeMap<>();
    listeners.forEach((name, transport) -> addresses.put(name, transport.address()));
    return addresses;
  }

  Credentials credentials() {
    return identity.credentials();
  }

  /// Remember that an operator has seen the credentials.
  void credentialsShown() throws CannotStart {
    try {
      Credentials.shown(identity.vault());
    } catch (IOException e) {
      throw new CannotStart(ExitStatus.UNAVAILABLE, "storage: " + FileCause.withFile(e), e);
    }
  }

  void awaitEnd() throws InterruptedException {
    end.await();
  }

  /// Let requests under way finish, then close everything; idempotent.
  @Override
  public void close() {
    listeners.values().forEach(transport -> transport.drain(config.server().shutdownGrace()));
    opened.close();
    end.countDown();
  }
}
