#!/bin/sh
# Make the virtual environment: make_venv.sh PYTHON FOLDER
set -eu
python="${1:-}"
folder="${2:-.venv}"

if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11 …" >&2
    exit 1
fi

# Debian cuts ensurepip out of Python, and `python -m venv` notices only half-way.
if ! "$python" -c 'import ensurepip' 2> /dev/null; then
    package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq < /dev/null
        apt-get install -y -qq --no-install-recommends "$package" ca-certificates < /dev/null > /dev/null
    else
        echo "This Python makes no environments. As root: apt-get install $package" >&2
        exit 1
    fi
fi

"$python" -m venv "$folder"
