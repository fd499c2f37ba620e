package io.cofre.core.object;

import io.cofre.core.checksum.Digests;
import io.cofre.core.object.blob.BlobTicket;
import io.cofre.core.object.blob.Change;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.Placement;
import java.util.Arrays;
import java.util.List;

/// A body that was sealed and waits for its commit; closing it removes what was not committed.
sealed interface NewBody extends AutoCloseable {

  /// Where it will be.
  Placement placement();

  /// The length of the plaintext in bytes.
  long length();

  /// What was computed of the plaintext.
  Digests digests();

  /// The tickets to commit with.
  List<BlobTicket> tickets();

  /// Begin to use it.
  void use(Change change, BodyOwner owner);

  @Override
  void close();

  /// A body in memory.
  record InMemory(byte[] sealed, long length, Digests digests) implements NewBody {
    @Override
    public Placement placement() {
      return new Placement.Inline();
    }

    @Override
    public List<BlobTicket> tickets() {
      return List.of();
    }

    @Override
    public void use(Change change, BodyOwner owner) {
      change.use(owner, sealed);
    }

    @Override
    public void close() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof InMemory that
          && length == that.length
          && Arrays.equals(sealed, that.sealed)
          && digests.equals(that.digests);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sealed);
    }
  }

  /// A body in a blob that is durable.
  record Written(BlobTicket ticket, long length, Digests digests) implements NewBody {
    @Override
    public Placement placement() {
      return new Placement.InBlob(ticket.blob());
    }

    @Override
    public List<BlobTicket> tickets() {
      return List.of(ticket);
    }

    @Override
    public void use(Change change, BodyOwner owner) {
      change.use(owner, ticket.blob());
    }

    @Override
    public void close() {
      ticket.close();
    }
  }
}
