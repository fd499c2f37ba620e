package io.cofre.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The certificates whose holders may sign plugins. Without any, jars need no signature.
///
/// A certificate is trusted as it stands: neither its dates nor who issued it matter, for the
/// operator chose this one. One that only issued the signer's is not enough.
///
/// @param required whether jars must be signed
/// @param certificates the trusted certificates
/// @param problems why a file is none
record TrustedSigners(
    boolean required, Set<Certificate> certificates, List<PluginProblem> problems) {

  TrustedSigners {
    certificates = Set.copyOf(certificates);
    problems = List.copyOf(problems);
  }

  /// Read PEM files, each with one certificate or more.
  static TrustedSigners of(List<Path> files) {
    Set<Certificate> certificates = new HashSet<>();
    List<PluginProblem> problems = new ArrayList<>();
    for (Path file : files) {
      try {
        certificates.addAll(read(file));
      } catch (IOException | CertificateException e) {
        problems.add(new PluginProblem.BadCertificate(file, Causes.text(e)));
      }
    }
    return new TrustedSigners(!files.isEmpty(), certificates, problems);
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    var others = Guarded.othersWhoWrite(file);
    if (others.isPresent()) {
      throw new IOException("it can be written by " + others.get());
    }
    try (InputStream in = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IOException("it is empty");
      }
      return found;
    }
  }

  /// Refuse a jar that is not signed whole by a trusted one, where that is asked for.
  void check(Path jar) throws IOException, RefusedJar {
    if (!required || !problems.isEmpty()) {
      return; // nothing is loaded with a problem of the files
    }
    switch (JarSignature.of(jar)) {
      case JarSignature.None _ ->
          throw new RefusedJar(
              new PluginProblem.NotSigned(
                  jar, "is not signed, and server.plugin-signers asks for a signature"));
      case JarSignature.Broken(String cause) ->
          throw new RefusedJar(new PluginProblem.NotSigned(jar, cause));
      case JarSignature.Signed signed -> {
        if (signed.by().stream().noneMatch(certificates::contains)) {
          throw new RefusedJar(new PluginProblem.SignerUnknown(jar, signed.names()));
        }
      }
    }
  }
}
