//! How many subjects fit in memory at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::photo::{DecodeLimits, HeaderFacts};

/// Memory that a subject needs whatever its photos: the program, registration, report. This and the
/// next two lie above what was measured; `docs/batch.md` names the runs.
const FIXED_BYTES: u64 = 48 << 20;
/// Kept of each photo until the report is written, whatever its size: working sample, planes of the
/// registration, coverage map, display copy.
const KEPT_PER_PHOTO_BYTES: u64 = 24 << 20;
/// While a photo is being decoded, turned and sampled, per pixel; at least so much, whatever the
/// depth of the file.
const WORKING_BYTES_PER_PX: u64 = 9;
/// A photo that needs more than this is never measured beyond the budget.
const GIANT_BYTES: u64 = 512 << 20;
/// The photo that is measured, per pixel: 8-bit RGB, beside what its file stores.
const RGB_BYTES_PER_PX: u64 = 3;

/// A photo as far as memory goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct PhotoMemory {
    /// Size of the file, bytes.
    pub(crate) size: u64,
    /// What its header says; `None` where nothing will be decoded.
    pub(crate) header: Option<HeaderFacts>,
}

impl PhotoMemory {
    /// Memory while the photo is in work, bytes: its file, at times a copy of it, and its pixels. One
    /// beyond the limits is refused before memory is
    /// taken for its pixels.
    pub(super) fn peak_bytes(self, limits: &DecodeLimits) -> u64 {
        let Some(HeaderFacts {
            size: (width, height),
            bytes_per_px,
        }) = self.header
        else {
            return 2 * self.size;
        };
        let pixels = u64::from(width) * u64::from(height);
        if pixels > limits.max_pixels || pixels * bytes_per_px > limits.max_decoded_bytes {
            return 2 * self.size;
        }
        let per_px = (bytes_per_px + RGB_BYTES_PER_PX).max(WORKING_BYTES_PER_PX);
        2 * self.size + pixels * per_px
    }
}

/// A subject's size as far as memory goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SubjectSize {
    /// Photos.
    pub(crate) photos: u64,
    /// Memory while the photo that needs most is in work, bytes.
    pub(crate) largest_bytes: u64,
}

impl SubjectSize {
    /// Memory at the peak when `threads` photos are in work at once, bytes: an estimate on the
    /// safe side.
    pub(crate) fn peak_bytes(self, threads: usize) -> u64 {
        let at_once = (threads as u64).min(self.photos.max(1));
        FIXED_BYTES + KEPT_PER_PHOTO_BYTES * self.photos + self.largest_bytes * at_once
    }
}

/// Memory shared by the subjects in work.
#[derive(Debug)]
pub(crate) struct MemoryBudget {
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
    pub(crate) fn new(bytes: Option<u64>) -> Self {
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

    /// Why a subject must not even run alone: an ordinary one may exceed a small budget a little, a
    /// photo of hundreds of megabytes would take what others need.
    pub(super) fn refuses(&self, size: SubjectSize) -> Option<String> {
        if size.largest_bytes <= GIANT_BYTES || self.holds(size.peak_bytes(1)) {
            return None;
        }
        Some(format!(
            "its largest photo needs about {} MB while it is measured, the memory budget is {} MB",
            size.peak_bytes(1) / 1_000_000,
            self.bytes / 1_000_000
        ))
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
pub(crate) struct Reservation<'a> {
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
    fn a_giant_photo_is_refused_by_a_small_budget_and_an_ordinary_one_is_not() {
        let small = MemoryBudget::new(Some(1 << 20));
        let of = |largest_bytes| SubjectSize {
            photos: 1,
            largest_bytes,
        };
        assert_eq!(small.refuses(of(100 << 20)), None);
        assert!(small.refuses(of(600 << 20)).is_some());
        assert_eq!(MemoryBudget::new(None).refuses(of(600 << 20)), None);
    }

    #[test]
    fn a_header_beyond_the_limits_takes_no_memory() {
        let memory = |size, bytes_per_px| PhotoMemory {
            size: 10,
            header: Some(HeaderFacts { size, bytes_per_px }),
        };
        let limits = DecodeLimits::default();
        assert_eq!(memory((20_000, 20_000), 3).peak_bytes(&limits), 20);
        assert_eq!(memory((10_000, 10_000), 8).peak_bytes(&limits), 20);
        assert_eq!(memory((1000, 1000), 3).peak_bytes(&limits), 9_000_020);
        assert_eq!(memory((1000, 1000), 8).peak_bytes(&limits), 11_000_020);
    }

    #[test]
    fn more_threads_and_larger_photos_need_more() {
        let size = |photos, px| SubjectSize {
            photos,
            largest_bytes: WORKING_BYTES_PER_PX * px,
        };
        let four = size(4, 12_000_000);
        assert!(four.peak_bytes(2) > four.peak_bytes(1));
        assert_eq!(four.peak_bytes(4), four.peak_bytes(16));
        assert!(size(4, 48_000_000).peak_bytes(1) > four.peak_bytes(1));
        assert!(size(0, 0).peak_bytes(1) > 0);
    }
}
