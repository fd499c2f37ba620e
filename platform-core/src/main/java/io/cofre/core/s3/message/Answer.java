package io.cofre.core.s3.message;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// An answer, as a value; one class writes them all.
public sealed interface Answer {

  /// The HTTP status.
  int status();

  /// The headers besides those every answer has.
  Map<String, String> headers();

  /// An answer without a body.
  ///
  /// @param length what `Content-Length` says, which for HEAD is the length of the body that GET
  ///   would have had; 0 otherwise
  record Empty(int status, Map<String, String> headers, long length) implements Answer {

    /// An answer of nothing but a status and headers.
    public Empty(int status, Map<String, String> headers) {
      this(status, headers, 0);
    }
  }

  /// An answer with an XML document.
  ///
  /// @param xml the document in UTF-8
  record Document(int status, Map<String, String> headers, byte[] xml) implements Answer {

    /// Copies the document.
    public Document {
      xml = xml.clone();
    }

    @Override
    public byte[] xml() {
      return xml.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Document that
          && status == that.status
          && headers.equals(that.headers)
          && Arrays.equals(xml, that.xml);
    }

    @Override
    public int hashCode() {
      return Objects.hash(status, headers, Arrays.hashCode(xml));
    }
  }

  /// An answer with content that is streamed.
  ///
  /// @param length in bytes
  /// @param body writes exactly so many bytes
  record Streamed(int status, Map<String, String> headers, long length, Body body)
      implements Answer {}

  /// Writes a body, and lets go of what it holds.
  interface Body extends AutoCloseable {

    /// Write the whole body; a failure breaks the connection.
    void writeTo(OutputStream out) throws IOException;

    /// Release what it holds; called whether or not the body was written.
    @Override
    void close() throws IOException;
  }
}
