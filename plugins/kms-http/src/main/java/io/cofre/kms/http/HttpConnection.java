package io.cofre.kms.http;

import io.cofre.api.kms.KmsException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One call in the form of the JDK's own client, carried by [KmsHttp].
final class HttpConnection extends HttpURLConnection {
  private final KmsHttp http;
  private final URI uri;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable Answer answer;

  HttpConnection(KmsHttp http, URI uri) throws MalformedURLException {
    super(uri.toURL());
    this.http = http;
    this.uri = uri;
  }

  /// The JDK's clients send when the answer is asked for, so that a body can be written after this.
  @Override
  public void connect() {}

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  private Answer answer() throws IOException {
    if (answer == null) {
      answer = sent();
    }
    return answer;
  }

  private Answer sent() throws IOException {
    Map<String, String> headers = new HashMap<>();
    getRequestProperties().forEach((name, values) -> headers.put(name, String.join(",", values)));
    String type = Objects.requireNonNullElse(getRequestProperty("Content-Type"), "");
    try {
      return http.sendAndWipe(new Call(getRequestMethod(), uri, headers, body.toByteArray(), type));
    } catch (KmsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public int getResponseCode() throws IOException {
    return answer().status();
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return answer == null ? Map.of() : answer.headers();
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    return answer == null ? null : answer.header(name).orElse(null);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new ByteArrayInputStream(answer().body());
  }

  @Override
  public @Nullable InputStream getErrorStream() {
    return answer != null && answer.status() >= HTTP_BAD_REQUEST
        ? new ByteArrayInputStream(answer.body())
        : null;
  }

  @Override
  public boolean usingProxy() {
    return false; // nobody needs to know
  }

  @Override
  public void disconnect() {}
}
