#!/bin/sh
# Makes a bare machine ready: system packages where it may, then .venv. Run by every `make` target; when all is
# there it says nothing, needs no network and takes less than a second. Everything it says goes to stderr.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

# --- Python -------------------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

PYTHON=
for name in ${PYTHON3:-} python3 python3.13 python3.12 python3.11 python3.14; do
    if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then PYTHON=$name && break; fi
done
if [ -z "$PYTHON" ]; then
    say "Polyleaf needs Python 3.11 or newer. Install it (Debian, Ubuntu: apt-get install python3), then run make again."
    exit 1
fi

# --- What is missing ----------------------------------------------------------------------------------------

# Each part: whether it is there, its packages, megabytes to download, what is off without it.
FONTS="fonts-noto-core fonts-noto-cjk"
MACHINE="apertium apertium-eng-spa apertium-eng-cat apertium-en-gl apertium-es-pt apertium-spa-ita apertium-fra-cat"

have_package() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
have_packages() { for package; do have_package "$package" || return 1; done; }
have_fonts() {
    if command -v dpkg-query >/dev/null 2>&1; then have_packages $FONTS
    else fc-list 2>/dev/null | grep -q NotoNastaliq && fc-list | grep -q 'Noto.*CJK'; fi
}
have_machine() { command -v apertium >/dev/null && { ! command -v dpkg-query >/dev/null || have_packages $MACHINE; }; }
have_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
have_server() { ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null || command -v initdb; }
have_venv() { "$PYTHON" -c 'import ensurepip, venv'; }

case $("$PYTHON" -c 'import sys; print(sys.executable)') in
/usr/bin/python3.*) VENV="$(basename "$PYTHON")-venv" ;;
*) VENV=python3-venv ;;
esac

WANTED= OFF= MEGABYTES=0
lacking() { # packages, megabytes, what is off
    WANTED="$WANTED $1" MEGABYTES=$((MEGABYTES + $2))
    if [ -n "$3" ]; then OFF="$OFF
  - $3"; fi
}
look() {
    WANTED= OFF= MEGABYTES=0
    [ -x .venv/bin/python ] || have_venv >/dev/null 2>&1 || lacking "$VENV" 5 ""
    have_fonts >/dev/null 2>&1 || lacking "$FONTS" 70 "PDF in most languages (needs the fonts)"
    have_machine >/dev/null 2>&1 ||
        lacking "$MACHINE" 25 "machine drafts in Spanish, Catalan, Galician, Portuguese, Italian, French (needs Apertium)"
    have_browser >/dev/null 2>&1 || lacking chromium 130 "tests in a browser (needs Chromium)"
    command -v pdftotext >/dev/null 2>&1 || lacking poppler-utils 5 "tests that read a PDF back (needs poppler-utils)"
    have_server >/dev/null 2>&1 || lacking postgresql 45 "tests on PostgreSQL (needs its server programs)"
    command -v msgfmt >/dev/null 2>&1 || lacking gettext 2 "tests against GNU gettext"
}
look

# What this system's package lists do not have is not asked for again.
UNKNOWN=.venv/polyleaf-unknown-packages
STAMP=.venv/polyleaf-installed
print_stamp() { { cat pyproject.toml && "$PYTHON" -V && pwd; } | cksum; }
installed() { [ -x .venv/bin/python ] && .venv/bin/python -c '' && [ "$(cat $STAMP 2>/dev/null)" = "$(print_stamp)" ]; }

may_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && [ -z "${NO_APT:-}" ] &&
        [ "$(cat $UNKNOWN 2>/dev/null)" != "$WANTED" ]
}

# --- First say what will happen -----------------------------------------------------------------------------

MINUTES=0 TOTAL=0
if [ -n "$WANTED" ] && may_apt; then
    TOTAL=$((TOTAL + MEGABYTES)) MINUTES=$((MINUTES + 1 + MEGABYTES / 60))
    say "System packages to install (apt-get):$WANTED"
fi
if ! installed; then
    TOTAL=$((TOTAL + 150)) MINUTES=$((MINUTES + 2))
    say "Python packages to install: those of pyproject.toml, into .venv ($("$PYTHON" -V), 700 MB on disk)"
fi
if [ "$TOTAL" -gt 0 ]; then say "This downloads about $TOTAL MB and takes about $MINUTES minutes. Later runs skip it."; fi

# --- System packages ----------------------------------------------------------------------------------------

# Of what is wanted, the packages that are not installed and that this system's lists have.
known() {
    for package in $WANTED; do
        if have_package "$package"; then continue; fi
        case "$(apt-cache policy "$package" 2>/dev/null)" in
        *'Candidate: (none)'* | '') ;;
        *) printf ' %s' "$package" ;;
        esac
    done
}

apt() { DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 "$@" >/dev/null; }

# The server programs are wanted, not a server that runs: no cluster is made, so nothing listens.
CLUSTER=/etc/postgresql-common/createcluster.d/polyleaf.conf
install_packages() {
    FRESH=yes
    apt update || { FRESH=; say "apt-get update failed; going on with the lists that are here."; }
    FOUND=$(known)
    [ -n "$FOUND" ] || return 0
    case "$FOUND" in *postgresql*) mkdir -p "${CLUSTER%/*}" && echo 'create_main_cluster = false' >"$CLUSTER" ;; esac
    trap 'rm -f "$CLUSTER"' EXIT INT TERM
    apt install --no-install-recommends -y $FOUND ||
        for package in $FOUND; do apt install --no-install-recommends -y "$package" || say "Could not install $package."; done
    rm -f "$CLUSTER"
    trap - EXIT INT TERM
}
FRESH=
if [ -n "$WANTED" ] && may_apt; then
    install_packages
    look
fi
if [ -n "$WANTED" ]; then
    SUDO='sudo '
    if [ "$(id -u)" = 0 ]; then SUDO=; fi
    LINE=$(known)
    if [ -z "$LINE" ] && { [ -n "$FRESH" ] || [ "$(cat $UNKNOWN 2>/dev/null)" = "$WANTED" ]; }; then
        say "This system does not have all packages ($(echo $WANTED)). Without them this is off, and nothing else:$OFF"
    else
        say "Some system packages are not here. On Debian or Ubuntu this one line installs them:"
        say "  ${SUDO}apt-get install --no-install-recommends${LINE:-$WANTED}"
        if [ -n "$OFF" ]; then say "Until then this is off, and nothing else:$OFF"; fi
    fi
fi

# --- Python packages ----------------------------------------------------------------------------------------

remember_unknown() { if [ -n "$FRESH" ] && [ -d .venv ]; then printf '%s' "$WANTED" >$UNKNOWN; fi; }
if installed; then
    remember_unknown
    exit 0
fi
if ! { [ -x .venv/bin/python ] && new_enough .venv/bin/python && .venv/bin/python -m pip -V >/dev/null 2>&1; }; then
    rm -rf .venv
    if ! "$PYTHON" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        say "Python cannot make a virtual environment here. Install $VENV (the line above), then run make again."
        exit 1
    fi
fi
if ! .venv/bin/python -m pip install -qq --disable-pip-version-check --editable '.[dev]' >&2; then
    say "The Python packages could not be installed (pip's message is above). Is there a network? Run make again then."
    exit 1
fi
print_stamp >$STAMP
remember_unknown
