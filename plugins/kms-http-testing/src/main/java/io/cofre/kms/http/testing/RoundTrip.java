package io.cofre.kms.http.testing;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsProvider;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes a key, wraps a data key with it and unwraps that; here, or in a Java runtime of its own.
public final class RoundTrip {
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));

  private RoundTrip() {}

  /// Make one.
  ///
  /// @throws IllegalStateException if another key came back
  public static void on(Kms kms) {
    KeyId name = new KeyId("trip-" + UUID.randomUUID());
    KeyId key = kms.administration().orElseThrow().create(name).key();
    try (DataKey dataKey = DataKey.random()) {
      WrappedKey wrapped = kms.wrap(key, dataKey, CONTEXT);
      try (DataKey back = kms.unwrap(wrapped, CONTEXT)) {
        if (!back.equals(dataKey)) {
          throw new IllegalStateException("another key came back");
        }
      }
    }
  }

  static Kms open(KmsProvider provider, Path home, Map<String, String> settings) {
    var context = new PluginContext("main", home, InstantSource.system());
    return provider.open(MemorySettings.of(settings), context);
  }

  /// Make one to each of several hosts, in a Java runtime of its own.
  ///
  /// @param environment what its environment has besides ours; an empty text takes away
  /// @param options of the runtime
  /// @param hosts take the place of the first one in the settings
  /// @return what it printed, with a line `HOST: …` for each host that ends with `ok`, or with the
  ///   message of the failure
  static String elsewhere(
      KmsProvider provider,
      Path home,
      Map<String, String> settings,
      Map<String, String> environment,
      List<String> options,
      List<String> hosts)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classPath()));
    command.addAll(options);
    command.add(RoundTrip.class.getName());
    command.addAll(List.of(provider.getClass().getName(), home.toString()));
    command.add(String.join(",", hosts));
    settings.forEach((key, text) -> command.addAll(List.of(key, text)));
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    environment.forEach((name, text) -> {
      process.environment().remove(name);
      if (!text.isEmpty()) {
        process.environment().put(name, text);
      }
    });
    Process started = process.start();
    try (var out = started.inputReader()) {
      return String.join("\n", out.lines().toList());
    } finally {
      started.waitFor();
    }
  }

  private static String classPath() {
    return System.getProperty("jdk.module.path", "")
        + java.io.File.pathSeparator
        + System.getProperty("java.class.path");
  }

  /// Make one to each host: class of the provider, folder, hosts with commas, settings.
  public static void main(String[] arguments) throws ReflectiveOperationException {
    KmsProvider provider =
        Class.forName(arguments[0])
            .asSubclass(KmsProvider.class)
            .getDeclaredConstructor()
            .newInstance();
    List<String> hosts = List.of(arguments[2].split(","));
    for (String host : hosts) {
      Map<String, String> settings = new HashMap<>();
      List<String> rest = Arrays.asList(arguments).subList(3, arguments.length);
      for (int i = 0; i < rest.size(); i += 2) {
        settings.put(rest.get(i), rest.get(i + 1).replace(hosts.getFirst(), host));
      }
      try (Kms kms = open(provider, Path.of(arguments[1]), settings)) {
        on(kms);
        System.out.println(host + ": ok");
      } catch (KmsException e) {
        System.out.println(host + ": " + e.reason() + ": " + e.getMessage());
      }
    }
    System.exit(0); // whatever threads a library left
  }
}
