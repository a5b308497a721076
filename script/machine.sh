# Read by the other scripts: what sets things up on this machine.

# Every program of that name on the PATH: the first may be a stand-in that does not run.
every() {
  saved=$IFS
  IFS=:
  for folder in $PATH; do
    [ -f "${folder:-.}/$1" ] && [ -x "${folder:-.}/$1" ] && printf '%s\n' "${folder:-.}/$1"
  done
  IFS=$saved
}

find_uv() {
  every uv | while IFS= read -r candidate; do
    if "$candidate" --version >/dev/null 2>&1; then printf '%s\n' "$candidate"; break; fi
  done | grep .
}

# A Python that is new enough and has all of "$1"; the newest that every package knows comes first.
find_python() {
  for name in python3.13 python3.12 python3.11 python3.14 python3 python; do
    every "$name"
  done | while IFS= read -r candidate; do
    if "$candidate" -c "import sys, fcntl, ssl, venv, $1; sys.exit(sys.version_info < (3, 11))" \
      >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      break
    fi
  done | grep . || {
    echo "Python 3.11 or newer with its venv module is needed (Debian: apt-get install python3-venv)." >&2
    return 1
  }
}
