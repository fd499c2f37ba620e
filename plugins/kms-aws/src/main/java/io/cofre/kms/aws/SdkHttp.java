package io.cofre.kms.aws;

import module java.base;

import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.KmsHttp;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Sends what the SDK signed through the client that all plugins share, with its proxies, its TLS
/// and its words for what goes wrong. Thread-safe.
record SdkHttp(KmsHttp http) implements SdkHttpClient {
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return send(request);
      }

      @Override
      public void abort() {} // the SDK times nothing; the client does
    };
  }

  private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
    var asked = request.httpRequest();
    Map<String, String> headers = new HashMap<>();
    asked.forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    String type = asked.firstMatchingHeader("Content-Type").orElse("");
    byte[] body = request.contentStreamProvider().orElseThrow().newStream().readAllBytes();
    var call = new Call(asked.method().name(), asked.getUri(), headers, body, type);
    try {
      return answered(http.send(call));
    } finally {
      call.wipe();
    }
  }

  private static HttpExecuteResponse answered(Answer answer) {
    var head = SdkHttpResponse.builder().statusCode(answer.status()).headers(answer.headers());
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
