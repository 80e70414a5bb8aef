# The processes that are measured, how one is run, and what becomes of its figures.
# shellcheck shell=bash

# KEY -> class with the main method; and what tables call it.
declare -A main_of=(
  [first]=FirstTable [path]=FirstPath [all]=Everything [queries]=Queries
  [haha]=OpenWithHaha [shark]=HistogramWithShark
  [nbsummary]=SummaryWithNetBeans [nbpath]=PathWithNetBeans
  [phases]=Phases [walk]=BareWalk [allpaths]=AllPaths [growth]=GrowthOverTwo
)
declare -A title_of=(
  [first]='**heapsh** first table' [path]='**heapsh** first path' [all]='**heapsh** everything'
  [queries]='**heapsh** first table, byVia, shpaths, rp'
  [haha]='haha 1.3 (MAT) open' [shark]='Shark 2.14 open + histogram'
  [allpaths]='**heapsh** open, `shpaths` of everything' [growth]='**heapsh** growth over two dumps'
  [nbsummary]='NetBeans RELEASE250 class summary' [nbpath]='NetBeans RELEASE250 first path'
)
heapsh_keys=(first path all queries)
peer_keys=(haha shark nbsummary nbpath)

is_peer() { [[ " ${peer_keys[*]} " == *" $1 "* ]]; }

# The JVM heap of a process on an input.
xmx_of() {
  if is_peer "$1"; then
    echo "$peer_xmx"
  elif [[ -n ${HEAPSH_XMX:-} ]]; then
    echo "$HEAPSH_XMX"
  elif (($(stat -Lc %s "$(dump_of "$2")") > 2000000000)); then
    echo 384m
  else
    echo 128m
  fi
}

# run_process KEY XMX LIMIT DUMP [ARGUMENT...]: runs one process in a fresh JVM, on a link to the
# dump in a fresh directory, which is its temporary directory too: no index of an earlier run is
# found, and none lands beside the dump. heapsh keeps no index and must leave nothing behind.
# Output goes to $work/out, wall time to the variable elapsed_ms. Removing the directory is outside
# the time.
run_process() {
  local key=$1 xmx=$2 limit=$3 dump=$4
  shift 4
  fresh_directory "$dump"
  run_in_directory "$key" "$xmx" "$limit" none "$@" || return
  if ! is_peer "$key" && (($(bytes_beside) > 0)); then
    echo "heapsh left files beside the dump: $(ls "$work/beside")" >>"$work/out"
    return 1
  fi
}

fresh_directory() {
  rm -rf "$work/beside"
  mkdir "$work/beside"
  ln -s "$1" "$work/beside/dump.hprof"
}

# Counts what processes left in the directory.
bytes_beside() { find "$work/beside" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f\n", sum }'; }

# run_in_directory KEY XMX LIMIT INDEX [ARGUMENT...]: runs one process in the directory as it is;
# INDEX is where heapsh keeps its index, or none.
run_in_directory() {
  local key=$1 xmx=$2 limit=$3 index=$4 start end status=0
  shift 4
  warm "$work/beside/dump.hprof" "$@"
  start=$EPOCHREALTIME
  timeout -k 10 "$limit" "$java" $options "-Xmx$xmx" "-Djava.io.tmpdir=$work/beside" \
    "-Dheapsh.index=$index" -cp "$classpath" "heapsh.benchmarks.${main_of[$key]}" "$work/beside/dump.hprof" "$@" \
    >"$work/out" 2>&1 || status=$?
  end=$EPOCHREALTIME
  # Both are microseconds once the decimal point or comma is gone.
  elapsed_ms=$(((${end//[.,]/} - ${start//[.,]/}) / 1000))
  # 124 and 137 are what timeout says when it had to stop or kill the process.
  [[ $status != 124 && $status != 137 ]] || echo "no end after $limit s" >>"$work/out"
  return "$status"
}

# Brings files into the page cache, out of which some machines lose them by the minute.
warm() {
  local file
  for file in "$@"; do
    [[ ! -f $file ]] || cat "$file" >/dev/null
  done
}

# Keeps the figures of the last process under a prefix, one line per round.
keep_figures() {
  local prefix=$1 name value
  echo "$elapsed_ms" >>"$work/$prefix.wall_ms"
  while read -r _ name value; do
    echo "$value" >>"$work/$prefix.$name"
  done < <(grep '^@ ' "$work/out")
}

# measure PREFIX KEY XMX DUMP [ARGUMENT...]: runs a process and keeps its figures.
measure() {
  local prefix=$1
  shift
  if run_process "$1" "$2" "$time_limit" "${@:3}"; then
    keep_figures "$prefix"
    echo "  $prefix: $elapsed_ms ms" >&2
  else
    note_failure "$prefix"
  fi
  rm -rf "$work/beside"
}

note_failure() {
  echo "  $1 failed; its last lines:" >&2
  tail -n 5 "$work/out" >&2
  failed=yes
}

# Prints the median of a figure, or nothing if a round is missing.
median() {
  [[ -e $work/$1 && $(wc -l <"$work/$1") -eq $rounds ]] || return 0
  sort -n "$work/$1" | sed -n "$(((rounds + 1) / 2))p"
}

seconds() { awk -v ms="$(median "$1")" 'BEGIN { if (ms == "") print "-"; else printf "%.2f s\n", ms / 1000 }'; }
mebibytes() { awk -v k="$(median "$1")" 'BEGIN { if (k == "") print "-"; else printf "%.0f MiB\n", k / 1024 }'; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN { if (a == "" || b == "") print "-"; else printf "%.1f\n", a / b }'; }

megabytes_of() { awk -v b="$(stat -Lc %s "$(dump_of "$1")")" 'BEGIN { printf "%.0f MB\n", b / 1e6 }'; }

# Prints the first of several figures that there is, as millions of objects.
millions() {
  local figure objects=
  for figure in "$@"; do
    [[ -n $objects ]] || objects=$(median "$figure")
  done
  awk -v n="$objects" 'BEGIN { if (n == "") print "-"; else printf "%.2f M\n", n / 1e6 }'
}

print_environment() {
  local commit
  commit=$(git -C "$root" rev-parse --short HEAD)
  [[ -z $(git -C "$root" status --porcelain) ]] || commit+=" with local changes"
  echo "- commit: $commit"
  echo "- JDK: $("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.runtime.version = //p')"
  echo "- machine: $(sed -n 's/^model name\t*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores," \
    "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo), load at the start $load"
  echo "- ${options% }; page cache warm"
}
