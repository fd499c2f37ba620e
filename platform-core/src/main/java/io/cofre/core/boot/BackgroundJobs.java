package io.cofre.core.boot;

import io.cofre.core.job.JobDocuments;
import io.cofre.core.job.JobKind;
import io.cofre.core.job.JobTime;
import io.cofre.core.job.Jobs;
import io.cofre.core.object.Documents;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.reseal.Reencrypt;
import io.cofre.core.reseal.Rewrap;
import io.cofre.core.reseal.Services;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The jobs of this server, kept in the records of its store.
final class BackgroundJobs {
  private BackgroundJobs() {}

  static Jobs start(ObjectRoom room, Services services, String node) {
    List<JobKind<?>> kinds = List.of(new Rewrap(room, services), new Reencrypt(room, services));
    return Jobs.start(new Kept(room.jobs()), kinds, node, JobTime.ofMachine());
  }

  /// The documents of jobs, in the room of objects.
  private record Kept(Documents documents) implements JobDocuments {
    @Override
    public Map<String, byte[]> all() throws IOException {
      return documents.all();
    }

    @Override
    public Optional<byte[]> find(String id) throws IOException {
      return documents.find(id);
    }

    @Override
    public void create(String id, byte[] document) throws IOException {
      documents.put(id, document);
    }

    @Override
    public Optional<byte[]> change(String id, UnaryOperator<byte[]> change) throws IOException {
      return documents.change(id, change);
    }

    @Override
    public void remove(String id) throws IOException {
      documents.remove(id);
    }
  }
}
