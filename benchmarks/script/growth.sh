# benchmarks/run --growth: comparing two dumps, against opening one and finding paths in it.
# shellcheck shell=bash

growth() {
  local round before=${inputs[0]} after=${inputs[1]:-}
  ((${#inputs[@]} == 2)) || fail "--growth needs two inputs, the older first"
  for ((round = 1; round <= rounds; round++)); do
    measure "paths" allpaths "$(xmx_of allpaths "$after")" "$(dump_of "$after")"
    measure "growth" growth "$(xmx_of growth "$after")" "$(dump_of "$before")" "$(dump_of "$after")"
  done
  print_environment
  echo "- rounds: $rounds, interleaved, medians; JVM heap $(xmx_of growth "$after")"
  echo
  echo "| inputs | process | time | ÷ paths | peak resident | outside file mappings |"
  echo "|---|---|---|---|---|---|"
  print_growth "$(name_of "$after")" paths allpaths
  print_growth "$(name_of "$before"), $(name_of "$after")" growth growth
}

# print_growth INPUTS PREFIX KEY
print_growth() {
  echo "| $1 | ${title_of[$3]} | $(seconds "$2.wall_ms") | $(ratio "$2.wall_ms" paths.wall_ms)" \
    "| $(mebibytes "$2.resident_kib") | $(mebibytes "$2.anonymous_kib") |"
}
