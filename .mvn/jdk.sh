#!/bin/sh
# Prints the home of a JDK 25 or newer: the caller's JAVA_HOME, else an exact 25 where systems usually
# keep it, else any newer one. It never downloads.
set -eu
want=25

# Prints the feature release of the JDK in $1; nothing when there is no JDK.
feature() {
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
  fi
}

# Every home worth a look, one a line.
homes() {
  printf '%s\n' "${JDK_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/openjdk-* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
    "${HOME:-}"/.local/share/mise/installs/java/* "${HOME:-}"/.jbang/cache/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  javac=$(command -v javac 2>/dev/null || true)
  if [ -n "$javac" ]; then
    javac=$(readlink -f "$javac" 2>/dev/null || printf '%s' "$javac")
    printf '%s\n' "${javac%/bin/javac}"
  fi
}

if [ -n "${JAVA_HOME:-}" ]; then
  found=$(feature "$JAVA_HOME")
  if [ "${found:-0}" -ge "$want" ]; then
    printf '%s\n' "$JAVA_HOME"
    exit 0
  fi
fi

newer=
while read -r home; do
  [ -n "$home" ] || continue
  found=$(feature "$home")
  if [ "${found:-0}" -eq "$want" ]; then
    printf '%s\n' "$home"
    exit 0
  elif [ "${found:-0}" -gt "$want" ]; then
    newer=$home
  fi
done <<END
$(homes)
END

if [ -n "$newer" ]; then
  printf '%s\n' "$newer"
  exit 0
fi
cat >&2 <<END
mvnw: no JDK $want or newer found${JAVA_HOME:+ (JAVA_HOME is $JAVA_HOME)}.
Install one, for example the package openjdk-$want-jdk, java-$want-openjdk-devel or temurin-$want-jdk,
or unpack any JDK $want build and set JAVA_HOME to its folder.
END
exit 1
