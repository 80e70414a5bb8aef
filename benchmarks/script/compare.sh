# benchmarks/run: heapsh and the peers on the same dumps, rounds interleaved, medians.
# shellcheck shell=bash

compare() {
  local round i
  for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    for i in "${!inputs[@]}"; do
      compare_input "$i" "${inputs[i]}"
    done
  done
  print_environment
  echo "- rounds: $rounds, interleaved, medians; peers -Xmx$peer_xmx"
  echo
  print_comparison
  echo
  print_queries
  echo
  print_aims
}

# The object whose path NetBeans is asked for is the one that heapsh chose in the same round.
compare_input() {
  local i=$1 input=$2 dump key object
  dump=$(dump_of "$input")
  for key in "${heapsh_keys[@]}"; do
    measure "$i.$key" "$key" "$(xmx_of "$key" "$input")" "$dump"
  done
  [[ $peers == yes ]] || return 0
  for key in haha shark nbsummary; do
    measure "$i.$key" "$key" "$peer_xmx" "$dump"
  done
  object=$(tail -n 1 "$work/$i.path.object" 2>/dev/null || true)
  if [[ -n $object ]]; then
    measure "$i.nbpath" nbpath "$peer_xmx" "$dump" "$object"
  fi
}

print_comparison() {
  local i key keys=("${heapsh_keys[@]}")
  [[ $peers == no ]] || keys+=("${peer_keys[@]}")
  echo "| input | process | JVM heap | time | ÷ first table | ÷ first path | ÷ everything | peak resident | outside file mappings |"
  echo "|---|---|---|---|---|---|---|---|---|"
  for i in "${!inputs[@]}"; do
    for key in "${keys[@]}"; do
      echo "| $(title_of_input "$i" "$key") | ${title_of[$key]} | $(xmx_of "$key" "${inputs[i]}")" \
        "| $(seconds "$i.$key.wall_ms") | $(fair_ratio "$i" "$key" first) | $(fair_ratio "$i" "$key" path)" \
        "| $(fair_ratio "$i" "$key" all) | $(mebibytes "$i.$key.resident_kib")" \
        "| $(mebibytes "$i.$key.anonymous_kib") |"
    done
  done
}

# Names the input in its first row only.
title_of_input() {
  [[ $2 == "${heapsh_keys[0]}" ]] || return 0
  echo "$(name_of "${inputs[$1]}"), $(megabytes_of "${inputs[$1]}"), $(millions "$1.all.objects" "$1.first.objects" "$1.shark.objects")"
}

# A ratio where peer and heapsh are asked for comparable things; see the README.
fair_ratio() {
  case $2-$3 in
    haha-first | haha-all | shark-first | nbsummary-first | nbpath-path) ratio "$1.$2.wall_ms" "$1.$3.wall_ms" ;;
  esac
}

print_queries() {
  local i
  echo "| input | byVia | shpaths | rp |"
  echo "|---|---|---|---|"
  for i in "${!inputs[@]}"; do
    echo "| $(name_of "${inputs[i]}") | $(seconds "$i.queries.byvia_ms")" \
      "| $(seconds "$i.queries.shpaths_ms") | $(seconds "$i.queries.rp_ms") |"
  done
}

print_aims() {
  local i name
  echo "| aim | input | wanted | measured | met |"
  echo "|---|---|---|---|---|"
  for i in "${!inputs[@]}"; do
    name=$(name_of "${inputs[i]}")
    case $name in
      small) aims_for "$i" "$name" 7 4 ;;
      medium) aims_for "$i" "$name" 20 8 200 ;;
      large) aims_for "$i" "$name" 20 7 500 ;;
    esac
    aim "$name" "Shark's open + histogram ÷ first table" 1 "$(ratio "$i.shark.wall_ms" "$i.first.wall_ms")"
  done
  print_growth_of_time
}

# aims_for I NAME FIRST ALL [MIB]
aims_for() {
  aim "$2" "MAT's open ÷ first table" "$3" "$(mat_ratio "$1" first)"
  aim "$2" "MAT's open ÷ everything" "$4" "$(mat_ratio "$1" all)"
  [[ -z ${5:-} ]] || aim_at_most "$2" "everything, outside file mappings, in MB" "$5" \
    "$(awk -v k="$(median "$1.all.anonymous_kib")" 'BEGIN { if (k == "") print "-"; else printf "%.0f\n", k * 1024 / 1e6 }')"
}

# MAT 1.17 needs 1.25 times as long as haha 1.3.
mat_ratio() {
  awk -v a="$(median "$1.haha.wall_ms")" -v b="$(median "$1.$2.wall_ms")" \
    'BEGIN { if (a == "" || b == "") print "-"; else printf "%.1f\n", 1.25 * a / b }'
}

# aim NAME WHAT WANTED MEASURED: at least.
aim() {
  echo "| $2 | $1 | ≥ $3 | $4 | $(awk -v w="$3" -v m="$4" 'BEGIN { print (m == "-" ? "-" : (m + 0 >= w + 0 ? "yes" : "no")) }') |"
}

aim_at_most() {
  echo "| $2 | $1 | ≤ $3 | $4 | $(awk -v w="$3" -v m="$4" 'BEGIN { print (m == "-" ? "-" : (m + 0 <= w + 0 ? "yes" : "no")) }') |"
}

# With medium and large in one run: how time grows, against the objects.
print_growth_of_time() {
  local i medium='' large='' key
  for i in "${!inputs[@]}"; do
    [[ ${inputs[i]} != medium ]] || medium=$i
    [[ ${inputs[i]} != large ]] || large=$i
  done
  [[ -n $medium && -n $large ]] || return 0
  for key in first all; do
    aim_at_most large "time large ÷ medium, ÷ objects large ÷ medium (${main_of[$key]})" 1.2 \
      "$(awk -v a="$(median "$large.$key.wall_ms")" -v b="$(median "$medium.$key.wall_ms")" \
        -v n="$(median "$large.$key.objects")" -v m="$(median "$medium.$key.objects")" \
        'BEGIN { if (a == "" || b == "") print "-"; else printf "%.2f\n", a / b / (n / m) }')"
  done
}
