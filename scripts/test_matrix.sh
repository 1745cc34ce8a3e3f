#!/bin/sh
# The tests on every Python from 3.11 that this machine has, each in an environment of its own: once with the newest
# dependencies that pyproject.toml allows, once (3.11) with the oldest. A version that is not here is named and skipped.
set -u
cd "$(dirname "$0")/.."
failed=0
run() { # version, interpreter, kind
    place="build/matrix/$1-$3"
    echo "== Python $1, $3 dependencies"
    "$2" -m venv --clear "$place" && "$place/bin/pip" install -q --disable-pip-version-check uv || return 1
    resolution=highest
    [ "$3" = oldest ] && resolution=lowest-direct
    "$place/bin/uv" pip install -q --python "$place/bin/python" --resolution "$resolution" -e '.[all]' &&
        "$place/bin/uv" pip install -q --python "$place/bin/python" --group dev &&
        "$place/bin/python" -m pytest -q -m "not corpus and not program" --ignore=tests/hardening
}
for version in 3.11 3.12 3.13 3.14; do
    python=$(command -v "python$version") || { echo "== Python $version is not on this machine: skipped"; continue; }
    run "$version" "$python" newest || failed=1
    [ "$version" != 3.11 ] || run "$version" "$python" oldest || failed=1
done
exit $failed
