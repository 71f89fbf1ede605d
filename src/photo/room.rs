//! Room for the pixels of a photo, used again for the next one.
//!
//! The system clears every fresh page of memory before it hands it out; for the full-size pixels of
//! photo after photo that takes longer than a third of their decoding. Nothing depends on what the
//! room held before: a decoder writes all of it.

use std::sync::{Mutex, PoisonError};

/// Room that no photo needs at the moment, at most one for each thread.
static SPARE: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// Room for `length` bytes, of any content.
pub(super) fn taken(length: usize) -> Vec<u8> {
    let mut spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner);
    let fitting = spare.iter().position(|room| room.capacity() >= length);
    let mut room = match fitting {
        Some(at) => spare.swap_remove(at),
        None => {
            // What is too small now would only be kept beside it.
            spare.clear();
            Vec::new()
        }
    };
    drop(spare);
    if room.capacity() < length {
        return vec![0; length];
    }
    room.resize(length, 0);
    room
}

/// Gives room back that is no longer needed.
pub(super) fn give_back(room: Vec<u8>) {
    let mut spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner);
    if spare.len() < rayon::current_num_threads() {
        spare.push(room);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_has_the_length_asked_for() {
        for length in [10, 3, 1000, 7] {
            let room = taken(length);
            assert_eq!(room.len(), length);
            give_back(room);
        }
    }
}
