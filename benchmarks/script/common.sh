# Settings, inputs and the build: what benchmarks/run and benchmarks/jmh share.
# shellcheck shell=bash

program=benchmarks/$(basename "$0")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
dumps=${HEAPSH_BENCH_DIR:-/tmp/heapsh-bench}
generate_xmx=${GENERATE_XMX:-3g}
options=${BENCH_OPTIONS:-$(grep '^-' "$root/toolkit/jvm-options" | tr '\n' ' ')} # the peers' too
java=java
[[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java

fail() {
  echo "$program: $1" >&2
  exit 2
}

# Turns an argument into what inputs are called here: a known name, or an absolute path.
input_named() {
  case $1 in
    small | medium | medium-later | large | list10m | map1m) echo "$1" ;;
    *)
      [[ -f $1 && -r $1 ]] || fail "no input '$1'; known: small, medium, medium-later, large, list10m, map1m, or a file"
      realpath "$1"
      ;;
  esac
}

dump_of() {
  case $1 in
    /*) echo "$1" ;;
    *) echo "$dumps/$1.hprof" ;;
  esac
}

name_of() { basename "$1" .hprof; }

build_all() {
  mvn -q -f "$root/pom.xml" -pl toolkit package -DskipTests
  mvn -q -f "$root/benchmarks/pom.xml" compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile=target/classpath
}

find_classpath() {
  local file=$root/benchmarks/target/classpath
  [[ -r $file ]] || fail "nothing is built yet: leave out --no-build"
  classpath=$root/benchmarks/target/classes:$(<"$file")
}

# Makes the directory of this run, which is removed at the end.
make_work() {
  mkdir -p "$dumps"
  work=$(mktemp -d "$dumps/run.XXXXXX")
  trap 'rm -rf "$work"' EXIT
}

# Makes the dump unless it is there.
prepare() {
  local dump part=$work/part.hprof
  dump=$(dump_of "$1")
  if [[ ! -e $dump ]]; then
    "$java" -Xms"$generate_xmx" -Xmx"$generate_xmx" -XX:+UseSerialGC -cp "$classpath" \
      heapsh.benchmarks.Generate "$1" "$part" >&2
    mv "$part" "$dump"
  fi
}
