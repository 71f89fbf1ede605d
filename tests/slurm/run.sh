#!/usr/bin/env bash
# The Slurm recipe of deploy/slurm, really run: a cluster of one node, eight parts as an array job,
# one of them killed and requeued, merged, and compared byte by byte with a single run.
#
#   tests/slurm/run.sh [BINARY]        default: target/release/tricholapse
#
# Needs root. Installs Debian's slurm-wlm and munge where they are missing; where that cannot be,
# prints why and skips with status 0. Every daemon it starts runs from a temporary folder and is
# stopped at the end.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
binary=$(realpath "${1:-$root/target/release/tricholapse}")

skip() {
    printf 'slurm: skipped: %s\n' "$*"
    exit 0
}
fail() {
    printf 'slurm: FAILED: %s\n' "$*" >&2
    tail -n 20 "$work"/*.log "$work"/results/*.log "$work"/*.out >&2 2>/dev/null || true
    exit 1
}

[ -x "$binary" ] || { printf 'slurm: no binary at %s: cargo build --release\n' "$binary" >&2; exit 1; }
[ "$(uname -s)" = Linux ] || skip 'not Linux'
[ "$(id -u)" -eq 0 ] || skip 'the daemons of a one-node cluster need root'
if ! command -v slurmctld slurmd munged sbatch >/dev/null; then
    command -v apt-get >/dev/null || skip 'slurm is not installed and there is no apt-get'
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends slurm-wlm munge; } \
        >/dev/null 2>&1 || skip 'slurm-wlm and munge could not be installed'
fi

work=$(mktemp -d /tmp/tricholapse-slurm.XXXXXX)
daemons=()
cleanup() {
    for pid in ${daemons[@]+"${daemons[@]}"}; do kill "$pid" 2>/dev/null || true; done
    for pid in ${daemons[@]+"${daemons[@]}"}; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

# --- a cluster of one node -----------------------------------------------------------------
mkdir -p "$work"/{state,spool,run,munge,results}
chmod 755 "$work"
chmod 700 "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 status=none
chmod 400 "$work/munge/key"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/run/munge.socket" \
    --pid-file="$work/run/munged.pid" --log-file="$work/munge/log" \
    --seed-file="$work/munge/seed" >"$work/munged.out" 2>&1 &
daemons+=($!)

cpus=$(nproc)
memory_mib=$(($(awk '/MemAvailable/ {print $2}' /proc/meminfo) / 1024 - 256))
host=$(hostname -s)
port=$((20000 + $$ % 20000))
cat >"$work/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$work/run/munge.socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/run/slurmctld.pid
SlurmdPidFile=$work/run/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerParameters=sched_interval=2,batch_sched_delay=1,requeue_delay=1
MpiDefault=none
ReturnToService=2
KillWait=2
MinJobAge=600
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cpus RealMemory=$memory_mib State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.out" 2>&1 &
daemons+=($!)
slurmd -D -f "$SLURM_CONF" -N "$host" >"$work/slurmd.out" 2>&1 &
daemons+=($!)

wait_for() { # SECONDS WHAT COMMAND...
    local until=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || fail "$what took too long"
        sleep 0.3
    done
}
node_idle() { sinfo -h -o %t | grep -q '^idle'; }
wait_for 60 'starting the cluster' node_idle

# --- a small clinic ------------------------------------------------------------------------
fixture=$root/fixtures/course_small/photos
clinic=$work/clinic
for i in $(seq -w 1 12); do
    mkdir -p "$clinic/P-$i"
    cp "$fixture"/2026-01-12_vertex.jpg "$fixture"/2026-07-12_vertex.jpg "$clinic/P-$i/"
    printf 'treatment = "mesotherapy"\nsessions = [2026-01-12, 2026-01-22]\n' >"$clinic/P-$i/course.toml"
done
mkdir "$clinic/broken"
printf 'sujet = 1\n' >"$clinic/broken/course.toml"

started=$SECONDS
set +e
"$binary" batch "$clinic" -o "$work/single" --no-images -q >"$work/single.out"
[ $? -eq 3 ] || fail 'the single run'
set -e
single=$((SECONDS - started))

# --- eight parts, one killed and requeued ----------------------------------------------------
export CLINIC=$clinic RESULTS=$work/results TRICHOLAPSE=$binary TRICHOLAPSE_OPTIONS=--no-images
export SUBJECTS=$work/subjects.txt
"$binary" batch "$CLINIC" --list >"$SUBJECTS"
# The part that holds the most subjects is the one to be killed: it is at work the longest.
victim=$(for i in $(seq 8); do
    printf '%s %s\n' "$("$binary" batch "$CLINIC" --subjects "$SUBJECTS" --list --shard "$i/8" | wc -l)" "$i"
done | sort -rn | head -n 1 | cut -d' ' -f2)
cd "$work/results"
started=$SECONDS
job=$(sbatch --parsable --array=1-8 --cpus-per-task=1 --mem=512 "$root/deploy/slurm/batch.sbatch")

at_work() { [ -d "$RESULTS/parts/part-$victim/subjects" ] || pid_of_victim; }
pid_of_victim() { grep -qs process "$RESULTS/parts/part-$victim/.tricholapse.lock"; }
wait_for 120 "starting part $victim" at_work
pid=$(sed -n 's/^process \([0-9]*\) .*/\1/p' "$RESULTS/parts/part-$victim/.tricholapse.lock")
[ -n "$pid" ] || fail "part $victim ended before it could be killed"
kill -9 "$pid"
printf 'slurm: part %s (process %s) killed with SIGKILL\n' "$victim" "$pid"
task="${job}_$victim"
state() { scontrol show job "$1" 2>/dev/null | sed -n 's/.*JobState=\([A-Z_]*\).*/\1/p' | head -n 1; }
victim_failed() { [ "$(state "$task")" = FAILED ]; }
wait_for 60 'noticing the killed part' victim_failed
[ ! -e "$RESULTS/parts/part-$victim/batch.json" ] || fail 'the killed part calls itself finished'

# A merge without it is refused.
if "$binary" merge "$RESULTS"/parts/part-* -o "$work/early" >"$work/early.out" 2>&1; then
    fail 'a merge without the killed part was not refused'
fi
scontrol requeue "$task"
printf 'slurm: part %s requeued\n' "$victim"
all_done() { [ "$(ls "$RESULTS"/parts/part-*/batch.json 2>/dev/null | wc -l)" -eq 8 ]; }
wait_for 600 'the eight parts' all_done
queue_empty() { [ -z "$(squeue -h)" ]; }
wait_for 60 'the queue' queue_empty
merge=$(sbatch --parsable --mem=512 "$root/deploy/slurm/merge.sbatch")
merged() { [ "$(state "$merge")" = COMPLETED ]; }
wait_for 120 'the merge' merged
array=$((SECONDS - started))

# --- the same bytes --------------------------------------------------------------------------
diff -r "$work/single" "$RESULTS/merged" >"$work/diff.out" || {
    head -n 20 "$work/diff.out" >&2
    fail 'the merged results differ from the single run'
}
files=$(find "$RESULTS/merged" -type f | wc -l)
printf 'slurm: ok: 13 subjects, 8 parts, 1 killed and requeued; %s files byte-identical to the single run' "$files"
printf ' (single %ss, array and merge %ss)\n' "$single" "$array"
