#!/usr/bin/env bash
# Makes heapsh a kernel of Jupyter, for this user; brings a Jupyter from Debian's packages if there is none.
#
#   notebooks/setup.sh [install] [--heap 8g]   builds what is not built; --heap sets the kernel's heap
#   notebooks/setup.sh check                   starts the kernel and asks it something
#   notebooks/setup.sh uninstall
#   notebooks/setup.sh --test                  brings what the tests need: Jupyter, and Chromium for a look
#
# JAVA_HOME chooses the JDK, now and for the kernel.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
packages=(jupyter-notebook jupyter-client python3-nbconvert python3-ipykernel)
test_packages=(chromium fonts-dejavu-core python3-objgraph)
name=heapsh
jupyter=

fail() {
  echo "heapsh: $*" >&2
  exit 1
}

# Sets $jupyter to one that runs; others, such as a pyenv's that has none installed, are passed over.
find_jupyter() {
  local candidate
  while read -r candidate; do
    if [[ -x $candidate ]] && "$candidate" kernelspec --version >/dev/null 2>&1; then
      jupyter=$candidate
      return 0
    fi
  done < <(type -aP jupyter)
  return 1
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

may_install() {
  command -v apt-get >/dev/null && { ((EUID == 0)) || sudo -n true 2>/dev/null; }
}

install_packages() {
  echo "heapsh: installing $*" >&2
  as_root apt-get update -qq >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_jupyter() {
  find_jupyter && return
  may_install || fail "no Jupyter here and no rights to install one; ask for the Debian packages" \
    "${packages[*]}, or run: python3 -m pip install notebook"
  install_packages "${packages[@]}" || fail "apt-get could not install ${packages[*]}; see above"
  find_jupyter || fail "Jupyter's packages are installed, but no jupyter on the PATH runs"
}

need_new_jupyter() {
  local version
  version=$("$jupyter" kernelspec --version 2>/dev/null)
  [[ $(printf '%s\n' 5.2 "$version" | sort -V | head -n 1) == 5.2 ]] ||
    fail "the Jupyter here is too old: jupyter_client $version ($jupyter); 5.2 or newer can interrupt this kernel"
}

need_jdk() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java feature
  command -v "$java" >/dev/null || fail "no $java; install a JDK, 17 or newer, or set JAVA_HOME to one"
  feature=$("$java" -version 2>&1 | sed -nE 's/.* version "(1\.)?([0-9]+).*/\2/p' | head -n 1)
  ((${feature:-0} >= 17)) ||
    fail "$java is of JDK ${feature:-?}; the kernel needs 17 or newer: set JAVA_HOME to one"
  "$java" --describe-module jdk.jshell >/dev/null 2>&1 ||
    fail "$java is of a runtime without jdk.jshell; set JAVA_HOME to a whole JDK"
}

need_jars() {
  [[ -f $home/toolkit/target/heapsh.jar && -f $home/notebooks/target/heapsh-kernel.jar ]] && return
  command -v mvn >/dev/null || fail "the kernel is not built, and there is no Maven to build it: install maven"
  echo "heapsh: building ..." >&2
  (cd "$home" && mvn -q -B package -DskipTests) >&2 || fail "the build failed; see above"
}

json() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

kernel_json() {
  local environment=()
  [[ -z $heap ]] || environment+=("\"HEAPSH_HEAP\": $(json "$heap")")
  [[ -z ${JAVA_HOME-} ]] || environment+=("\"JAVA_HOME\": $(json "$JAVA_HOME")")
  cat <<EOF
{
  "argv": [$(json "$home/notebooks/kernel"), "{connection_file}"],
  "display_name": "heapsh (Java)",
  "language": "java",
  "interrupt_mode": "message",
  "env": {$(IFS=,; echo "${environment[*]-}")}
}
EOF
}

install_kernel() {
  [[ -z $heap || $heap =~ ^[0-9]+[kKmMgG]$ ]] || fail "--heap wants a size such as 8g or 900m, not '$heap'"
  need_jdk
  need_jupyter
  need_new_jupyter
  need_jars
  local spec output
  spec=$(mktemp -d)
  trap 'rm -rf "$spec"' RETURN
  kernel_json >"$spec/kernel.json"
  output=$("$jupyter" kernelspec install --user --replace --name "$name" "$spec" 2>&1) ||
    fail "cannot install the kernel for this user: $(tail -n 1 <<<"$output")"
  echo "heapsh is a kernel of Jupyter now: $(dirname "$jupyter")/jupyter notebook $home/notebooks"
}

is_installed() {
  local kernels
  kernels=$("$jupyter" kernelspec list 2>/dev/null)
  grep -qE "^ *$name " <<<"$kernels"
}

uninstall_kernel() {
  find_jupyter || fail "no Jupyter here, and so no kernel of heapsh"
  is_installed || fail "heapsh is no kernel of the Jupyter here"
  "$jupyter" kernelspec remove -f "$name" >/dev/null 2>&1 || fail "cannot remove the kernel; see $jupyter kernelspec list"
  echo "heapsh is no kernel of Jupyter any more"
}

check_kernel() {
  find_jupyter || fail "no Jupyter here; run notebooks/setup.sh"
  is_installed || fail "not installed; run notebooks/setup.sh"
  local answer
  answer=$(echo 'System.out.println("answer " + hp);' | "$jupyter" run --kernel "$name" 2>&1) || true
  grep -q 'answer null' <<<"$answer" || fail "the kernel does not answer: $(tail -n 1 <<<"$answer")"
  echo "heapsh answers in Jupyter"
}

test_setup() {
  find_jupyter && command -v chromium >/dev/null && return
  { may_install && install_packages "${packages[@]}" "${test_packages[@]}"; } ||
    echo "heapsh: Jupyter and Chromium cannot be had here; tests that need them are skipped" >&2
}

command=install
heap=
while (($#)); do
  case $1 in
    install | uninstall | check) command=$1 ;;
    --test) command=test ;;
    --heap)
      heap=${2-}
      [[ -n $heap ]] || fail "--heap wants a size such as 8g"
      shift
      ;;
    -h | --help)
      sed -n '2,/^set/ { /^#/ s/^# \{0,1\}//p }' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    *) fail "unknown argument '$1'; see notebooks/setup.sh --help" ;;
  esac
  shift
done

case $command in
  install) install_kernel ;;
  uninstall) uninstall_kernel ;;
  check) check_kernel ;;
  test) test_setup ;;
esac
