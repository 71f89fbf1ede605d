//! Pairs already aligned without marks, so that a mark dragged by hand is answered at once.

use std::sync::{Arc, Mutex, PoisonError};

use super::looked::Looked;
use crate::params::Params;
use crate::registration::{LandmarkPairs, Registration, register, register_by_hand};

/// Pairs kept.
const MOST_KEPT: usize = 16;

/// A pair of photos with what the search came to.
type Found = ([Arc<Looked>; 2], Arc<Registration>);

/// The pairs aligned last.
#[derive(Debug, Default)]
pub(super) struct Searched(Mutex<Vec<Found>>);

impl Searched {
    /// The alignment of the second photo with the first: by a person's marks, else by the search.
    pub(super) fn align(
        &self,
        [reference, moving]: &[Arc<Looked>; 2],
        marks: Option<&LandmarkPairs>,
        params: &Params,
    ) -> Arc<Registration> {
        let alone = self.alone([reference, moving], params);
        match marks {
            None => alone,
            Some(marks) => Arc::new(register_by_hand(
                &reference.prepared,
                &moving.prepared,
                marks,
                &alone,
                &params.registration,
            )),
        }
    }

    fn alone(&self, [reference, moving]: [&Arc<Looked>; 2], params: &Params) -> Arc<Registration> {
        let list = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |pair: &[Arc<Looked>; 2]| {
            Arc::ptr_eq(&pair[0], reference) && Arc::ptr_eq(&pair[1], moving)
        };
        let kept = list()
            .iter()
            .find(|(pair, _)| same(pair))
            .map(|(_, found)| Arc::clone(found));
        if let Some(found) = kept {
            return found;
        }
        let found = Arc::new(register(
            &reference.prepared,
            &moving.prepared,
            None,
            &params.registration,
        ));
        let mut list = list();
        if list.len() >= MOST_KEPT {
            list.remove(0);
        }
        let pair = [Arc::clone(reference), Arc::clone(moving)];
        list.push((pair, Arc::clone(&found)));
        found
    }
}
