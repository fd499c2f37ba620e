package io.cofre.tck.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of a provider is found broken where it alone is broken.
final class BrokenProviderTest {
  private static final Setting<String> LISTED = Setting.text("listed", "What it needs.");
  private static final Setting<String> UNLISTED = Setting.text("unlisted", "What it hides.");
  private static Supplier<Provider> making = Honest::new;

  /// A provider that the test at hand breaks.
  static final class Subject extends ProviderContract {
    @Override
    protected Provider provider() {
      return making.get();
    }

    @Override
    protected void openAndClose(Provider provider, Settings settings) {
      ((Honest) provider).open(settings);
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of("listed", "text");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void exactly_that_rule_fails(String rule, String flaw, Supplier<Provider> making) {
    BrokenProviderTest.making = making;
    assertEquals(Set.of(rule), Contracts.brokenRules(Subject.class), flaw);
  }

  private static Arguments row(String rule, String flaw, Supplier<Provider> making) {
    return arguments(rule, flaw, making);
  }

  static Stream<Arguments> exactly_that_rule_fails() {
    return Stream.of(
        row("P1", "it starts a thread when it is made", Starts::new),
        row("P1", "the platform cannot make it", () -> new Hidden("name")),
        row("P2", "the name has a space", Spaced::new),
        row("P3", "it reads a setting that it does not list", Reads::new),
        row("P3", "it lists a setting twice", Repeats::new));
  }

  @Test
  void an_honest_provider_breaks_no_rule() {
    making = Honest::new;
    assertEquals(Set.of(), Contracts.brokenRules(Subject.class));
  }

  /// Keeps every rule.
  public static class Honest implements Provider {
    /// Make it.
    public Honest() {}

    @Override
    public String name() {
      return "honest";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(LISTED);
    }

    void open(Settings settings) {
      settings.get(LISTED);
    }
  }

  /// Breaks P1.
  public static final class Starts extends Honest {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /// Make it, and start a thread.
    public Starts() {
      Thread.ofPlatform().daemon().start(this::idle);
    }

    private void idle() {
      try {
        NEVER.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Breaks P1.
  public static final class Hidden extends Honest {
    private final String name;

    Hidden(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }
  }

  /// Breaks P2.
  public static final class Spaced extends Honest {
    @Override
    public String name() {
      return "a name";
    }
  }

  /// Breaks P3.
  public static final class Reads extends Honest {
    @Override
    void open(Settings settings) {
      super.open(settings);
      var _ = settings.find(UNLISTED);
    }
  }

  /// Breaks P3.
  public static final class Repeats extends Honest {
    @Override
    public List<Setting<?>> settings() {
      return List.of(LISTED, LISTED);
    }
  }
}
