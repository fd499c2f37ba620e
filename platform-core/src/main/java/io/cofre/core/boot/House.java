package io.cofre.core.boot;

import io.cofre.api.kms.KmsException;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.job.Jobs;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ObjectSettings;
import io.cofre.core.object.model.ObjectFailure;
import java.io.IOException;

/// The open store, who may call, and the jobs that run in it.
///
/// @param room the store
/// @param credentials of who may call
/// @param jobs the jobs in the background
record House(ObjectRoom room, Credentials credentials, Jobs jobs) implements AutoCloseable {

  /// Open it, whole or not at all.
  ///
  /// @throws StoreAway if the KMS that holds the store's key does not answer for now
  static House open(Ground ground) throws CannotStart, StoreAway {
    Opened opened = new Opened();
    boolean whole = false;
    try {
      ObjectRoom room = ObjectRoom.open(ground.base(), settings(ground.config()));
      opened.add("objects", room);
      Credentials credentials = Credentials.find(ground.config(), room.vault());
      String node = ObjectSettings.DEFAULT.node();
      House house =
          new House(room, credentials, BackgroundJobs.start(room, ground.keys().sealing(), node));
      whole = true;
      return house;
    } catch (IOException e) {
      throw new CannotStart(ExitStatus.UNAVAILABLE, "storage: " + FileCause.withFile(e), e);
    } catch (ObjectFailure | KmsException e) {
      String message = String.valueOf(e.getMessage());
      if (passing(e)) {
        throw new StoreAway(message, e);
      }
      throw new CannotStart(ExitStatus.UNAVAILABLE, message, e);
    } finally {
      if (!whole) {
        opened.close();
      }
    }
  }

  private static boolean passing(RuntimeException failure) {
    Throwable cause = failure instanceof ObjectFailure ? failure.getCause() : failure;
    return cause instanceof KmsException kms && kms.reason().retryable();
  }

  private static ObjectSettings settings(CofreConfig config) {
    ObjectSettings usual = ObjectSettings.DEFAULT;
    return new ObjectSettings(
        usual.node(),
        config.storage().inlineLimit(),
        usual.blobsPerEpoch(),
        usual.partMinimum(),
        new EncryptionSettings(config).sealing());
  }

  /// Remember that an operator has seen the credentials.
  void credentialsShown() throws CannotStart {
    try {
      Credentials.shown(room.vault());
    } catch (IOException e) {
      throw new CannotStart(ExitStatus.UNAVAILABLE, "storage: " + FileCause.withFile(e), e);
    }
  }

  @Override
  public void close() {
    try (room;
        jobs) {
      // the jobs first
    }
  }
}
