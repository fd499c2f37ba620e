#!/bin/sh
# Finishes the unpacked distribution: start script, Java runtime, and the cache that makes it start fast.
# usage: assemble.sh HOME JAVA_HOME SOURCES
set -eu
home=$1
jdk=$2
sources=$3

# What the core and the libraries of known plugins need of the JDK: modules cannot be added after the start.
modules=java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml
modules=$modules,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

mkdir -p "$home/bin"
sed "s/@MODULES@/$modules/" "$sources/bin/cofre" >"$home/bin/cofre"
chmod 0755 "$home/bin/cofre"
chmod 0755 "$home/plugins"

# The platform's own modules are linked into the image: so the cache holds wherever the archive is unpacked.
# The cache compares the times of the jars with those it saw, and the archive carries these.
find "$home/lib" "$home/plugins" -name '*.jar' -exec touch -d '2026-01-01T00:00:00Z' {} +

stamp=$home/runtime/.made-of
made_of="$(sed -n 's/^JAVA_RUNTIME_VERSION=//p' "$jdk/release") $modules $(cat "$home"/lib/*.jar | cksum)"
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$made_of" ]; then
  rm -rf "$home/runtime"
  if ! "$jdk/bin/jlink" --module-path "$home/lib" --add-modules "ALL-MODULE-PATH,$modules,jdk.jcmd" \
    --no-header-files --no-man-pages --output "$home/runtime"; then
    echo "assemble: $jdk cannot link a runtime image (its jmods are not installed): the archive comes without one" >&2
    rm -rf "$home/runtime"
    exit 0
  fi
  printf '%s' "$made_of" >"$stamp"
fi

# One short life of the server teaches the cache which classes the next start needs.
rm -f "$home/lib/cofre.aot"
if ! "$jdk/bin/java" "$sources/build/Training.java" "$home"; then
  echo "assemble: the start-up cache could not be made; the server starts without it" >&2
  rm -f "$home/lib/cofre.aot"
else
  chmod 0644 "$home/lib/cofre.aot" # every user of the machine may start a server
fi
