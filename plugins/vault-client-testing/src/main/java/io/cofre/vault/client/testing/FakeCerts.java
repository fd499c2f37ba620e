package io.cofre.vault.client.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.LocalServer.Request;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/// The certificate logins of the double, as OpenBao 2.6.2 has them: the handshake takes whatever
/// certificate a client shows, and each login and each renewal judges it. A token is bound to the
/// certificate that it was given for.
public final class FakeCerts {

  /// Who may log in.
  ///
  /// @param trusted the certificate itself, or that of its authority
  /// @param subject of the certificate, where the role wants one; empty for any
  private record Role(String mount, String name, X509Certificate trusted, String subject) {
    boolean isFor(String path, String wanted) {
      return path.equals("auth/" + mount + "/login") && (wanted.isEmpty() || wanted.equals(name));
    }

    boolean trusts(X509Certificate shown) {
      if (shown.equals(trusted)) {
        return true;
      }
      try {
        shown.verify(trusted.getPublicKey());
        return trusted.getBasicConstraints() >= 0;
      } catch (GeneralSecurityException _) {
        return false;
      }
    }

    boolean takes(X509Certificate shown) {
      String name = shown.getSubjectX500Principal().getName();
      return subject.isEmpty() || subject.equals(name);
    }
  }

  private record Given(String path, String role, X509Certificate to) {}

  /// A refusal, or the role that takes a certificate.
  private record Judged(Optional<Reply> refusal, String role) {}

  private final List<Role> roles = new CopyOnWriteArrayList<>();
  private final Map<String, Given> given = new ConcurrentHashMap<>();

  FakeCerts() {}

  /// Let those in who show a certificate or one of an authority.
  ///
  /// @param subject of the certificate, such as `CN=cofre`; empty for any
  public void addRole(String mount, String name, HeldCertificate trusted, String subject) {
    roles.add(new Role(mount, name, trusted.certificate(), subject));
  }

  /// Take a role away again, under all mounts.
  public void removeRole(String name) {
    roles.removeIf(role -> role.name().equals(name));
  }

  boolean isMounted(String path) {
    return roles.stream().anyMatch(role -> role.isFor(path, ""));
  }

  /// Refuse a login; empty if the certificate is good for the token.
  Optional<Reply> login(Request request, String path, JsonNode body, String token) {
    Set<String> fields = Set.copyOf(body.properties().stream().map(Map.Entry::getKey).toList());
    if (!request.method().equals("POST") || !fields.equals(Set.of("name"))) {
      return Optional.of(VaultDouble.error(400, "the double takes a POST with a name: " + fields));
    }
    Judged judged = judged(request, path, body.path("name").asText());
    if (judged.refusal().isEmpty()) {
      given.put(token, new Given(path, judged.role(), shown(request).orElseThrow()));
    }
    return judged.refusal();
  }

  /// Refuse a renewal; empty if the certificate is the one that the token was given for, or none.
  Optional<Reply> renewal(Request request, String token) {
    Given before = given.get(token);
    if (before == null) {
      return Optional.empty();
    }
    if (roles.stream().noneMatch(role -> role.isFor(before.path(), before.role()))) {
      return Optional.of(Reply.empty(204));
    }
    Judged judged = judged(request, before.path(), before.role());
    if (judged.refusal().isPresent() || shown(request).orElseThrow().equals(before.to())) {
      return judged.refusal();
    }
    String words =
        "1 error occurred:\n\t* failed to renew entry: client identity during renewal not matching"
            + " client identity used during login:\n\toriginal: [48 130]\n\trenewal: [48 130]\n\n";
    return Optional.of(VaultDouble.error(500, words));
  }

  /// The serial number that a token was given for; empty for others.
  String serial(String token) {
    Given to = given.get(token);
    return to == null ? "" : to.to().getSerialNumber().toString();
  }

  private Judged judged(Request request, String path, String name) {
    Optional<X509Certificate> shown = shown(request);
    if (shown.isEmpty()) {
      return refused("no client certificate found");
    }
    List<Role> trusting =
        roles.stream()
            .filter(role -> role.isFor(path, name))
            .filter(role -> role.trusts(shown.get()))
            .toList();
    if (trusting.isEmpty()) {
      return refused("invalid certificate or no client certificate supplied");
    }
    return trusting.stream()
        .filter(role -> role.takes(shown.get()))
        .map(role -> new Judged(Optional.empty(), role.name()))
        .findFirst()
        .orElseGet(() ->
            refused("no chain matching all constraints could be found for this login certificate"));
  }

  private static Judged refused(String words) {
    return new Judged(Optional.of(VaultDouble.error(400, words)), "");
  }

  private static Optional<X509Certificate> shown(Request request) {
    return request.peer().stream().map(X509Certificate.class::cast).findFirst();
  }

  /// The context of a server that takes whatever certificate clients show.
  static SSLContext context(HeldCertificate server) {
    var own = new HandshakeCertificates.Builder().heldCertificate(server).build().keyManager();
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {own}, new TrustManager[] {new Anyone()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every runtime has TLS", e);
    }
  }

  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
