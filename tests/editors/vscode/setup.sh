#!/usr/bin/env bash
# Installs a real VS Code (code-server), the Node.js it wants, and a browser to see it in. What is there already
# stays. usage: setup.sh FOLDER
set -euo pipefail

folder=${1:?usage: setup.sh FOLDER}
node=24
playwright=1.64
code_server=4.139.1

packages=()
for package in chromium libkrb5-dev g++ make pkg-config python3 fonts-dejavu-core; do
  dpkg -s "$package" >/dev/null 2>&1 || packages+=("$package")
done
if ((${#packages[@]})); then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

# npm_install NAME PACKAGE...: a folder of its own, complete once `.installed` says so.
npm_install() {
  local into="$folder/$1"
  shift
  [ "$(cat "$into/.installed" 2>/dev/null)" = "$*" ] && return
  rm -rf "$into"
  mkdir -p "$into"
  echo '{ "private": true }' >"$into/package.json"
  (cd "$into" && npm install --no-audit --no-fund --loglevel=error --foreground-scripts "$@" >install.log 2>&1) ||
    { tail -n 40 "$into/install.log"; echo "setup: could not install $*"; exit 1; }
  echo "$*" >"$into/.installed"
}

npm_install node "node@$node"
npm_install playwright "playwright-core@$playwright"
# code-server compiles native modules: against the headers that the npm package of Node.js brings along.
home=$(echo "$folder"/node/node_modules/node/node_modules/node-*)
PATH="$home/bin:$PATH" npm_config_nodedir="$home" npm_install code-server "code-server@$code_server"
ln -sfn "$home/bin" "$folder/bin"
