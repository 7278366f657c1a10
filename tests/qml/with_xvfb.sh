#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a command on a screen of its own, drawn by OpenGL in software: with_xvfb.sh COMMAND [ARG]...
# Exit status: the command's; 77 if there is no Xvfb.
command -v Xvfb >/dev/null || { echo "no Xvfb: install the package xvfb" >&2; exit 77; }

work=$(mktemp -d) || exit 1
mkfifo "$work/display" || exit 1
# Xvfb picks a free display itself and says which: two runs at once do not collide.
Xvfb -displayfd 3 -screen 0 3840x2160x24 +extension GLX -nolisten tcp 3>"$work/display" 2>"$work/log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT INT TERM
read -r number <"$work/display" || { cat "$work/log" >&2; exit 1; }

DISPLAY=":$number" QT_QPA_PLATFORM=xcb LIBGL_ALWAYS_SOFTWARE=1 QSG_RHI_BACKEND=opengl "$@"
