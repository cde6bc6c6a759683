# Sourced by the commands beside it. Sets `root`; `ensure_environment FILE…` makes .venv hold these requirements.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PYTHONPATH="$root" PYTHONUNBUFFERED=1
# Images of containers often set it; each of our processes would then compile everything anew.
unset PYTHONDONTWRITEBYTECODE

find_python() {
  local name
  for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
    if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  echo "Nodig is Python 3.11 of nieuwer, met venv; geen van python3.14 … python3.11, python3 voldoet." >&2
  echo "Installeer die eerst, bijvoorbeeld: apt-get install python3 python3-venv" >&2
  return 1
}

ensure_environment() {
  local file wanted=
  for file in "$@"; do wanted+=$(<"$root/$file"); done
  if [ -x "$root/.venv/bin/python" ] && [ -f "$root/.venv/installed-$1" ] &&
    [ "$wanted" = "$(<"$root/.venv/installed-$1")" ] && "$root/.venv/bin/python" -c '' 2>/dev/null; then
    return
  fi
  local python
  python=$(find_python) || exit 1
  "$python" "$root/bin/environment.py" "$@" >&2 || exit 1
}
