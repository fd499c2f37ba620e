package io.cofre.kms.kes;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.KmsHttp;

/// Calls a KES server, or the next one where it does not serve: as other clients of KES do, a
/// server that cannot be reached or answers 5xx (but 501) is left alone for 30 seconds.
/// Thread-safe.
final class KesClient implements AutoCloseable {
  private static final Duration REST = Duration.ofSeconds(30);
  private static final Pattern NAME = Pattern.compile("(?!_+$)\\w([\\w-]{0,78}\\w)?");
  private final List<URI> endpoints;
  private final KmsHttp http;
  private final InstantSource clock;
  private final Map<URI, Instant> resting = new ConcurrentHashMap<>();
  private final KesRefusals refusals;

  KesClient(List<URI> endpoints, KmsHttp http, InstantSource clock, String identity) {
    this.endpoints = List.copyOf(endpoints);
    this.http = http;
    this.clock = clock;
    this.refusals = new KesRefusals(identity);
  }

  /// The path of an operation on a key.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if no key can have that name
  static String path(String operation, KeyId key) {
    if (!NAME.matcher(key.value()).matches()) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND,
          "KES has no key %s: its keys are named with 1 to 80 letters, digits, _ and - inside"
              .formatted(key));
    }
    return "/v1/key/" + operation + "/" + key;
  }

  Answer get(String path) {
    return send(path, Call::get);
  }

  Answer delete(String path) {
    return send(path, Call::delete);
  }

  Answer post(String path, JsonNode body) {
    return send(path, uri -> Call.json("POST", uri, body));
  }

  /// Send a call to the first server that serves, and return an answer of success.
  private Answer send(String path, Function<URI, Call> call) {
    Optional<KmsException> failure = Optional.empty();
    for (URI endpoint : inTurn()) {
      try {
        return sent(endpoint, call.apply(URI.create(endpoint + path)));
      } catch (KmsException e) {
        if (e.reason() != Reason.UNAVAILABLE) {
          throw e;
        }
        resting.put(endpoint, clock.instant().plus(REST));
        failure = Optional.of(e);
      }
    }
    throw failure.orElseThrow(); // there is an endpoint
  }

  private Answer sent(URI endpoint, Call call) {
    Answer answer = http.sendAndWipe(call);
    if (!answer.ok()) {
      throw refusals.of(endpoint, call, answer);
    }
    resting.remove(endpoint);
    return answer;
  }

  /// Those that serve, as they were configured; then those that rest, the longest first.
  private List<URI> inTurn() {
    Instant now = clock.instant();
    resting.values().removeIf(until -> !until.isAfter(now));
    return endpoints.stream()
        .sorted(Comparator.comparing(server -> resting.getOrDefault(server, Instant.MIN)))
        .toList();
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return endpoints.stream().map(URI::toString).collect(Collectors.joining(", ", "KES at ", ""));
  }
}
