#!/bin/sh
# See to it that the browser tests find a Chromium and a Firefox: install_browser.sh PYTHON
# Playwright and puppeteer themselves are in the locks; the browsers are not packages of theirs.
set -eu
python="${1:-.venv/bin/python}"

# The first of these programs that is there.
there() {
    for name in "$@"; do
        if command -v "$name" > /dev/null; then
            return 0
        fi
    done
    return 1
}

# Debian's package, for those who may install one.
updated=
install() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
        return 1
    fi
    echo "Installing $1 with apt-get …"
    export DEBIAN_FRONTEND=noninteractive
    if [ -z "$updated" ]; then
        apt-get update -qq < /dev/null
        updated=yes
    fi
    apt-get install -y -qq --no-install-recommends "$1" < /dev/null > /dev/null
}

# Playwright brings a Node.js of its own, and that wants a library which a bare Debian 12 does not have.
if ! "$python" -m playwright --version > /dev/null 2>&1; then
    install libatomic1 || echo "Playwright does not start: is libatomic missing?" >&2
fi

# The names that tests/browsing.py looks for, in the same order. The shell is the same engine without windows, menus and
# their pages, and takes a third of the processor's time for a tab: the tests take it even where there is a Chromium.
if ! there chromium-headless-shell && ! install chromium-headless-shell; then
    if ! there chromium chromium-browser google-chrome google-chrome-stable && ! install chromium; then
        echo "Looking for Playwright's Chromium, downloading it where missing …"
        "$python" -m playwright install chromium
    fi
fi

# The names of tests/firefox.py. Its tests are skipped without it, and fail in CI.
if ! there firefox-esr firefox; then
    install firefox-esr || echo "Firefox is missing: install your system's package to run its tests too." >&2
fi
