//! How many subjects fit in memory at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Memory that a subject needs whatever its photos: the program, registration, report. This and the
/// next two lie above what was measured; `docs/batch.md` names the runs.
const FIXED_BYTES: u64 = 48 << 20;
/// Kept of each photo until the report is written, whatever its size: working sample, planes of the
/// registration, coverage map, display copy.
const KEPT_PER_PHOTO_BYTES: u64 = 24 << 20;
/// While a photo is being decoded, turned and sampled, per pixel.
const WORKING_BYTES_PER_PX: u64 = 9;

/// A subject's size as far as memory goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SubjectSize {
    /// Photos.
    pub photos: u64,
    /// Pixels of the largest photo.
    pub largest_px: u64,
}

impl SubjectSize {
    /// Memory at the peak when `threads` photos are in work at once, bytes: an estimate on the
    /// safe side.
    pub fn peak_bytes(self, threads: usize) -> u64 {
        let at_once = (threads as u64).min(self.photos.max(1));
        FIXED_BYTES
            + KEPT_PER_PHOTO_BYTES * self.photos
            + WORKING_BYTES_PER_PX * self.largest_px * at_once
    }
}

/// Memory shared by the subjects in work.
#[derive(Debug)]
pub struct MemoryBudget {
    bytes: u64,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    used: u64,
    /// Next ticket to hand out, and the one whose turn it is.
    next: u64,
    turn: u64,
}

impl MemoryBudget {
    /// A budget of so many bytes; `None` is no limit.
    pub fn new(bytes: Option<u64>) -> Self {
        Self {
            bytes: bytes.unwrap_or(u64::MAX),
            state: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// Whether so much fits at all.
    pub(super) fn holds(&self, bytes: u64) -> bool {
        bytes <= self.bytes
    }

    /// Waits until `bytes` are free, in the order of asking: a large subject is not overtaken for
    /// ever. What is larger than the whole budget waits until it is alone.
    pub(super) fn reserve(&self, bytes: u64) -> Reservation<'_> {
        let mut state = self.lock();
        let ticket = state.next;
        state.next += 1;
        while state.turn != ticket || !self.fits(&state, bytes) {
            state = self
                .freed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.turn += 1;
        state.used = state.used.saturating_add(bytes);
        drop(state);
        self.freed.notify_all();
        Reservation {
            budget: self,
            bytes,
        }
    }

    fn fits(&self, state: &State, bytes: u64) -> bool {
        state.used == 0 || state.used.saturating_add(bytes) <= self.bytes
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is a few counters that no panic can leave half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Memory taken from a budget; given back when dropped.
#[derive(Debug)]
pub struct Reservation<'a> {
    budget: &'a MemoryBudget,
    bytes: u64,
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        let mut state = self.budget.lock();
        state.used = state.used.saturating_sub(self.bytes);
        drop(state);
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn the_budget_is_kept_and_an_oversized_subject_runs_alone() {
        let budget = MemoryBudget::new(Some(100));
        let (used, most, with_big) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for i in 0..8 {
                let (budget, used, most, with_big) = (&budget, &used, &most, &with_big);
                scope.spawn(move || {
                    for k in 0..50 {
                        let big = (i + k) % 7 == 0;
                        let bytes = if big { 250 } else { 40 };
                        let held = budget.reserve(bytes);
                        let now = used.fetch_add(bytes, Ordering::SeqCst) + bytes;
                        if big {
                            with_big.fetch_max(now, Ordering::SeqCst);
                        } else {
                            most.fetch_max(now, Ordering::SeqCst);
                        }
                        std::thread::yield_now();
                        used.fetch_sub(bytes, Ordering::SeqCst);
                        drop(held);
                    }
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 100);
        assert_eq!(with_big.load(Ordering::SeqCst), 250);
        assert_eq!(budget.lock().used, 0);
    }

    #[test]
    fn more_threads_and_larger_photos_need_more() {
        let size = |photos, largest_px| SubjectSize { photos, largest_px };
        let four = size(4, 12_000_000);
        assert!(four.peak_bytes(2) > four.peak_bytes(1));
        assert_eq!(four.peak_bytes(4), four.peak_bytes(16));
        assert!(size(4, 48_000_000).peak_bytes(1) > four.peak_bytes(1));
        assert!(size(0, 0).peak_bytes(1) > 0);
    }
}
