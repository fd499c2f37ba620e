import io.cofre.storage.local.LocalBlobStoreProvider;
import io.cofre.storage.local.LocalMetadataStoreProvider;
import org.jspecify.annotations.NullMarked;

/// The embedded default storage: metadata in RocksDB and blobs in files, both below one folder.
@NullMarked
module cofre.storage.local {
  requires cofre.api;
  requires static org.jspecify;

  provides io.cofre.api.storage.MetadataStoreProvider with
      LocalMetadataStoreProvider;
  provides io.cofre.api.storage.BlobStoreProvider with
      LocalBlobStoreProvider;
}
