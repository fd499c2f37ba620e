package io.cofre.kms.gcp;

import module cofre.api;
import module java.base;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.KmsHttp;

/// Carries the calls for tokens that Google's library makes: through the same proxies, trusting the
/// same authorities and within the same time as the calls of the KMS.
final class TokenTransport extends HttpTransport implements AutoCloseable {
  private final KmsHttp http;

  TokenTransport(Settings settings, PluginContext context) {
    http = KmsHttp.withoutCertificate("Google's place of tokens", settings, context);
  }

  @Override
  public boolean supportsMethod(String method) {
    return true;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new Request(http, method, URI.create(url));
  }

  private static final class Request extends LowLevelHttpRequest {
    private final KmsHttp http;
    private final String method;
    private final URI uri;
    private final Map<String, String> headers = new HashMap<>();

    Request(KmsHttp http, String method, URI uri) {
      this.http = http;
      this.method = method;
      this.uri = uri;
    }

    @Override
    public void addHeader(String name, String value) {
      headers.put(name, value);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      var body = new ByteArrayOutputStream();
      if (getStreamingContent() != null) {
        getStreamingContent().writeTo(body);
      }
      String type = getContentType() == null ? "" : getContentType();
      var call = new Call(method, uri, headers, body.toByteArray(), type);
      try {
        return new TokenAnswer(http.send(call));
      } catch (KmsException e) {
        throw new IOException(e.getMessage(), e);
      } finally {
        call.wipe();
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
