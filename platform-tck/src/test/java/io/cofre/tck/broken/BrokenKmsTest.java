package io.cofre.tck.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.Secret;
import io.cofre.tck.KmsContract;
import io.cofre.tck.fake.FlakyKms;
import io.cofre.tck.fake.MemoryKms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of a KMS is found broken where it alone is broken.
final class BrokenKmsTest {
  private static UnaryOperator<Kms> breaking = kms -> kms;
  private static UnaryOperator<Kms> breakingUnreachable = kms -> kms;

  /// A KMS whose opened instances are broken by the test at hand.
  static final class Subject extends KmsContract {
    private final MemoryKms kms = new MemoryKms("cofre");

    @Override
    protected Kms open() {
      return breaking.apply(kms.reopen());
    }

    @Override
    protected KeyId key() {
      return new KeyId("cofre");
    }

    @Override
    protected Optional<Kms> openEmpty() {
      return Optional.of(breaking.apply(new MemoryKms()));
    }

    @Override
    protected Optional<Kms> openUnreachable() {
      return Optional.of(
          breakingUnreachable.apply(new FlakyKms(kms.reopen()).fail(Reason.UNAVAILABLE)));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void exactly_that_rule_fails(String rule, String flaw, UnaryOperator<Kms> breaking) {
    BrokenKmsTest.breaking = breaking;
    breakingUnreachable = kms -> kms;
    assertEquals(Set.of(rule), Contracts.brokenRules(Subject.class), flaw);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void exactly_that_rule_fails_when_unreachable(
      String rule, String flaw, UnaryOperator<Kms> breaking) {
    BrokenKmsTest.breaking = kms -> kms;
    breakingUnreachable = breaking;
    assertEquals(Set.of(rule), Contracts.brokenRules(Subject.class), flaw);
  }

  private static Arguments row(String rule, String flaw, UnaryOperator<Kms> breaking) {
    return arguments(rule, flaw, breaking);
  }

  static Stream<Arguments> exactly_that_rule_fails_when_unreachable() {
    return Stream.of(
        row(
            "K10",
            "an unreachable KMS says that it is up",
            kms ->
                new KmsShell(kms) {
                  @Override
                  public Health health() {
                    return new Health.Up(Duration.ZERO);
                  }
                }));
  }

  static Stream<Arguments> exactly_that_rule_fails() {
    return Stream.of(
        row("K1", "an empty value in a context is refused", RefusesEmptyValues::new),
        row("K2", "the key stands behind its wrap", ShowsKey::new),
        row("K3", "the context is ignored", IgnoresContext::new),
        row("K4", "a changed wrap is unexpected", UnexpectedWhenChanged::new),
        row("K5", "an unknown key is denied", DeniesUnknownKeys::new),
        row("K6", "a crowd is throttled", ThrottlesCrowds::new),
        row("K7", "health throws while the KMS works", HealthThrows::new),
        row("K8", "toString shows the data key", TellsKeys::new),
        row("K9", "the second close fails", ClosesOnce::new),
        row("K11", "the list is not sorted", kms -> new Administered(kms, ListsBackwards::new)),
        row("K12", "an existing key is given back", kms -> new Administered(kms, Creates::new)),
        row("K13", "versions stay the same", kms -> new Administered(kms, RotatesNothing::new)),
        row("K14", "the state of a disabled key is forgotten", ForgetsToEnable::new),
        row("K15", "the old context stays", RewrapsUnderOldContext::new),
        row("K16", "an action is done and not named", kms -> new Administered(kms, Hides::new)),
        row("K17", "the first version is named for ever", NamesTheFirst::new),
        row("K18", "a deletion stays", kms -> new Administered(kms, NeverCancels::new)),
        row("K19", "nothing is restored", kms -> new BackedUp(kms, NeverRestores::new)),
        row("K21", "an alias is named and not told", NamesAnAlias::new),
        row("K21", "all keys are one", ResolvesToOne::new),
        row("K20", "a dry run is none", kms -> new BackedUp(kms, RunsWet::new)));
  }

  private static final class RefusesEmptyValues extends KmsShell {
    RefusesEmptyValues(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      if (context.facts().containsValue("")) {
        throw new KmsException(Reason.UNEXPECTED, "an empty value");
      }
      return super.wrap(key, dataKey, context);
    }
  }

  private static final class ShowsKey extends KmsShell {
    ShowsKey(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      byte[] inner = super.wrap(key, dataKey, context).bytes();
      byte[] shown = Arrays.copyOf(inner, inner.length + DataKey.SIZE);
      dataKey.use(bytes -> {
        System.arraycopy(bytes, 0, shown, inner.length, bytes.length);
        return 0;
      });
      return new WrappedKey(key, shown);
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      byte[] bytes = wrapped.bytes();
      int inner = Math.max(1, bytes.length - DataKey.SIZE);
      DataKey key =
          super.unwrap(new WrappedKey(wrapped.key(), Arrays.copyOf(bytes, inner)), context);
      byte[] tail = Arrays.copyOfRange(bytes, inner, bytes.length);
      if (!key.use(plain -> Arrays.equals(plain, tail))) {
        throw new KmsException(Reason.NOT_AUTHENTIC, "changed");
      }
      return key;
    }

    @Override
    public Optional<Rewrap> rewrap() {
      return Optional.empty();
    }
  }

  private static final class IgnoresContext extends KmsShell {
    IgnoresContext(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      return super.wrap(key, dataKey, KeyContext.EMPTY);
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      return super.unwrap(wrapped, KeyContext.EMPTY);
    }

    @Override
    public Optional<Rewrap> rewrap() {
      return Optional.empty();
    }
  }

  private static final class UnexpectedWhenChanged extends KmsShell {
    UnexpectedWhenChanged(Kms kms) {
      super(kms);
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      if (wrapped.bytes().length < 20) {
        throw new KmsException(Reason.UNEXPECTED, "too short");
      }
      return super.unwrap(wrapped, context);
    }
  }

  private static final class DeniesUnknownKeys extends KmsShell {
    DeniesUnknownKeys(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      try {
        return super.wrap(key, dataKey, context);
      } catch (KmsException e) {
        if (e.reason() == Reason.KEY_NOT_FOUND) {
          throw new KmsException(Reason.ACCESS_DENIED, "no such key, or not for you");
        }
        throw e;
      }
    }
  }

  private static final class ThrottlesCrowds extends KmsShell {
    private final AtomicInteger calls = new AtomicInteger();

    ThrottlesCrowds(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      if (calls.incrementAndGet() > 150) {
        throw new KmsException(Reason.THROTTLED, "too many");
      }
      return super.wrap(key, dataKey, context);
    }
  }

  private static final class HealthThrows extends KmsShell {
    HealthThrows(Kms kms) {
      super(kms);
    }

    @Override
    public Health health() {
      Health health = super.health();
      if (health instanceof Health.Up) {
        throw new KmsException(Reason.UNEXPECTED, "not now");
      }
      return health;
    }
  }

  private static final class TellsKeys extends KmsShell {
    private static final Map<String, Boolean> SEEN = new ConcurrentHashMap<>();

    TellsKeys(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      SEEN.put(dataKey.use(HexFormat.of()::formatHex), true);
      return super.wrap(key, dataKey, context);
    }

    @Override
    public String toString() {
      return "a KMS that wrapped " + SEEN.keySet();
    }
  }

  private static final class ClosesOnce extends KmsShell {
    private final AtomicInteger closes = new AtomicInteger();

    ClosesOnce(Kms kms) {
      super(kms);
    }

    @Override
    public void close() {
      super.close();
      if (closes.incrementAndGet() == 2) {
        throw new KmsException(Reason.UNAVAILABLE, "closed before");
      }
    }
  }

  private static final class Administered extends KmsShell {
    private final UnaryOperator<KeyAdministration> breaking;

    Administered(Kms kms, UnaryOperator<KeyAdministration> breaking) {
      super(kms);
      this.breaking = breaking;
    }

    @Override
    public Optional<KeyAdministration> administration() {
      return super.administration().map(breaking);
    }
  }

  private static final class BackedUp extends KmsShell {
    private final UnaryOperator<KeyBackup> breaking;

    BackedUp(Kms kms, UnaryOperator<KeyBackup> breaking) {
      super(kms);
      this.breaking = breaking;
    }

    @Override
    public Optional<KeyBackup> backup() {
      return super.backup().map(breaking);
    }
  }

  private record NeverRestores(KeyBackup backup) implements KeyBackup {
    @Override
    public byte[] export(Secret passphrase) {
      return backup.export(passphrase);
    }

    @Override
    public List<Restored> restore(byte[] bytes, Secret passphrase, boolean dryRun) {
      return backup.restore(bytes, passphrase, true);
    }
  }

  private record RunsWet(KeyBackup backup) implements KeyBackup {
    @Override
    public byte[] export(Secret passphrase) {
      return backup.export(passphrase);
    }

    @Override
    public List<Restored> restore(byte[] bytes, Secret passphrase, boolean dryRun) {
      return backup.restore(bytes, passphrase, false);
    }
  }

  private static final class ListsBackwards extends KmsShell.Keys {
    ListsBackwards(KeyAdministration keys) {
      super(keys);
    }

    @Override
    public List<KeyDescription> list() {
      List<KeyDescription> list = new ArrayList<>(super.list());
      Collections.reverse(list);
      return list;
    }
  }

  private static final class Creates extends KmsShell.Keys {
    Creates(KeyAdministration keys) {
      super(keys);
    }

    @Override
    public KeyDescription create(KeyId key) {
      try {
        return super.create(key);
      } catch (KmsException e) {
        if (e.reason() == Reason.KEY_EXISTS) {
          return super.describe(key);
        }
        throw e;
      }
    }
  }

  private static final class RotatesNothing extends KmsShell.Keys {
    RotatesNothing(KeyAdministration keys) {
      super(keys);
    }

    @Override
    public KeyDescription rotate(KeyId key) {
      return super.describe(key);
    }
  }

  private static final class Hides extends KmsShell.Keys {
    Hides(KeyAdministration keys) {
      super(keys);
    }

    @Override
    public Set<KeyAction> actions() {
      return EnumSet.complementOf(EnumSet.of(KeyAction.ROTATE));
    }
  }

  private static final class NeverCancels extends KmsShell.Keys {
    NeverCancels(KeyAdministration keys) {
      super(keys);
    }

    @Override
    public KeyDescription cancelDeletion(KeyId key) {
      return super.describe(key);
    }
  }

  private static final class NamesTheFirst extends KmsShell {
    NamesTheFirst(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      return new WrappedKey(key, "1", super.wrap(key, dataKey, context).bytes());
    }
  }

  private static final class NamesAnAlias extends KmsShell {
    NamesAnAlias(Kms kms) {
      super(kms);
    }

    @Override
    public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
      WrappedKey inner = super.wrap(key, dataKey, context);
      return new WrappedKey(new KeyId("arn:" + key), inner.version(), inner.bytes());
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
      KeyId key = new KeyId(wrapped.key().value().replaceFirst("^arn:", ""));
      return super.unwrap(new WrappedKey(key, wrapped.version(), wrapped.bytes()), context);
    }

    @Override
    public Optional<Rewrap> rewrap() {
      return Optional.empty();
    }
  }

  private static final class ResolvesToOne extends KmsShell {
    ResolvesToOne(Kms kms) {
      super(kms);
    }

    @Override
    public KeyId resolve(KeyId key) {
      return new KeyId("one");
    }
  }

  private static final class ForgetsToEnable extends KmsShell {
    ForgetsToEnable(Kms kms) {
      super(kms);
    }

    @Override
    public Optional<KeyAdministration> administration() {
      return super.administration()
          .map(keys ->
              new KmsShell.Keys(keys) {
                @Override
                public void enable(KeyId key) {
                  super.describe(key);
                }
              });
    }
  }

  private static final class RewrapsUnderOldContext extends KmsShell {
    RewrapsUnderOldContext(Kms kms) {
      super(kms);
    }

    @Override
    public Optional<Rewrap> rewrap() {
      return super.rewrap()
          .map(inner -> (wrapped, from, key, to) -> inner.rewrap(wrapped, from, key, from));
    }
  }
}
