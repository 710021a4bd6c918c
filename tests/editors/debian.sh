#!/usr/bin/env bash
# Unpacks programs of a Debian release into a folder, with all they need, the C library included. They run on other
# releases and distributions too, and the machine's own packages stay as they are.
#
# Usage: debian.sh FOLDER RELEASE PACKAGE…
#
# It needs apt-get, and the Debian packages `debian-archive-keyring` and `patchelf`. `DEBIAN_MIRROR` names the mirror.
set -euo pipefail

folder=$(realpath -m "${1:?usage: debian.sh FOLDER RELEASE PACKAGE…}")
release=$2
shift 2
[ "$(cat "$folder/.installed" 2>/dev/null)" = "$release $*" ] && exit

rm -rf "$folder"
apt=$folder/.apt
mkdir -p "$apt"/etc/{sources.list.d,preferences.d,apt.conf.d} "$apt"/state/lists/partial "$apt"/cache/archives/partial
touch "$apt/state/status"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
echo "deb [arch=$(dpkg --print-architecture) signed-by=$keyring] $mirror $release main" >"$apt/etc/sources.list"
# An apt of its own, on a machine on which nothing is installed yet.
cat >"$apt/apt.conf" <<EOF
Dir::Etc "$apt/etc";
Dir::State "$apt/state";
Dir::State::status "$apt/state/status";
Dir::Cache "$apt/cache";
APT::Sandbox::User "root";
Acquire::Languages "none";
EOF
export APT_CONFIG=$apt/apt.conf
apt-get -q update >"$apt/log"
apt-get -q -y --no-install-recommends --download-only install "$@" >>"$apt/log"
for package in "$apt"/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$folder"
done

# The programs are told where their own loader and libraries are.
loader=$(echo "$folder"/usr/lib/*/ld-linux-*.so.*)
libraries=$(dirname "$loader")
for program in "$folder"/usr/bin/*; do
    program=$(realpath "$program")
    if patchelf --print-interpreter "$program" >/dev/null 2>&1; then
        patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program"
    fi
done
rm -rf "$apt"
echo "$release $*" >"$folder/.installed"
