package io.cofre.storage.local;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

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
