#!/bin/sh
# See to it that the browser tests find a Chromium: install_browser.sh PYTHON
# Playwright itself is in the lock; its browser is not a Python package.
set -eu
python="${1:-.venv/bin/python}"

# The names that tests/browsing.py looks for, in the same order.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" > /dev/null; then
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing Chromium with apt-get …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq < /dev/null
    apt-get install -y -qq --no-install-recommends chromium < /dev/null > /dev/null
else
    echo "Looking for Playwright's Chromium, downloading it where missing …"
    "$python" -m playwright install chromium
fi
