package io.cofre.storage.local;

import module cofre.api;
import module java.base;

/// Walks the blobs in the order of their ids, opening only the folders that a page needs.
final class BlobListing {
  private static final Pattern OUTER = Pattern.compile("[0-9a-f]{6}");
  private static final Pattern INNER = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern FILE = Pattern.compile("[0-9a-f]{32}");

  private final Path root;
  private final BlobFolders folders;
  private final String after;
  private final int limit;
  private final List<BlobId> found = new ArrayList<>();

  private BlobListing(Path root, BlobFolders folders, BlobId after, int limit) {
    this.root = root;
    this.folders = folders;
    this.after = after.value();
    this.limit = limit;
  }

  static BlobPage page(Path root, BlobFolders folders, BlobId after, int limit) throws IOException {
    return new BlobListing(root, folders, after, limit).page();
  }

  private BlobPage page() throws IOException {
    walk();
    // One more than asked was looked for, to know whether a page follows.
    boolean last = found.size() <= limit;
    return new BlobPage(last ? found : found.subList(0, limit), last);
  }

  private void walk() throws IOException {
    for (String outer : names(root, OUTER, after.substring(0, 6))) {
      Path folder = root.resolve(outer);
      String from = after.startsWith(outer) ? after.substring(6, 8) : "";
      for (String inner : names(folder, INNER, from)) {
        files(folder.resolve(inner), outer + inner);
        if (found.size() > limit) {
          return;
        }
      }
    }
  }

  private void files(Path folder, String prefix) throws IOException {
    List<String> names = names(folder, FILE, prefix);
    if (names.isEmpty()) {
      folders.prune(folder);
    }
    for (String name : names) {
      if (found.size() > limit) {
        return;
      }
      if (name.startsWith(prefix) && name.compareTo(after) > 0) {
        found.add(new BlobId(name));
      }
    }
  }

  /// Return the names in a folder that match and do not come before another, in order.
  private static List<String> names(Path folder, Pattern form, String from) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (form.matcher(name).matches() && name.compareTo(from) >= 0) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Pruned meanwhile, or a stray file: there are no blobs in it.
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names;
  }
}
