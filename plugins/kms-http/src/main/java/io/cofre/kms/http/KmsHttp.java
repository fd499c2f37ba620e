package io.cofre.kms.http;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Settings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Sends calls to one KMS. Thread-safe; blocking and interruptible.
///
/// It neither retries nor follows redirects nor caches; connections are kept and used again. PEM
/// files that have changed count from the next call on. Bodies have up to 1 MiB.
public final class KmsHttp implements AutoCloseable {
  private static final int LIMIT = 1 << 20;

  private record Channel(TlsFiles.Now tls, OkHttpClient client) {}

  private final String system;
  private final Duration timeout;
  private final TlsFiles files;
  private final Supplier<Optional<ClientCertificate>> own;
  private final Proxies proxies;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Channel channel;
  private volatile boolean closed;

  private KmsHttp(
      String system,
      Duration timeout,
      TlsFiles files,
      Supplier<Optional<ClientCertificate>> own,
      Proxies proxies) {
    this.system = system;
    this.timeout = timeout;
    this.files = files;
    this.own = own;
    this.proxies = proxies;
    OkHttpClient bare =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(timeout)
            .connectTimeout(timeout)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .proxySelector(proxies)
            .proxyAuthenticator(new ProxyLogin(proxies))
            .addNetworkInterceptor(chain -> once(chain.proceed(chain.request())))
            .build();
    this.channel = channel(bare, files.now(own));
  }

  /// Open a client with the settings of [HttpSettings], without sending anything.
  ///
  /// @param system the name of the KMS for messages, such as `Vault`
  /// @throws io.cofre.api.plugin.InvalidSettings if a PEM file or a proxy cannot be used
  public static KmsHttp open(String system, Settings settings, PluginContext context) {
    return open(system, settings, context, Optional::empty);
  }

  /// Open a client that shows a certificate of the plugin's own where the settings name none.
  ///
  /// @param own is asked before each call
  public static KmsHttp open(
      String system,
      Settings settings,
      PluginContext context,
      Supplier<Optional<ClientCertificate>> own) {
    return open(system, settings, TlsFiles.of(settings, context), own);
  }

  /// Open a client that has no certificate, and does not ask for the settings of one.
  public static KmsHttp withoutCertificate(
      String system, Settings settings, PluginContext context) {
    return open(system, settings, TlsFiles.ofAuthorities(settings, context), Optional::empty);
  }

  private static KmsHttp open(
      String system, Settings settings, TlsFiles files, Supplier<Optional<ClientCertificate>> own) {
    Duration timeout = settings.get(HttpSettings.TIMEOUT);
    return new KmsHttp(system, timeout, files, own, Proxies.of(settings));
  }

  /// Send a call and return the answer, whatever its status.
  ///
  /// @throws KmsException `UNAVAILABLE` if none came whole and in time, if the peer cannot be
  ///   trusted, or after [#close()]; `UNEXPECTED` if it is too long
  public Answer send(Call call) {
    return send(call, timeout);
  }

  /// Send a call as [#send(Call)] does, and overwrite its body, which may hold a key.
  public Answer sendAndWipe(Call call) {
    try {
      return send(call);
    } finally {
      call.wipe();
    }
  }

  /// Send a call that has less time than others.
  public Answer send(Call call, Duration atMost) {
    if (closed) {
      throw new KmsException(
          Reason.UNAVAILABLE, "the connection to %s is closed".formatted(system));
    }
    Duration time = atMost.compareTo(timeout) < 0 ? atMost : timeout;
    var sent = client().newCall(request(call));
    sent.timeout().timeout(time.toNanos(), TimeUnit.NANOSECONDS);
    try (Response answer = sent.execute()) {
      String from = "%s at %s".formatted(system, Failures.shown(call.uri()));
      return new Answer(answer.code(), answer.headers().toMultimap(), body(answer), from);
    } catch (IOException e) {
      channel.client.connectionPool().evictAll(); // a server that started again closed them all
      throw failure(call, e, time);
    }
  }

  /// Make a call in the form of the JDK's own client, for a vendor's library that lets others make
  /// its connections: it goes the way of all calls here, and is sent once, when its answer is first
  /// asked for. What is set on it for timeouts and redirects does not count. Not thread-safe.
  ///
  /// It fails with an [IOException], whose cause is the [KmsException] of [#send(Call)]. It gives
  /// the body of any answer, whatever its status.
  ///
  /// @throws IllegalArgumentException if the URI is no URL
  public HttpURLConnection connection(URI uri) {
    try {
      return new HttpConnection(this, uri);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Request request(Call call) {
    var request = new Request.Builder().header("Accept-Encoding", "identity");
    try {
      request.url(call.uri().toURL());
      call.headers().forEach(request::header);
    } catch (IOException | IllegalArgumentException _) { // the cause may quote a token
      throw new KmsException(
          Reason.UNEXPECTED,
          "the call %s cannot be sent: its address or a header, a token perhaps, holds characters"
                  .formatted(call)
              + " that HTTP does not carry");
    }
    boolean empty = call.lent().length == 0 && call.contentType().isEmpty();
    boolean bodiless = List.of("GET", "HEAD").contains(call.method());
    RequestBody body =
        empty
            ? RequestBody.create(call.lent(), null)
            : RequestBody.create(call.lent(), MediaType.get(call.contentType()));
    return request.method(call.method(), bodiless ? null : body).build();
  }

  private static byte[] body(Response answer) throws IOException {
    var in = answer.body().source();
    if (in.request(LIMIT + 1L)) {
      throw new Failures.TooLong(LIMIT);
    }
    return in.readByteArray();
  }

  private KmsException failure(Call call, IOException e, Duration time) {
    if (closed) {
      return new KmsException(
          Reason.UNAVAILABLE, "the connection to %s is closed".formatted(system), e);
    }
    List<String> said = new ArrayList<>();
    String through = proxies.through(call.uri());
    String at = Failures.shown(call.uri()) + through;
    said.add("%s at %s %s".formatted(system, at, Failures.said(e, time, !through.isEmpty())));
    said.addAll(files.problems());
    return new KmsException(
        e instanceof Failures.TooLong ? Reason.UNEXPECTED : Reason.UNAVAILABLE,
        String.join("; ", said),
        e);
  }

  private OkHttpClient client() {
    TlsFiles.Now now = files.now(own);
    if (!now.equals(channel.tls)) {
      changing.lock();
      try {
        if (!now.equals(channel.tls)) {
          Channel old = channel;
          channel = channel(old.client, now);
          old.client.connectionPool().evictAll(); // those in use end with their calls
        }
      } finally {
        changing.unlock();
      }
    }
    return channel.client;
  }

  private static Channel channel(OkHttpClient like, TlsFiles.Now tls) {
    var handshake = tls.handshake();
    return new Channel(
        tls,
        like.newBuilder()
            .connectionPool(new ConnectionPool(32, 1, TimeUnit.MINUTES))
            .sslSocketFactory(handshake.sslSocketFactory(), handshake.trustManager())
            .build());
  }

  /// The library would repeat a call by itself when told to wait for zero seconds.
  private static Response once(Response answer) {
    return answer.code() == 503 && "0".equals(answer.header("Retry-After"))
        ? answer.newBuilder().removeHeader("Retry-After").build()
        : answer;
  }

  /// End all calls under way and close the connections; idempotent.
  @Override
  public void close() {
    closed = true;
    channel.client.dispatcher().cancelAll();
    channel.client.connectionPool().evictAll();
  }

  @Override
  public String toString() {
    return "KmsHttp[" + system + "]";
  }
}
