package io.cofre.kms.kes;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.HttpSettings;
import io.cofre.kms.http.KmsHttp;

/// Offers the KMS `kes`: the keys of KES servers.
public final class KesKmsProvider implements KmsProvider {
  static final Setting<List<URI>> ENDPOINTS =
      Setting.of(
          "endpoints",
          "uris",
          KesKmsProvider::endpoints,
          "Addresses of KES servers over the same keys, joined by commas: https://kes:7373.");
  static final Setting<Secret> API_KEY =
      Setting.secret("api-key", "API key, kes:v1:...; else set tls-cert and tls-key.");

  /// Make the provider.
  public KesKmsProvider() {}

  private static List<URI> endpoints(String text) {
    List<URI> all =
        Stream.of(text.split(",")).map(String::strip).map(HttpSettings::endpoint).toList();
    if (all.stream().anyMatch(endpoint -> !endpoint.getScheme().equalsIgnoreCase("https"))) {
      throw new IllegalArgumentException("expected https://host:port, more joined by commas");
    }
    return all;
  }

  @Override
  public String name() {
    return "kes";
  }

  @Override
  public List<Setting<?>> settings() {
    return HttpSettings.after(ENDPOINTS, API_KEY);
  }

  @Override
  public Kms open(Settings settings, PluginContext context) {
    List<URI> endpoints = settings.get(ENDPOINTS);
    Optional<OwnCertificate> own =
        settings
            .find(API_KEY)
            .map(key -> new OwnCertificate(ApiKey.pair(key, API_KEY.key()), context.clock()));
    if (own.isPresent() == settings.find(HttpSettings.CLIENT_CERT).isPresent()) {
      throw new InvalidSettings(
          API_KEY.key(), "set either api-key, or tls-cert and tls-key: KES knows clients by them");
    }
    KmsHttp http = KmsHttp.open("KES", settings, context, () -> own.flatMap(OwnCertificate::get));
    String identity = own.map(OwnCertificate::identity).orElse("of tls-cert");
    return new KesKms(new KesClient(endpoints, http, context.clock(), identity));
  }
}
