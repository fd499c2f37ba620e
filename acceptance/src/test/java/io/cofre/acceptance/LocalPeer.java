package io.cofre.acceptance;

import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.kms.http.testing.FakeKms;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.TestAuthority;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// A double over HTTPS, with an authority and a secret in files, whose keys are made and rotated
/// behind the server's back.
///
/// @param provider its provider; the artifact is named so too
/// @param more the settings besides the provider
/// @param secret what the server logs in with
/// @param fake the double
/// @param https where it is reached
/// @param agents the software that asked, as it named itself
record LocalPeer(
    String provider,
    Map<String, String> more,
    String secret,
    FakeKms fake,
    LocalServer https,
    Set<String> agents)
    implements KmsPeer {

  static LocalPeer cipherTrust(Path folder) throws Exception {
    Map<String, String> login =
        Map.of("username", FakeCipherTrust.USER, "password", FakeCipherTrust.PASSWORD);
    return start(folder, "ciphertrust", "password", login, new FakeCipherTrust());
  }

  static LocalPeer fortanix(Path folder) throws Exception {
    Map<String, String> login = Map.of("api-key", FakeDsm.API_KEY);
    return start(folder, "fortanix", "api-key", login, new FakeDsm());
  }

  private static LocalPeer start(
      Path folder, String provider, String secret, Map<String, String> login, FakeKms fake)
      throws Exception {
    var authority = new TestAuthority();
    Set<String> agents = new ConcurrentSkipListSet<>();
    LocalServer https =
        LocalServer.https(
            authority.context(authority.server()),
            ClientAuth.WANT,
            request -> {
              agents.add(request.header("User-Agent"));
              return fake.handle(request);
            });
    Map<String, String> more = new TreeMap<>(login);
    more.put("endpoint", https.uri());
    more.put("tls-ca", authority.writeRoot(folder.resolve("ca.pem")).toString());
    more.put(secret, KmsPeer.secret(folder.resolve(secret), login.get(secret)));
    return new LocalPeer(provider, more, login.get(secret), fake, https, agents);
  }

  @Override
  public void create(Server server, String key) throws Exception {
    fake.create(key);
  }

  @Override
  public void rotate(Server server, String key) throws Exception {
    fake.rotate(key);
  }

  @Override
  public List<String> secrets() {
    return List.of(secret);
  }

  @Override
  public void close() {
    https.close();
  }
}
