//! Feeds mutated files to everything that reads bytes of others, for a while each, and says what
//! happened: the bounded cousin of `fuzz/`, for machines without a nightly compiler.
//!
//! `cargo run --release --example mutate -- [SECONDS] [TARGET...]`
//!
//! An input that panics or takes more than ten seconds is kept in `mutate-findings/`; put it into
//! `fixtures/once_bad/` once it is mended.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

#[path = "../fuzz/targets.rs"]
#[allow(dead_code)]
mod targets;

use targets::{TARGETS, Target};

/// What no input may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Where inputs are kept that something is wrong with.
const FINDINGS: &str = "mutate-findings";

fn main() {
    let mut args = std::env::args().skip(1);
    let seconds = args.next().map_or(60, |s| s.parse().expect("seconds"));
    let wanted: Vec<String> = args.collect();
    std::panic::set_hook(Box::new(|_| {}));
    println!("| target | inputs | over 10 s | panics | slowest, ms | peak memory, MiB |");
    println!("|---|---|---|---|---|---|");
    for target in TARGETS {
        if wanted.is_empty() || wanted.iter().any(|name| name == target.name) {
            run(target, Duration::from_secs(seconds));
        }
    }
}

fn run(target: &Target, time: Duration) {
    let seeds = seeds(target);
    if seeds.is_empty() {
        println!("| {} | no seeds | | | | |", target.name);
        return;
    }
    let mut rng = ChaCha8Rng::seed_from_u64(target.name.bytes().map(u64::from).sum());
    let (mut inputs, mut panics, mut slow) = (0_u64, 0, 0);
    let mut slowest = Duration::ZERO;
    let started = Instant::now();
    let current = Mutex::new((Instant::now(), Vec::new()));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (current, done) = (&current, &done);
        scope.spawn(move || watch(target, current, done));
        while started.elapsed() < time {
            let input = mutated(&seeds, &mut rng);
            *current.lock().expect("lock") = (Instant::now(), input.clone());
            let began = Instant::now();
            let ran = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
            let took = began.elapsed();
            inputs += 1;
            slowest = slowest.max(took);
            if ran.is_err() {
                panics += 1;
                keep(target, &input);
            }
            if took > PATIENCE {
                slow += 1;
                keep(target, &input);
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    println!(
        "| {} | {inputs} | {slow} | {panics} | {} | {} |",
        target.name,
        slowest.as_millis(),
        peak_mib().map_or("unknown".to_owned(), |mib| mib.to_string())
    );
}

/// Keeps an input that does not come back, and ends the run.
fn watch(target: &Target, current: &Mutex<(Instant, Vec<u8>)>, done: &AtomicBool) {
    while !done.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(200));
        let (began, input) = current.lock().expect("lock").clone();
        if began.elapsed() > 6 * PATIENCE {
            keep(target, &input);
            println!(
                "| {} | hangs on an input kept in {FINDINGS} | | | | |",
                target.name
            );
            std::process::exit(1);
        }
    }
}

fn keep(target: &Target, input: &[u8]) {
    fs::create_dir_all(FINDINGS).expect("folder");
    let hash = tricholapse::photo::sha256_hex(input);
    let name = format!("{}_{}", target.name, &hash[..12]);
    fs::write(Path::new(FINDINGS).join(name), input).expect("keep");
}

fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<PathBuf> = Vec::new();
    for (folder, ends) in target.seeds {
        for entry in fs::read_dir(fixtures.join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if ends.iter().any(|end| name.ends_with(end)) {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    files
        .iter()
        .map(|file| fs::read(file).expect("seed"))
        .collect()
}

/// One to sixteen changes to a seed.
fn mutated(seeds: &[Vec<u8>], rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = seeds[rng.random_range(0..seeds.len())].clone();
    for _ in 0..rng.random_range(1..=16_u32) {
        if bytes.is_empty() {
            return bytes;
        }
        // Headers stand in front: half of the changes go there.
        let reach = if rng.random_range(0..2_u32) == 0 {
            bytes.len().min(512)
        } else {
            bytes.len()
        };
        let at = rng.random_range(0..reach);
        let length = rng.random_range(1..=64_usize).min(bytes.len() - at);
        match rng.random_range(0..8_u32) {
            0 => bytes[at] ^= 1 << rng.random_range(0..8_u32),
            1 => {
                bytes[at] = [0, 1, 0x7F, 0x80, 0xFF, b'"', b'{', b'9'][rng.random_range(0..8_usize)]
            }
            2 => bytes[at] = rng.random(),
            3 => {
                bytes.drain(at..at + length);
            }
            4 => {
                let part = bytes[at..at + length].to_vec();
                bytes.splice(at..at, part);
            }
            5 => bytes[at..at + length].fill([0, 0xFF][rng.random_range(0..2_usize)]),
            6 => {
                let other = &seeds[rng.random_range(0..seeds.len())];
                if !other.is_empty() {
                    let from = rng.random_range(0..other.len());
                    let to = (from + length).min(other.len());
                    bytes.splice(at..at + length, other[from..to].iter().copied());
                }
            }
            _ => {
                if rng.random_range(0..4_u32) == 0 {
                    bytes.truncate(at);
                } else {
                    let number: u32 = rng.random();
                    let four = number.to_le_bytes();
                    let end = (at + 4).min(bytes.len());
                    bytes[at..end].copy_from_slice(&four[..end - at]);
                }
            }
        }
    }
    bytes
}

/// Most memory that this process has held, MiB.
fn peak_mib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}
