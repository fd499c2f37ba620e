package io.cofre.core.plugin;

import java.nio.file.Path;

/// Why a plugin jar, or the whole folder of them, is not loaded.
///
/// Every case tells one line: the jar, the cause, and the cure.
public sealed interface PluginProblem {

  /// The jar, the cause and the cure.
  String words();

  /// The line that operators read, without anything that a terminal would obey.
  default String text() {
    return words().replaceAll("\\p{Cntrl}", "?");
  }

  /// The folder cannot be listed.
  record FolderUnreadable(Path folder, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: cannot be listed: %s; make the folder, or name another in server.plugins"
          .formatted(folder, cause);
    }
  }

  /// Somebody else can put code into the folder or change a jar.
  record WritableByOthers(Path path, String who) implements PluginProblem {
    @Override
    public String words() {
      return "%s: can be written by %s, who could so run code in this server; chmod go-w %s"
          .formatted(path, who, path);
    }
  }

  /// The list of digests cannot be understood.
  record BadLock(Path lock, int line, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s:%d: %s; each line is 'SHA-256  FILE.jar', as sha256sum *.jar prints it"
          .formatted(lock, line, cause);
    }
  }

  /// The list of digests names a jar that is not there.
  record LockedJarMissing(Path jar) implements PluginProblem {
    @Override
    public String words() {
      return "%s: listed in plugins.lock but not there; put it back, or remove its line"
          .formatted(jar);
    }
  }

  /// A jar is not in the list of digests.
  record NotInLock(Path jar, String digest) implements PluginProblem {
    @Override
    public String words() {
      return "%s: not listed in plugins.lock; if you trust it, run cofre plugins lock, or add the line '%s  %s'"
          .formatted(jar, digest, jar.getFileName());
    }
  }

  /// A jar is not the one that was listed.
  record DigestDiffers(Path jar, String listed, String found) implements PluginProblem {
    @Override
    public String words() {
      return "%s: its SHA-256 is %s but plugins.lock says %s; restore the jar, or run cofre plugins lock if you trust it"
          .formatted(jar, found, listed);
    }
  }

  /// A link leads out of the folder, whose permissions then say nothing.
  record SymbolicLink(Path jar) implements PluginProblem {
    @Override
    public String words() {
      return jar + ": is a symbolic link; copy the jar into the folder instead";
    }
  }

  /// It only has the name of a jar.
  record NotAFile(Path jar) implements PluginProblem {
    @Override
    public String words() {
      return jar + ": is not a regular file; remove it, or rename it if it is not a plugin";
    }
  }

  /// It cannot be read as a jar.
  record Unreadable(Path jar, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: cannot be read: %s; copy it again".formatted(jar, cause);
    }
  }

  /// It has no module-info.
  record NotModular(Path jar) implements PluginProblem {
    @Override
    public String words() {
      return jar
          + ": has no module-info.class, so it is not a plugin; a library belongs inside the plugin"
          + " jar, under META-INF/lib";
    }
  }

  /// It was compiled for a newer Java.
  record NewerJava(Path jar, String what, int needed, int running) implements PluginProblem {
    @Override
    public String words() {
      return "%s: %s needs Java %d and this is Java %d; run a newer Java, or take a build of the plugin for %d"
          .formatted(jar, what, needed, running, running);
    }
  }

  /// It brings its own copy of what the platform provides.
  record ShadowsPlatform(Path jar, String what) implements PluginProblem {
    @Override
    public String words() {
      return "%s: carries %s, which the platform provides; build it with platform-api in scope 'provided'"
          .formatted(jar, what);
    }
  }

  /// It asks for a module that plugins may not see.
  record ForbiddenModule(Path jar, String module, String required) implements PluginProblem {
    @Override
    public String words() {
      return "%s: module %s requires %s, which plugins may not use; only cofre.api and the JDK's modules are open to it, libraries go under META-INF/lib"
          .formatted(jar, module, required);
    }
  }

  /// It asks for a module of the JDK that is not in this runtime.
  record MissingJdkModule(Path jar, String module, String required) implements PluginProblem {
    @Override
    public String words() {
      return "%s: module %s requires %s, which this Java runtime was started without; start it with --add-modules %s, on a full JDK"
          .formatted(jar, module, required, required);
    }
  }

  /// Nobody knows which service interfaces it was compiled against.
  record ApiUnknown(Path jar, String module) implements PluginProblem {
    @Override
    public String words() {
      return "%s: module %s does not say which version of cofre.api it was compiled against; compile it with the released platform-api jar on the module path"
          .formatted(jar, module);
    }
  }

  /// It was compiled against service interfaces that this platform does not have.
  record WrongApi(Path jar, ApiVersion compiled, ApiVersion running) implements PluginProblem {
    @Override
    public String words() {
      return "%s: was built for platform-api %s and this is %s; take a build for %d.0 to %s"
          .formatted(jar, compiled, running, running.major(), running);
    }
  }

  /// Its module bears a name of the platform's own.
  record ModuleTaken(Path jar, String module, String by) implements PluginProblem {
    @Override
    public String words() {
      return "%s: the module name %s is taken by %s; keep one of them".formatted(jar, module, by);
    }
  }

  /// It provides none of the service interfaces.
  record OffersNothing(Path jar, String module) implements PluginProblem {
    @Override
    public String words() {
      return "%s: module %s provides none of the platform's services; does its module-info say 'provides'?"
          .formatted(jar, module);
    }
  }

  /// A library inside it is not as it should be.
  record BadLibrary(Path jar, String library, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: library %s %s; build the plugin again".formatted(jar, library, cause);
    }
  }

  /// A package is in the plugin and in a library of it: what lies in the library is never found.
  record SplitPackage(Path jar, String name, String library) implements PluginProblem {
    @Override
    public String words() {
      return "%s: the package %s is in the plugin and in library %s, whose part nobody would find; rename the plugin's, or leave the library out"
          .formatted(jar, name, library);
    }
  }

  /// A file of certificates that the operator named is not one.
  record BadCertificate(Path file, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: named in server.plugin-signers but no certificate: %s; name PEM files of certificates"
          .formatted(file, cause);
    }
  }

  /// The operator wants signed jars, and this one is not, or not whole.
  record NotSigned(Path jar, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: %s; take the jar as its vendor signed it, or take it out of the folder"
          .formatted(jar, cause);
    }
  }

  /// It is signed by somebody whom the operator did not name.
  record SignerUnknown(Path jar, String signer) implements PluginProblem {
    @Override
    public String words() {
      return "%s: is signed by %s, whose certificate server.plugin-signers does not name; add it if you trust it"
          .formatted(jar, signer);
    }
  }

  /// Its libraries cannot be unpacked on this machine.
  record CannotUnpack(Path jar, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: its libraries cannot be unpacked: %s; give java.io.tmpdir a folder with space that is not mounted noexec"
          .formatted(jar, cause);
    }
  }

  /// The module system refuses it.
  record Unresolved(Path jar, String module, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: module %s cannot be put together: %s; build it again"
          .formatted(jar, module, cause);
    }
  }

  /// Its code failed before it did anything.
  record Broken(Path jar, String what, String cause) implements PluginProblem {
    @Override
    public String words() {
      return "%s: %s: %s; take another build of the plugin".formatted(jar, what, cause);
    }
  }

  /// It offers something under a name that is not one.
  record BadName(Path jar, PluginKind kind, String name) implements PluginProblem {
    @Override
    public String words() {
      return "%s: offers a %s named '%s'; a name is 1 to 64 characters of A-Z a-z 0-9 . _ - (ask its author)"
          .formatted(jar, kind.words(), name);
    }
  }

  /// It offers something that another one offers under the same name.
  record NameTaken(Path jar, PluginKind kind, String name, String by) implements PluginProblem {
    @Override
    public String words() {
      return "%s: offers %s '%s', which %s already offers; keep one of them"
          .formatted(jar, kind.words(), name, by);
    }
  }
}
