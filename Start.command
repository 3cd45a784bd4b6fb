#!/bin/sh
# Opens the app with a double click on macOS, or with "sh Start.command" anywhere but on Windows.
# The first time it makes the environment in .venv; launcher/ has what it says.

cd -- "$(dirname -- "$0")" || exit 1
if [ ! -f app.py ]; then
  echo "Please unpack the whole ZIP file first, then open Start.command in the unpacked folder."
  exit 1
fi
inside=.venv/bin/python
stamp=.venv/pyproject.toml # as it was when all it asks for had been installed

locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
# What a Mac speaks is not always told to the terminal.
if [ "$(uname)" = Darwin ]; then locale=$(defaults read -g AppleLocale 2>/dev/null || echo "$locale"); fi
case $locale in
  pl*) language=pl ;;
  ru*) language=ru ;;
  *) language=en ;;
esac

say() { printf '\n' && cat "launcher/$language/$1.txt" && printf '\n'; }

give_up() {
  say "$1"
  exit 1
}

suits() {
  # Without its tools macOS has a python3 that only asks to install them.
  if [ "$(command -v "$1")" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ]; then
    xcode-select -p >/dev/null 2>&1 || return 1
  fi
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  # A double click does not read the profile that puts these on the path.
  PATH=$PATH:/usr/local/bin:/opt/homebrew/bin:/Library/Frameworks/Python.framework/Versions/Current/bin
  for python in python3.14 python3.13 python3.12 python3.11 python3 python; do
    if suits "$python"; then return; fi
  done
  return 1
}

works() { "$inside" -c 'import pip' >/dev/null 2>&1; }

if ! works || ! cmp -s pyproject.toml "$stamp"; then
  if works; then
    say update
  else
    find_python || give_up no_python
    say first_time
    rm -rf .venv
    "$python" -m venv .venv || give_up no_folder
  fi
  rm -f "$stamp"
  "$inside" -m pip install --disable-pip-version-check --no-input -e . || give_up no_internet
  cp pyproject.toml "$stamp"
fi

say opening
# Not by the script in .venv/bin: that one stays behind when the folder is moved.
"$inside" -c 'import sys; from segmentation.cli import main; sys.exit(main())' "$@" || give_up failed
