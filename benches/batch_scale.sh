#!/usr/bin/env bash
# Does a batch scale? Throughput of the first and the last quarter, peak memory at a small and the
# full number of courses, and how busy the cores are.
#
#   benches/batch_scale.sh [COURSES] [WIDTHxHEIGHT] [SMALL]      default: 200 1500x2000 20
#
# Renders phantom courses of four photos (a few distinct ones, copied under other names: the
# measuring does not know), then runs batch over SMALL and over all of them. Needs GNU time.
set -euo pipefail
courses=${1:-200} size=${2:-1500x2000} small=${3:-20}
root=$(cd "$(dirname "$0")/.." && pwd)
binary=${TRICHOLAPSE:-$root/target/release/tricholapse}
jobs=${JOBS:-$(nproc)}
work=$(mktemp -d "${TMPDIR:-/tmp}/batch-scale.XXXXXX")
trap 'rm -rf "$work"' EXIT

distinct=5
[ "$distinct" -le "$small" ] || distinct=$small
"$binary" phantom "$work/source" --courses "$distinct" --size "$size" -q >/dev/null
mapfile -t sources < <(find "$work/source" -mindepth 1 -maxdepth 1 -type d | sort)

fill() { # FOLDER COUNT
    mkdir "$1"
    for i in $(seq -f %04g "$2"); do
        from=${sources[$((10#$i % distinct))]}
        mkdir "$1/P-$i"
        cp "$from/course.toml" "$1/P-$i/"
        [ ! -e "$from/regions.geojson" ] || cp "$from/regions.geojson" "$1/P-$i/"
        cp -r "$from/photos" "$1/P-$i/"
    done
}
fill "$work/small" "$small"
fill "$work/all" "$courses"

run() { # NAME COUNT
    /usr/bin/time -o "$work/$1.time" -f '%e %U %S %M' \
        "$binary" batch "$work/$1" -o "$work/$1-out" --jobs "$jobs" ${OPTIONS:-} -q >/dev/null || [ $? -eq 3 ]
    tail -n 1 "$work/$1.time" | {
        read -r wall user sys peak
        awk -v n="$2" -v w="$wall" -v u="$user" -v s="$sys" -v p="$peak" -v j="$jobs" 'BEGIN {
            printf "%d courses: %.1f s, %.3f courses/s, %.0f %% of %d cores, peak %.0f MiB\n",
                n, w, n / w, 100 * (u + s) / w / j, j, p / 1024 }'
    }
}
printf '%s courses of 4 photos at %s, %s jobs, %s\n' "$courses" "$size" "$jobs" "$(date +%F)"
run small "$small"
run all "$courses"

# When each subject's results were put in place tells how fast each quarter went.
find "$work/all-out/subjects" -name subject.json -printf '%T@\n' | sort -n >"$work/times"
awk '{ t[NR] = $1 } END {
    q = int(NR / 4)
    first = q / (t[q + 1] - t[1]); last = q / (t[NR] - t[NR - q])
    printf "first quarter %.3f courses/s, last quarter %.3f courses/s, ratio %.3f\n", first, last, last / first
}' "$work/times"
awk 'NR == FNR { small = $NF; next } { printf "peak at %s / peak at %s courses: %.3f\n", n, m, $NF / small }' \
    n="$courses" m="$small" <(tail -n 1 "$work/small.time") <(tail -n 1 "$work/all.time")
