package io.cofre.core.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a look at every jar of a folder told, before any plugin code has run.
///
/// @param accepted the jars that may be loaded, in the order of their file names
/// @param refused why each of the others may not
/// @param general what is wrong with the folder or its list of digests
/// @param files the names of all jars there
record Examination(
    List<PluginJar> accepted,
    Map<Path, PluginProblem> refused,
    List<PluginProblem> general,
    List<String> files) {

  static Examination of(PluginFolder folder, PlatformRules rules, TrustedSigners signers) {
    List<PluginProblem> general = new ArrayList<>(folder.problem().stream().toList());
    if (!general.isEmpty()) {
      return new Examination(List.of(), Map.of(), general, List.of());
    }
    try {
      List<Path> jars = folder.jars();
      List<String> files = jars.stream().map(FileNames::of).toList();
      PluginLock lock = PluginLock.of(folder);
      general.addAll(signers.problems());
      general.addAll(lock.problems());
      general.addAll(lock.missing(folder.path(), Set.copyOf(new TreeSet<>(files))));
      return read(jars, new JarReader(rules, lock, signers), general, files);
    } catch (IOException e) {
      general.add(new PluginProblem.FolderUnreadable(folder.path(), Causes.text(e)));
      return new Examination(List.of(), Map.of(), general, List.of());
    }
  }

  private static Examination read(
      List<Path> jars, JarReader reader, List<PluginProblem> general, List<String> files) {
    Map<String, PluginJar> byModule = new LinkedHashMap<>();
    Map<Path, PluginProblem> refused = new HashMap<>();
    for (Path path : jars) {
      try {
        PluginJar jar = reader.read(path);
        PluginJar other = byModule.putIfAbsent(jar.module(), jar);
        if (other != null) {
          refused.put(path, new PluginProblem.ModuleTaken(path, jar.module(), other.file()));
        }
      } catch (RefusedJar e) {
        refused.put(path, e.problem());
      }
    }
    return new Examination(List.copyOf(byModule.values()), refused, general, files);
  }

  /// All problems: the folder's first, then by file name.
  List<PluginProblem> problems() {
    List<PluginProblem> all = new ArrayList<>(general);
    refused.keySet().stream().sorted().forEach(path -> all.add(refused.get(path)));
    return all;
  }

  /// What is to be told of one jar.
  PluginListing listing(Path path) {
    Optional<PluginJar> jar = accepted.stream().filter(j -> j.path().equals(path)).findFirst();
    Optional<PluginProblem> problem = Optional.ofNullable(refused.get(path));
    return new PluginListing(FileNames.of(path), digest(path), signer(path), jar, problem);
  }

  private static String signer(Path path) {
    try {
      return switch (JarSignature.of(path)) {
        case JarSignature.None _ -> "";
        case JarSignature.Broken _ -> "broken";
        case JarSignature.Signed signed -> signed.names();
      };
    } catch (IOException e) {
      return ""; // its problem tells why
    }
  }

  private static String digest(Path path) {
    try {
      return Digests.sha256(path);
    } catch (IOException e) {
      return ""; // its problem tells why
    }
  }
}
