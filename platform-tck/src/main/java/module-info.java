import org.jspecify.annotations.NullMarked;

/// The vendor test kit of Cofre: what a plugin must keep, as JUnit tests, and honest fakes.
///
/// A plugin's test module extends the contract of its kind, returns its own instance from the
/// abstract methods, and runs it like any other JUnit class. Each test begins with the number of
/// the rule it holds the plugin to; the rule stands in the Javadoc of `cofre.api`.
///
/// @since 0.1
@NullMarked
open module cofre.tck {
  requires transitive cofre.api;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports io.cofre.tck;
  exports io.cofre.tck.fake;
}
