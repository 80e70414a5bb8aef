# benchmarks/run --reopen: opening a dump again with the index that the first opening has left.
# shellcheck shell=bash

# haha 1.3 is not asked: it parses again.
reopen() {
  local i key keys=(first all)
  [[ $peers == no ]] || keys+=(nbsummary)
  for i in "${!inputs[@]}"; do
    for key in "${keys[@]}"; do
      reopen_input "$i" "$key" "${inputs[i]}"
    done
  done
  print_environment
  echo "- first opening once, openings with the index: $rounds, medians"
  echo
  print_reopen "${keys[@]}"
}

# Processes of one input and question share a directory, where the index is.
reopen_input() {
  local i=$1 key=$2 input=$3 prefix=$1.$2 xmx round again=()
  xmx=$(xmx_of "$key" "$input")
  fresh_directory "$(dump_of "$input")"
  if ! run_in_directory "$key" "$xmx" "$time_limit" "$work/beside"; then
    note_failure "$prefix.once"
    return
  fi
  keep_figures "$prefix.once"
  bytes_beside >"$work/$prefix.index_bytes"
  if [[ $(<"$work/$prefix.index_bytes") == 0 ]]; then
    echo "$(name_of "$input"), ${main_of[$key]}: the first opening has left no index" >>"$work/out"
    note_failure "$prefix.again"
    return
  fi
  ! is_peer "$key" || again=(again)
  for ((round = 1; round <= rounds; round++)); do
    if run_in_directory "$key" "$xmx" "$time_limit" "$work/beside" "${again[@]}"; then
      keep_figures "$prefix.again"
      echo "  $prefix: $elapsed_ms ms with the index" >&2
    else
      note_failure "$prefix.again"
    fi
  done
  rm -rf "$work/beside"
}

print_reopen() {
  local i key
  echo "| input | process | first opening | index | with the index | ratio | peak resident | outside file mappings |"
  echo "|---|---|---|---|---|---|---|---|"
  for i in "${!inputs[@]}"; do
    for key in "$@"; do
      echo "| $(name_of "${inputs[i]}") | ${title_of[$key]} | $(once_seconds "$i.$key")" \
        "| $(index_megabytes "$i.$key") | $(seconds "$i.$key.again.wall_ms") | $(once_ratio "$i.$key")" \
        "| $(mebibytes "$i.$key.again.resident_kib") | $(mebibytes "$i.$key.again.anonymous_kib") |"
    done
  done
}

# The first opening happens once, however many rounds there are.
once_seconds() { rounds=1 seconds "$1.once.wall_ms"; }

once_ratio() {
  awk -v a="$(rounds=1 median "$1.once.wall_ms")" -v b="$(median "$1.again.wall_ms")" \
    'BEGIN { if (a == "" || b == "") print "-"; else printf "%.1f\n", a / b }'
}

index_megabytes() {
  awk -v b="$(cat "$work/$1.index_bytes" 2>/dev/null || true)" \
    'BEGIN { if (b + 0 == 0) print "-"; else printf "%.0f MB\n", b / 1e6 }'
}
