#!/bin/sh
# The tests on every Python from 3.11 that can be had here, each in an environment of its own: with the newest dependencies
# that pyproject.toml allows, and on 3.11 with the oldest too (of those it names; what they bring is the newest that fits).
# The pages are left out: what they show is printed by the versions in constraints.txt. So are measurements of time and the
# long tests of hardening.
# A Python that neither stands on the path or under pyenv nor can be fetched by uv is named and skipped. A test run fails
# the whole; ONLY="3.12-newest 3.11-oldest" takes some, and what is given after the script goes to pytest.
set -u
cd "$(dirname "$0")/.."
tools=build/matrix/tools
uv=$tools/bin/uv
test -x "$uv" || { "${PYTHON:-python3}" -m venv --clear "$tools" && "$tools/bin/pip" install -q --disable-pip-version-check uv; } || exit 1

found() { # the interpreter of a version; nothing where there is none
    for python in "$(command -v "python$1")" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python; do
        [ -n "$python" ] && "$python" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null && echo "$python" && return
    done
    "$uv" python install -q "$1" 2>/dev/null && "$uv" python find "$1" 2>/dev/null
}

run() { # version, interpreter, newest or oldest, what pytest shall know
    name=$1-$3 python=$2 resolution=highest
    [ "$3" = newest ] || resolution=lowest-direct
    shift 3
    place=build/matrix/$name
    "$uv" venv -q --clear --python "$python" "$place" || return 1
    "$uv" pip install -q --python "$place/bin/python" --resolution "$resolution" -e '.[all]' || return 1
    # the tools of the tests are the newest that go with what pyproject.toml names for the package
    "$uv" pip freeze -q --python "$place/bin/python" --exclude-editable | while IFS= read -r line; do
        ! grep -qi "\"${line%%==*}[[>]" pyproject.toml || echo "$line"
    done > "$place/named.txt"
    "$uv" pip install -q --python "$place/bin/python" -c "$place/named.txt" --group dev || return 1
    [ $# -gt 0 ] || set -- -m "not corpus and not program" -k "not time_grows" --ignore=tests/hardening --ignore=tests/test_docs.py
    "$place/bin/python" -m pytest -q -p no:cacheprovider "$@"
}

failed=0 told=""
for version in 3.11 3.12 3.13 3.14; do
    kinds=newest
    [ "$version" != 3.11 ] || kinds="newest oldest"
    for kind in $kinds; do
        [ -z "${ONLY:-}" ] || case " $ONLY " in *" $version-$kind "*) ;; *) continue ;; esac
        echo "== Python $version, $kind dependencies"
        python=$(found "$version")
        if [ -z "$python" ]; then
            result="not to be had on this machine: skipped"
        elif run "$version" "$python" "$kind" "$@"; then
            result=passed
        else
            result=FAILED failed=1
        fi
        told="$told$version $kind: $result
"
    done
done
printf '%s' "$told"
exit $failed
