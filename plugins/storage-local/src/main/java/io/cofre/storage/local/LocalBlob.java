package io.cofre.storage.local;

import module cofre.api;
import module java.base;

/// A range of an open file; the file stays readable when its name is removed.
final class LocalBlob implements Blob {
  private final FileChannel file;
  private final long end;
  private long position;

  LocalBlob(FileChannel file, BlobRange range) {
    this.file = file;
    position = range.offset();
    end = range.offset() + range.length();
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int begin = into.position();
    while (into.hasRemaining() && position < end) {
      int count = Pieces.read(file, position, into, end - position);
      if (count < 0) {
        throw new EOFException("the blob ends at " + file.size() + ", the range at " + end);
      }
      position += count;
    }
    return into.position() - begin;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
