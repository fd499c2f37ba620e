package io.cofre.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the signature of a jar says, after every byte of the jar was held against it.
///
/// Signed jars are those of `jarsigner` ([Signed JAR
/// File](https://docs.oracle.com/en/java/javase/25/docs/specs/jar/jar.html#signed-jar-file)).
/// Algorithms that the JDK disables for jars count for nothing.
sealed interface JarSignature {

  /// Nobody signed anything.
  record None() implements JarSignature {}

  /// Something is signed and something is not as it was signed.
  ///
  /// @param cause what is wrong, as the end of a sentence about the jar
  record Broken(String cause) implements JarSignature {}

  /// Each entry is as the same holders of certificates signed it.
  ///
  /// @param by their certificates, one each
  record Signed(Set<Certificate> by) implements JarSignature {

    /// Copies the certificates.
    public Signed {
      by = Set.copyOf(by);
    }

    /// The subjects of the certificates, as operators read them.
    String names() {
      return by.stream().map(JarSignature::name).sorted().collect(Collectors.joining(", "));
    }
  }

  private static String name(Certificate certificate) {
    return certificate instanceof X509Certificate x509
        ? x509.getSubjectX500Principal().getName()
        : certificate.getType();
  }

  /// Read the whole jar and say who signed it.
  static JarSignature of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), true)) {
      return new Reading(file).signature();
    } catch (SecurityException e) {
      return new Broken("is not as it was signed: " + Causes.text(e));
    }
  }

  /// One pass over all entries.
  final class Reading {
    // What a signature consists of cannot be signed by it.
    private static final Pattern SIGNATURE =
        Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
    private final JarFile file;
    private final Set<String> present = new HashSet<>();
    private final Set<String> unsigned = new LinkedHashSet<>();
    private @Nullable Set<Certificate> common;

    private Reading(JarFile file) {
      this.file = file;
    }

    private JarSignature signature() throws IOException {
      for (JarEntry entry : file.stream().toList()) {
        read(entry);
      }
      if (common == null) {
        return new None();
      }
      if (!unsigned.isEmpty()) {
        return new Broken("is signed without " + unsigned.iterator().next());
      }
      for (String promised : promised()) {
        if (!present.contains(promised)) {
          return new Broken("was signed with " + promised + ", which is gone");
        }
      }
      return common.isEmpty()
          ? new Broken("is signed by different ones in different parts")
          : new Signed(common);
    }

    private void read(JarEntry entry) throws IOException {
      if (!present.add(entry.getName())) {
        throw new SecurityException(entry.getName() + " is there twice");
      }
      try (InputStream in = file.getInputStream(entry)) {
        in.transferTo(OutputStream.nullOutputStream()); // the JDK compares at the end
      }
      boolean part = SIGNATURE.matcher(entry.getName().toUpperCase(Locale.ROOT)).matches();
      if (part || entry.isDirectory()) {
        return;
      }
      CodeSigner @Nullable [] signers = entry.getCodeSigners();
      if (signers == null) {
        unsigned.add(entry.getName());
        return;
      }
      Set<Certificate> here = new HashSet<>();
      for (CodeSigner signer : signers) {
        here.add(signer.getSignerCertPath().getCertificates().getFirst());
      }
      if (common == null) {
        common = here;
      } else {
        common.retainAll(here);
      }
    }

    /// The entries that the manifest names.
    private List<String> promised() throws IOException {
      Manifest manifest = file.getManifest();
      return manifest == null ? List.of() : List.copyOf(manifest.getEntries().keySet());
    }
  }
}
