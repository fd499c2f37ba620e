package io.cofre.kms.gcp;

import module java.base;

import com.google.api.client.http.LowLevelHttpResponse;
import io.cofre.kms.http.Answer;
import org.jspecify.annotations.Nullable;

/// An answer to a call for a token, as Google's library reads it.
final class TokenAnswer extends LowLevelHttpResponse {
  private final Answer answer;
  private final List<Map.Entry<String, String>> headers;

  TokenAnswer(Answer answer) {
    this.answer = answer;
    this.headers =
        answer.headers().entrySet().stream()
            .flatMap(header -> header.getValue().stream().map(v -> Map.entry(header.getKey(), v)))
            .toList();
  }

  private @Nullable String first(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  @Override
  public InputStream getContent() {
    return new ByteArrayInputStream(answer.body());
  }

  @Override
  public @Nullable String getContentEncoding() {
    return first("Content-Encoding");
  }

  @Override
  public long getContentLength() {
    return answer.body().length;
  }

  @Override
  public @Nullable String getContentType() {
    return first("Content-Type");
  }

  @Override
  public String getStatusLine() {
    return "HTTP/1.1 " + answer.status();
  }

  @Override
  public int getStatusCode() {
    return answer.status();
  }

  @Override
  public String getReasonPhrase() {
    return "";
  }

  @Override
  public int getHeaderCount() {
    return headers.size();
  }

  @Override
  public String getHeaderName(int index) {
    return headers.get(index).getKey();
  }

  @Override
  public String getHeaderValue(int index) {
    return headers.get(index).getValue();
  }
}
