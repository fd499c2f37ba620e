package io.cofre.tck;

import io.cofre.api.kms.KmsException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/// The rules of the service interfaces, in the words of their Javadoc, and the ways to check one.
enum Rule {
  J1(
      "the jar is one named module, whole, for a Java that the platform runs, under a name that the"
          + " platform has not"),
  J2(
      "its module-info records which version of cofre.api it was compiled against, and the platform"
          + " has that version"),
  J3("nothing of the packages io.cofre.api and io.cofre.core lies in it or in its libraries"),
  J4("it requires cofre.api and modules of the JDK that the platform starts with, nothing else"),
  J5(
      "each provider that its module-info names is in it and can be made, under a name that keeps"
          + " P2"),
  J6(
      "its libraries lie whole in META-INF/lib, and whatever its classes refer to is in it, in"
          + " them, in cofre.api or in the JDK"),
  J7("each setting of its providers has a type and help"),
  J8("it tells its own version"),
  J9("no package lies both in it and in a library of it"),
  P1("Making one does no I/O and starts no thread"),
  P2("It is 1 to 64 characters of [A-Za-z0-9._-]"),
  P3("Every setting that open reads"),
  C1("what was sealed opens to the same bytes under the same key, nonce and associated data"),
  C2("opening leaves no byte of plaintext in plain unless the tag verifies"),
  C3("any change of key, nonce, associated data, body, tag or length fails with NotAuthentic"),
  C4("a sealed segment is exactly as long as AeadShape#sealedBytes says, the empty one included"),
  C5("any pair of segments may be sealed or opened in any order"),
  C6("the failure says nothing about why, and holds no bytes"),
  C7("The key is copied before this returns"),
  K1("a wrapped key unwraps to the same bytes, here and in every instance of the same KMS"),
  K2("two wraps of one key need not be equal, and no wrap shows the key"),
  K3("if KmsTraits#bindsContext(), any other context fails with NOT_AUTHENTIC"),
  K4("a changed wrapped key fails with NOT_AUTHENTIC, and never yields a key"),
  K5(
      "an unknown key fails with KEY_NOT_FOUND, a disabled one with KEY_DISABLED, one that awaits"
          + " its deletion with KEY_PENDING_DELETION"),
  K6("at least 200 virtual threads may use one instance at once"),
  K7("health answers within a second or says Down; it never throws"),
  K8("no message, toString or stack trace holds a key, a token or another secret"),
  K9(
      "close is idempotent; afterwards health says Down, and every other method that would reach"
          + " the KMS fails with UNAVAILABLE"),
  K10("Open an instance, without needing the KMS to answer"),
  K11("a created key is listed, described and usable at once"),
  K12("creating a key that exists fails with KEY_EXISTS and changes nothing"),
  K13("after rotate, keys wrapped before still unwrap"),
  K14("a disabled key neither wraps nor unwraps; an enabled one does both again"),
  K15("the result unwraps to the same bytes under the new context"),
  K16("an action that #actions() does not name fails with UNSUPPORTED and changes nothing"),
  K17("a new wrap names the newest version of its key in the words of KeyDescription, or none"),
  K18("after a deletion was cancelled, an enabled key unwraps what it wrapped before"),
  K19(
      "what is restored into an empty KMS unwraps what was wrapped before the export, and a"
          + " disabled key stays disabled"),
  K20(
      "a restore with another passphrase or of changed bytes fails with NOT_AUTHENTIC; it changes"
          + " nothing then, nor in a dry run, nor ever a key that is there"),
  K21(
      "two names of one key resolve to one id, names of two keys to two, and a wrapped key names its"
          + " key by any of them"),
  M1("a read sees one consistent state for the whole call"),
  M2("writes are serializable, scans included: no lost update, no write skew, no phantom"),
  M3("what was written is durable when write returns, and no reader saw it before it was"),
  M4("work may run more than once: it has no effect outside the transaction"),
  M5("a work that throws changes nothing, and its exception reaches the caller as it is"),
  M6("a transaction sees its own changes, in get and in scan"),
  M7(
      "keys come in the order of unsigned bytes, in both directions of time and of the scan's"
          + " bounds: from inclusive, to exclusive"),
  M8("concurrent writers of one key have one winner after another, never a mix"),
  M9("close is idempotent and waits for writes under way; later calls fail with IOException"),
  S1("a blob is there whole or not at all, at every moment and after every crash"),
  S2("a blob is durable when write returns"),
  S3(
      "an id is written once: a second write fails with FileAlreadyExistsException and leaves the"
          + " first as it was"),
  S4("if the source throws, nothing is stored and the exception reaches the caller as it is"),
  S5(
      "a range reads exactly its bytes; one beyond the end fails with EOFException when it is"
          + " read; the size it tells is that of the whole blob"),
  S6(
      "a blob that is being read stays readable when it is deleted meanwhile, or fails; it never"
          + " yields other bytes"),
  S7("deleting is idempotent"),
  S8(
      "list yields each blob that was there during the whole listing exactly once, in the order"
          + " of ids; leftovers of broken writes never appear"),
  S9("close is idempotent; later calls fail with IOException"),
  T1("paths, queries and header values reach the gate as they were on the wire"),
  T2("header names are lower-case, and repeated headers keep their order"),
  T3(
      "the body is raw (transfer coding removed, nothing else), streamed, and never longer than"
          + " what was sent"),
  T4("100 Continue is sent at the first read of the body and not before"),
  T5("a body that breaks off before its end fails with IOException when read"),
  T6(
      "an answer that throws after its head was sent breaks the connection, so that the client"
          + " notices"),
  T7("drain takes no new requests, lets those under way finish within the grace, and returns"),
  T8("close is idempotent"),
  T9("an answer reaches the client as it was given, with its length where that is known");

