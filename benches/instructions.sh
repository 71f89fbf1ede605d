#!/usr/bin/env bash
# Instructions that one small comparison takes, counted by valgrind on one thread: a figure that does
# not depend on how busy the machine is.
#
#   benches/instructions.sh BINARY            prints the count, millions
#   benches/instructions.sh BINARY LIMITS     fails above the figure of the binary's profile in LIMITS
#                                             by more than a tenth (benches/instructions.txt)
#
# LIMITS has one line a profile: "debug 12345" or "release 6789", millions.
set -euo pipefail
binary=$1 limits=${2:-}
photos=$(cd "$(dirname "$0")/../fixtures/course_small/photos" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/instructions.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Exit status 3 says that something was not measured: the work was done all the same.
valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$work/log" \
    "$binary" compare "$photos/2026-01-12_vertex.jpg" "$photos/2026-07-12_vertex.jpg" \
    -o "$work/out" --jobs 1 --no-images -q >/dev/null || [ $? -eq 3 ]
count=$(sed -n 's/.*refs: *//p' "$work/log" | tr -d ,)
[ -n "$count" ] || { echo "valgrind counted nothing:" >&2; cat "$work/log" >&2; exit 1; }
count=$((count / 1000000))
echo "$count million instructions"

[ -n "$limits" ] || exit 0
profile=debug
case $binary in *release*) profile=release ;; esac
figure=$(awk -v p="$profile" '$1 == p { print $2 }' "$limits")
[ -n "$figure" ] || { echo "$limits has no line for $profile" >&2; exit 1; }
if [ "$count" -gt $((figure + figure / 10)) ]; then
    echo "more than a tenth above the $figure million of $limits: find what costs so much, or write the new figure there and say why" >&2
    exit 1
fi
