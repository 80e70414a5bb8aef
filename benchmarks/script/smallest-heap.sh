# benchmarks/run --smallest-heap: the smallest JVM heap in which each process completes.
# shellcheck shell=bash

# What -Xmx is tried with, in MiB.
heap_steps=(16 24 32 48 64 96 128 192 256 384 512 768 1024 1536 2048 3072 4096 6144)

smallest_heaps() {
  local i
  print_environment
  echo "- a heap is big enough when the process completes in four times its time with -Xmx${heap_steps[-1]}m, and ten seconds"
  echo
  echo "| input | process | smallest -Xmx | time there | peak resident there | outside file mappings | time with -Xmx${heap_steps[-1]}m |"
  echo "|---|---|---|---|---|---|---|"
  for i in "${!inputs[@]}"; do
    smallest_of_input "$i" "${inputs[i]}"
  done
}

smallest_of_input() {
  local i=$1 input=$2 dump key object=
  dump=$(dump_of "$input")
  for key in first path all; do
    smallest_of "$i" "$key" "$input" "$dump"
  done
  [[ $peers == yes ]] || return 0
  for key in haha shark nbsummary; do
    smallest_of "$i" "$key" "$input" "$dump"
  done
  object=$(tail -n 1 "$work/$i.path.top.object" 2>/dev/null || true)
  [[ -z $object ]] || smallest_of "$i" nbpath "$input" "$dump" "$object"
}

# Bisects over the steps: `low` is too small, or before the first one; `high` is big enough.
smallest_of() {
  local i=$1 key=$2 input=$3 dump=$4 low=-1 high=$((${#heap_steps[@]} - 1)) middle top limit
  shift 4
  top=$i.$key.top
  if ! run_process "$key" "${heap_steps[high]}m" "$time_limit" "$dump" "$@"; then
    note_failure "$(name_of "$input") $key"
    print_smallest "$input" "$key" - "$top" "$top"
    return
  fi
  keep_figures "$top"
  keep_figures "$i.$key.$high"
  limit=$((4 * elapsed_ms / 1000 + 10))
  while ((high - low > 1)); do
    middle=$(((low + high) / 2))
    if run_process "$key" "${heap_steps[middle]}m" "$limit" "$dump" "$@"; then
      echo "  $(name_of "$input") $key: ${heap_steps[middle]}m is enough" >&2
      keep_figures "$i.$key.$middle"
      high=$middle
    else
      echo "  $(name_of "$input") $key: ${heap_steps[middle]}m is too small: $(tail -n 1 "$work/out" | cut -c 1-160)" >&2
      low=$middle
    fi
  done
  rm -rf "$work/beside"
  print_smallest "$input" "$key" "${heap_steps[high]}m" "$i.$key.$high" "$top"
}

# print_smallest INPUT KEY XMX PREFIX TOP
print_smallest() {
  echo "| $(name_of "$1") | ${title_of[$2]} | $3 | $(seconds "$4.wall_ms")" \
    "| $(mebibytes "$4.resident_kib") | $(mebibytes "$4.anonymous_kib") | $(seconds "$5.wall_ms") |"
}
