#!/bin/sh
# Sees to it that there are the programs that pip does not bring: a Chromium for the tests with a browser, nginx and
# openssl for those behind a proxy; and the library of social cards. What is missing is installed, or the run ends here.
# `tests/programs.py` finds it.
set -eu
cd "$(dirname "$0")/.."

CHROMIUM_PACKAGE=@sparticuz/chromium@153.0.0

# Debian has nginx where a user does not look for it.
PATH=$PATH:/usr/sbin:/sbin

# install PACKAGE...: from the distribution, where that is possible
install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing $* from the distribution ..."
    apt-get -qq update &&
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-remove --no-install-recommends "$@" >/dev/null
}

missing() {
    echo "$1" >&2
    exit 1
}

# has NAME...: whether one of these browsers runs
has() {
    for name in "$@"; do
        command -v "$name" >/dev/null && "$name" --version 2>/dev/null && return
    done
    return 1
}

has_chromium() {
    has chromium chromium-browser google-chrome google-chrome-stable .venv/bin/chromium
}

# Chromium without what it needs for windows: the tests cost the processor a third less in it. Debian has it.
has_shell() {
    has chromium-headless-shell
}

knows_shell() {
    command -v apt-cache >/dev/null && apt-cache show chromium-headless-shell >/dev/null 2>&1
}

chromium_from_npm() {
    command -v npm >/dev/null || return 1
    echo "Installing Chromium from npm into .venv ..."
    npm install --silent --no-save --prefix .venv/chromium "$CHROMIUM_PACKAGE"
    # The package unpacks its browser, compressed inside it, into the temporary folder.
    (cd .venv/chromium && TMPDIR=$PWD node --input-type=module --eval \
        'import chromium from "@sparticuz/chromium"; await chromium.executablePath()')
    ln -sf ../chromium/chromium .venv/bin/chromium
    .venv/bin/chromium --version
}

if [ -n "${CHROMIUM:-}" ]; then
    "$CHROMIUM" --version || missing "CHROMIUM=$CHROMIUM does not run."
else
    # fonts-noto-core: without it Arabic is empty boxes.
    has_shell || { knows_shell && install chromium-headless-shell fonts-noto-core && has_shell; } ||
        has_chromium || { install chromium-headless-shell fonts-noto-core && has_shell; } ||
        { install chromium fonts-noto-core && has_chromium; } || chromium_from_npm ||
        missing "The tests need Chromium: install it (Debian: apt install chromium), or name one in CHROMIUM."
fi

# Pillow opens it when it sets Arabic.
has_fribidi() {
    .venv/bin/python -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("fribidi"))'
}

has_fribidi || { install libfribidi0 && has_fribidi; } ||
    missing "The tests need libfribidi: install it (Debian: apt install libfribidi0)."

for program in nginx openssl; do
    command -v "$program" >/dev/null || { install "$program" && command -v "$program" >/dev/null; } ||
        missing "The tests need $program: install it (Debian: apt install $program)."
done
