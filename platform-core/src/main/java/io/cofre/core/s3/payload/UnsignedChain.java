package io.cofre.core.s3.payload;

/// Chunks that nobody signed.
record UnsignedChain() implements Chain {

  @Override
  public void beginChunk(String extension) {
    if (!extension.isEmpty()) {
      throw CheckedBody.incomplete();
    }
  }

  @Override
  public void update(byte[] buffer, int offset, int length) {}

  @Override
  public void endChunk() {}

  @Override
  public boolean signed() {
    return false;
  }

  @Override
  public void endTrailers(String canonical, String signature) {}

  @Override
  public void close() {}
}
