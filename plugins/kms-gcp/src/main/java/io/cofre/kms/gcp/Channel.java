package io.cofre.kms.gcp;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallable;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.kms.http.AuthorityFile;
import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.Proxies;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// Calls a service of Google, once each; once more only after a token that expired was renewed.
/// Thread-safe.
final class Channel implements AutoCloseable {
  static final Setting<URI> ENDPOINT =
      HttpSettings.endpoint(
          "endpoint", "Another address, https://host:port. Default: Google's public one.");
  private final ManagedChannel channel;
  private final Identity identity;
  private final boolean secure;
  private final Duration timeout;
  private final Failures failures;
  private volatile boolean closed;

  private Channel(
      ManagedChannel channel,
      Identity identity,
      boolean secure,
      Duration timeout,
      Failures failures) {
    this.channel = channel;
    this.identity = identity;
    this.secure = secure;
    this.timeout = timeout;
    this.failures = failures;
  }

  static Channel open(String system, String host, Settings settings, PluginContext context) {
    URI uri = settings.find(ENDPOINT).orElse(URI.create("https://" + host));
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    Proxies proxies = Proxies.of(settings);
    var builder =
        OkHttpChannelBuilder.forAddress(uri.getHost(), port)
            .disableRetry()
            .proxyDetector(new GrpcProxies(proxies));
    AuthorityFile.find(settings, context).ifPresent(trust -> builder.sslSocketFactory(tls(trust)));
    if (!secure) {
      builder.usePlaintext();
    }
    var file = settings.find(Identity.FILE).map(context.home()::resolve);
    return new Channel(
        builder.build(),
        new Identity(file.map(List::of).orElse(List.of()), new TokenTransport(settings, context)),
        secure,
        settings.get(HttpSettings.TIMEOUT),
        new Failures(system + " at " + uri.getHost() + proxies.through(uri)));
  }

  private static SSLSocketFactory tls(AuthorityFile trust) {
    try {
      var tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {trust}, null);
      return tls.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /// Let a client of Google's library use this channel.
  <B extends ClientSettings.Builder<?, B>> B settings(B builder) {
    return builder
        .setTransportChannelProvider(
            FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)))
        .setCredentialsProvider(NoCredentialsProvider.create()); // every call brings its own
  }

  /// Make a call.
  ///
  /// @param action what it does, in the words of a policy
  /// @param key the key, for messages
  <Q, A> A call(String action, String key, UnaryCallable<Q, A> method, Q request) {
    if (closed) {
      throw new KmsException(Reason.UNAVAILABLE, failures.system() + ": this instance is closed");
    }
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff(); // when to try again is the platform's to say
    }
    int generation = identity.generation();
    try {
      return method.call(request, context());
    } catch (ApiException e) {
      boolean expired = e.getStatusCode().getCode() == StatusCode.Code.UNAUTHENTICATED;
      if (!expired || !identity.renew(generation)) {
        throw failures.of(e, action, key);
      }
    }
    try {
      return method.call(request, context());
    } catch (ApiException e) {
      throw failures.of(e, action, key);
    }
  }

  private GrpcCallContext context() {
    var options = CallOptions.DEFAULT;
    return GrpcCallContext.createDefault()
        .withCallOptions(secure ? options.withCallCredentials(identity) : options)
        .withTimeoutDuration(timeout);
  }

  Failures failures() {
    return failures;
  }

  @Override
  public String toString() {
    return failures.system();
  }

  @Override
  public void close() {
    closed = true;
    channel.shutdownNow();
    identity.close();
  }
}
