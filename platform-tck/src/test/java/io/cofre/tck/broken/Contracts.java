package io.cofre.tck.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs a contract as a plugin's build would, and tells which rules were found broken.
public final class Contracts {
  private Contracts() {}

  /// Run a class of tests, and return the numbers of the rules whose tests failed.
  public static Set<String> brokenRules(Class<?> contract) {
    Set<String> broken = new TreeSet<>();
    var request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == Status.FAILED) {
                  broken.add(number(test.getDisplayName()));
                }
              }
            });
    return broken;
  }

  private static String number(String test) {
    int end = test.indexOf('_');
    return end < 0 ? test : test.substring(0, end);
  }
}
