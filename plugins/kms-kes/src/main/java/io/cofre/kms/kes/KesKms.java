package io.cofre.kms.kes;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.DataKeySize;
import io.cofre.kms.http.Probe;
import io.cofre.kms.http.RestApi;

/// Wraps with the keys of KES servers. Thread-safe.
record KesKms(KesClient kes) implements Kms {
  private static final byte LAYOUT = 1;

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, false);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    DataKeySize.require(dataKey);
    String path = KesClient.path("encrypt", key);
    Answer answer = dataKey.use(bytes -> kes.post(path, body(context).put("plaintext", bytes)));
    return wrapped(key, answer);
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    Answer answer = kes.post(KesClient.path("generate", key), body(context));
    try {
      WrappedKey wrapped = wrapped(key, answer);
      return new GeneratedKey(plain(key, answer), wrapped);
    } finally {
      answer.wipe();
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    byte[] bytes = wrapped.bytes();
    KeyId key = wrapped.key();
    String path = KesClient.path("decrypt", key);
    if (bytes[0] != LAYOUT || bytes.length == 1) {
      throw new KmsException(
          Reason.NOT_AUTHENTIC, "this was not wrapped by KES under %s".formatted(key));
    }
    byte[] ciphertext = Arrays.copyOfRange(bytes, 1, bytes.length);
    return plain(key, kes.post(path, body(context).put("ciphertext", ciphertext)));
  }

  private static ObjectNode body(KeyContext context) {
    return RestApi.document().put("context", CanonicalContext.of(context));
  }

  private static WrappedKey wrapped(KeyId key, Answer answer) {
    byte[] ciphertext = answer.binary("ciphertext");
    var bytes = ByteBuffer.allocate(1 + ciphertext.length).put(LAYOUT).put(ciphertext);
    return new WrappedKey(key, bytes.array());
  }

  private static DataKey plain(KeyId key, Answer answer) {
    String odd = "KES gave no data key of 256 bits for " + key;
    return answer.dataKey(() -> new KmsException(Reason.UNEXPECTED, odd), "plaintext");
  }

  @Override
  public Health health() {
    return Probe.run(kes.toString(), () -> kes.get("/v1/ready"));
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return Optional.of(new KesAdministration(kes));
  }

  @Override
  public void close() {
    kes.close();
  }
}
