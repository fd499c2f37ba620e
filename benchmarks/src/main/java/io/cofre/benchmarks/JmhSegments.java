package io.cofre.benchmarks;

import io.cofre.api.cipher.DataKey;
import io.cofre.core.seal.format.Segments;
import io.cofre.core.seal.v1.V1Format;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One segment sealed and opened by the platform, and by the bare library.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JmhSegments {
  private static final int TAG = 16;

  /// Who does the work.
  @Param({"AWS_LC", "JDK"})
  public String library = "";

  /// Sealed bytes of a segment.
  @Param({"4096", "65536", "1048576"})
  public int segment;

  private final V1Format format = new V1Format();
  private final DataKey key = DataKey.random();
  private final SecretKeySpec rawKey = JmhLibrary.key();
  private final byte[] rawNonce = new byte[12];
  private byte[] plain = {};
  private byte[] sealed = {};
  private byte[] scratch = {};
  private byte[] rawSealed = {};
  private long index;
  private Segments sealing;
  private Segments opening;
  private Cipher raw;
  private Cipher rawOpening;

  /// Make the ciphers and a sealed segment for each.
  @Setup
  public void setUp() throws Exception {
    JmhLibrary from = JmhLibrary.valueOf(library);
    plain = new byte[segment - TAG];
    sealed = new byte[segment];
    scratch = new byte[segment];
    var provider = from.plugin();
    sealing = format.begin(provider, key, new byte[0]);
    opening = format.resume(provider, key, new byte[0], sealing.header());
    sealPlatform();
    raw = from.raw();
    rawOpening = from.raw();
    rawSealed = new byte[segment];
    sealRaw();
  }

  @TearDown
  public void tearDown() {
    sealing.close();
    opening.close();
    key.close();
  }

  @Benchmark
  public byte[] sealPlatform() {
    byte[] into = index == 0 ? sealed : scratch; // the first one is opened below
    sealing.seal(index++, false, ByteBuffer.wrap(plain), ByteBuffer.wrap(into));
    return into;
  }

  @Benchmark
  public byte[] openPlatform() {
    opening.open(0, false, ByteBuffer.wrap(sealed), ByteBuffer.wrap(plain));
    return plain;
  }

  /// A fresh nonce each time, as GCM demands and the platform gives it.
  @Benchmark
  public byte[] sealRaw() throws GeneralSecurityException {
    byte[] into = rawSealed;
    nextNonce();
    raw.init(Cipher.ENCRYPT_MODE, rawKey, new GCMParameterSpec(TAG * 8, rawNonce));
    raw.doFinal(plain, 0, plain.length, into, 0);
    return into;
  }

  @Benchmark
  public byte[] openRaw() throws GeneralSecurityException {
    rawOpening.init(Cipher.DECRYPT_MODE, rawKey, new GCMParameterSpec(TAG * 8, rawNonce));
    rawOpening.doFinal(rawSealed, 0, rawSealed.length, plain, 0);
    return plain;
  }

  private void nextNonce() {
    for (int i = rawNonce.length - 1; i >= 0 && ++rawNonce[i] == 0; i--) {}
  }
}
