package ${package};

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// A KMS behind HTTP: it wraps at `/keys/NAME/wrap`, unwraps at `/keys/NAME/unwrap`, and says how it
/// is at `/health`.
///
/// A body is two lines of Base64, the context and the bytes; an answer is one. Nothing is tried
/// again and nothing is kept: the platform does both.
final class HttpKms implements Kms {
  private static final Duration PROBE = Duration.ofMillis(800);
  private final URI endpoint;
  private final Secret token;
  private final Duration timeout;
  private final HttpClient client;
  private volatile boolean closed;

  HttpKms(URI endpoint, Secret token, Duration timeout) {
    this.endpoint = endpoint;
    this.token = token;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, false); // it binds the context, and its keys have no versions
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    return new WrappedKey(key, dataKey.use(bytes -> ask(key, "wrap", context, bytes)));
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    return DataKey.adopt(ask(wrapped.key(), "unwrap", context, wrapped.bytes()));
  }

  @Override
  public Health health() {
    long start = System.nanoTime();
    try {
      int status = send("/health", PROBE, "").statusCode();
      return status == 200
          ? new Health.Up(Duration.ofNanos(System.nanoTime() - start))
          : new Health.Down("the KMS at " + endpoint + " answers " + status);
    } catch (KmsException e) {
      return new Health.Down(e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }

  private byte[] ask(KeyId key, String verb, KeyContext context, byte[] bytes) {
    Base64.Encoder base64 = Base64.getEncoder();
    String body =
        base64.encodeToString(context.encoded()) + "\n" + base64.encodeToString(bytes) + "\n";
    String name = URLEncoder.encode(key.value(), StandardCharsets.UTF_8);
    HttpResponse<String> answer = send("/keys/" + name + "/" + verb, timeout, body);
    if (answer.statusCode() == 200) {
      return Base64.getDecoder().decode(answer.body().strip());
    }
    throw refusal(key, verb, answer.statusCode());
  }

  /// The answer of the KMS, whatever it says.
  private HttpResponse<String> send(String path, Duration patience, String body) {
    if (closed) {
      throw new KmsException(Reason.UNAVAILABLE, "the KMS at " + endpoint + " was closed");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(patience)
            .POST(BodyPublishers.ofString(body));
    token.use(text -> request.header("Authorization", "Bearer " + new String(text)));
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new KmsException(
          Reason.UNAVAILABLE, "the KMS at %s cannot be reached: %s".formatted(endpoint, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KmsException(Reason.UNAVAILABLE, "interrupted while the KMS worked", e);
    }
  }

  private KmsException refusal(KeyId key, String verb, int status) {
    Reason reason =
        switch (status) {
          case 400 -> Reason.NOT_AUTHENTIC;
          case 401, 403 -> Reason.ACCESS_DENIED;
          case 404 -> Reason.KEY_NOT_FOUND;
          case 409 -> Reason.KEY_DISABLED;
          case 429 -> Reason.THROTTLED;
          case 500, 502, 503, 504 -> Reason.UNAVAILABLE;
          default -> Reason.UNEXPECTED;
        };
    return new KmsException(
        reason, "the KMS at %s answers %d to %s with %s".formatted(endpoint, status, verb, key));
  }
}
