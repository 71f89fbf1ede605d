//! What the photos of one day say together of a hair.
//!
//! Between two photos of a day no hair comes or goes. Where one of them cannot decide, another does; where
//! they contradict each other, most of them are believed, and of as many neither: on rendered long hair a
//! change is then 4.3 % off, 7.8 % if such a hair is taken to be there (docs/lab/closeups.md).

use super::follow::{State, TrackedHair};
use super::lookup::Presence;

impl TrackedHair {
    /// Whether it is there on a day, as `photos` (their indices, in order of time) say together; `None` where
    /// none of them has a certified place.
    pub(crate) fn presence(&self, photos: &[usize]) -> Option<Presence> {
        let said = || photos.iter().filter_map(|&p| self.states[p].as_ref());
        let times = |presence| said().filter(|s| s.presence == presence).count();
        let [present, absent] = [Presence::Present, Presence::Absent].map(times);
        said().next()?;
        Some(match present.cmp(&absent) {
            std::cmp::Ordering::Greater => Presence::Present,
            std::cmp::Ordering::Less => Presence::Absent,
            std::cmp::Ordering::Equal if present + times(Presence::Undecided) > 0 => {
                Presence::Undecided
            }
            std::cmp::Ordering::Equal => Presence::Outside,
        })
    }

    /// Whether it counts as a hair of a day: there, or hidden on that day between two photos on which
    /// it is there (before the first or after the last such photo, beside one).
    pub(crate) fn counted(&self, photos: &[usize]) -> bool {
        match self.presence(photos) {
            Some(Presence::Present) => self.confirmed,
            Some(Presence::Undecided) => self.confirmed && self.present_around(photos),
            _ => false,
        }
    }

    fn present_around(&self, photos: &[usize]) -> bool {
        let [Some(&first), Some(&last)] = [photos.first(), photos.last()] else {
            return false;
        };
        let before = first_decided(self.states[..first].iter().rev());
        let after = first_decided(self.states[last + 1..].iter());
        let gone = [before, after].contains(&Some(Presence::Absent));
        !gone && (before.is_some() || after.is_some())
    }
}

fn first_decided<'a>(mut states: impl Iterator<Item = &'a Option<State>>) -> Option<Presence> {
    states.find_map(|state| {
        let presence = state.as_ref()?.presence;
        matches!(presence, Presence::Present | Presence::Absent).then_some(presence)
    })
}
