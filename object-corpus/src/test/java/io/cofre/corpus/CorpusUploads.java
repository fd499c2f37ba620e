package io.cofre.corpus;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.Uploads;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.model.WriteCondition.Always;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Begins and completes uploads whose parts are numbered 1, 3 and 10,000.
///
/// @param uploads of a store
record CorpusUploads(Uploads uploads) {
  private static final ChecksumAlgorithm KEPT = ChecksumAlgorithm.CRC32C;

  /// Begin an upload and store its parts, one of which is small enough to be kept inline.
  ///
  /// @return the upload's id
  String begin(PutObject request, ReadKey brought, int seed) throws IOException {
    String id =
        uploads.create(new CreateUpload(request, KEPT, Checksum.Type.FULL_OBJECT, true)).id();
    for (int number : new int[] {1, 3, 10_000}) {
      Sample content = Sample.of(number == 3 ? 500 : 5000, KEPT, 100 * seed + number);
      var _ = uploads.putPart(request.name(), id, number, content, brought);
    }
    return id;
  }

  /// Make an object of all parts that are listed.
  void complete(ObjectName name, String id) throws IOException {
    complete(
        name,
        id,
        uploads.parts(name, id, 0, 1000).parts().stream()
            .map(part -> new ChosenPart(part.number(), part.etag(), Optional.empty()))
            .toList());
  }

  /// Make an object of parts.
  void complete(ObjectName name, String id, List<ChosenPart> parts) throws IOException {
    var _ =
        uploads.complete(
            new CompleteUpload(
                name, id, parts, Optional.empty(), OptionalLong.empty(), new Always()));
  }
}