  private final String promise;

  Rule(String promise) {
    this.promise = promise;
  }

  String promise() {
    return promise;
  }

  /// Fail unless the promise is kept.
  void holds(boolean kept, Supplier<String> seen) {
    if (!kept) {
      broken(seen.get(), null);
    }
  }

  /// Fail unless what was seen equals what was promised.
  void same(Object promised, Object seen, String what) {
    holds(promised.equals(seen), () -> what + " is " + seen + " instead of " + promised);
  }

  /// Fail unless the bytes seen equal the bytes promised.
  void same(byte[] promised, byte[] seen, String what) {
    holds(
        Arrays.equals(promised, seen),
        () -> what + " is " + brief(seen) + " instead of " + brief(promised));
  }

  /// Fail unless the work fails with an exception of a type, and return it.
  <X extends Throwable> X failsWith(Class<X> type, String doing, Executable work) {
    try {
      work.execute();
    } catch (Throwable e) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
      throw broken(doing + " failed with " + e + " instead of " + type.getSimpleName(), e);
    }
    throw broken(doing + " succeeded instead of failing with " + type.getSimpleName(), null);
  }

  /// Fail unless the work fails with a reason of a KMS, and return the failure.
  KmsException failsWith(KmsException.Reason reason, String doing, Executable work) {
    KmsException e = failsWith(KmsException.class, doing, work);
    if (e.reason() != reason) {
      throw broken(doing + " failed with " + e.reason() + " instead of " + reason, e);
    }
    return e;
  }

  private AssertionError broken(String seen, @Nullable Throwable cause) {
    return Assertions.fail(
        "%s promises: %s. Seen: %s. Read: %s".formatted(name(), promise, seen, where()), cause);
  }

  /// The page of the documentation, which names the Javadoc.
  String where() {
    String page =
        switch (name().charAt(0)) {
          case 'J' -> "jar";
          case 'C' -> "cipher";
          case 'K' -> "kms";
          case 'M' -> "metadata-store";
          case 'S' -> "blob-store";
          case 'T' -> "transport";
          default -> "provider";
        };
    return "docs/plugin-author/%s.md#%s".formatted(page, name().toLowerCase(Locale.ROOT));
  }

  private static String brief(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 24));
    return bytes.length + " bytes " + hex + (bytes.length > 24 ? "..." : "");
  }
}
