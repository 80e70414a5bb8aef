# benchmarks/run --phases: each phase of the engine against a bare walk over the records.
# shellcheck shell=bash

# Figure, and what the table calls it; two parts stand below their sum.
phase_rows=(
  'open|open: all below'
  'catalog_ids|  catalog, ids'
  'object_pass|  object pass: classes, sizes, references'
  'reachability|reachability'
  'table|first table, printed'
  'incoming|incoming references'
  'byvia|byVia of the biggest class'
  'shpaths|shpaths of the biggest class'
  'dominators|dominators, retained sizes: all below'
  'regions|  regions, dominators'
  'dominator_pass|  sums'
  'retained_set|retained size of the biggest class as a set'
)

phases() {
  local round i
  for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    for i in "${!inputs[@]}"; do
      measure "$i.walk" walk "$(xmx_of walk "${inputs[i]}")" "$(dump_of "${inputs[i]}")"
      measure "$i.phases" phases "$(xmx_of phases "${inputs[i]}")" "$(dump_of "${inputs[i]}")"
    done
  done
  print_environment
  echo "- rounds: $rounds, medians; -Xmx as in the comparison"
  echo
  print_phases
}

print_phases() {
  local i row figure header='| phase |' line='|---|'
  for i in "${!inputs[@]}"; do
    header+=" $(name_of "${inputs[i]}"), $(millions "$i.walk.objects") | ÷ walk |"
    line+='---|---|'
  done
  echo "$header"
  echo "$line"
  echo "| bare walk over the records |$(for i in "${!inputs[@]}"; do phase_cells "$i.walk.walk_us" "$i"; done)"
  for row in "${phase_rows[@]}"; do
    figure=${row%%|*}
    row=${row#*|}
    echo "| ${row/#  /… } |$(for i in "${!inputs[@]}"; do phase_cells "$i.phases.${figure}_us" "$i"; done)"
  done
}

# Prints a time and its ratio to the walk, as two cells.
phase_cells() {
  awk -v us="$(median "$1")" -v walk="$(median "$2.walk.walk_us")" 'BEGIN {
    if (us == "") printf " - | - |"
    else printf " %.3f s | %s |", us / 1e6, walk == "" ? "-" : sprintf("%.1f", us / walk)
  }'
}
