package io.cofre.core.object.model;

import java.util.List;

/// A page of a listing of uploads under way.
///
/// @param uploads in the order of keys, then of upload ids
/// @param prefixes common prefixes
/// @param nextKey where the next page begins; empty on the last page
/// @param nextUpload the upload within that key
public record UploadPage(
    List<Upload> uploads, List<String> prefixes, String nextKey, String nextUpload) {

  /// Copies the lists.
  public UploadPage {
    uploads = List.copyOf(uploads);
    prefixes = List.copyOf(prefixes);
  }
}
