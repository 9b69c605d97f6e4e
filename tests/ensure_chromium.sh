#!/bin/sh
# Sees to it that there is a Chromium for the browser tests: the one named in CHROMIUM, one on the PATH, Debian's (as
# root), else the one inside an npm package, unpacked into .venv. `tests/programs.py` finds what this leaves.
set -eu
cd "$(dirname "$0")/.."

PACKAGE=@sparticuz/chromium@153.0.0

if [ -n "${CHROMIUM:-}" ]; then
    "$CHROMIUM" --version && exit 0
    echo "CHROMIUM=$CHROMIUM does not run." >&2
    exit 1
fi

for name in chromium chromium-browser google-chrome google-chrome-stable .venv/bin/chromium; do
    if command -v "$name" >/dev/null && "$name" --version 2>/dev/null; then
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium from the distribution (about half a minute) ..."
    # fonts-noto-core: without it Arabic is empty boxes.
    if apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends chromium fonts-noto-core >/dev/null; then
        chromium --version && exit 0
    fi
fi

if command -v npm >/dev/null; then
    echo "Installing Chromium from npm into .venv ..."
    npm install --silent --no-save --prefix .venv/chromium "$PACKAGE"
    # The package unpacks its browser, compressed inside it, into the temporary folder.
    (cd .venv/chromium && TMPDIR=$PWD node --input-type=module --eval \
        'import chromium from "@sparticuz/chromium"; await chromium.executablePath()')
    ln -sf ../chromium/chromium .venv/bin/chromium
    .venv/bin/chromium --version && exit 0
fi

echo "The browser tests need Chromium: install it (Debian: apt install chromium), or name one in CHROMIUM." >&2
exit 1
