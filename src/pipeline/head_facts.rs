//! What the outline of a head says of a photo: its width, its shape, how sure it is.

use crate::course::{CoursePhoto, View};
use crate::head::HeadMask;
use crate::qc::measure::HeadFacts;
use crate::registration::Prepared;

/// Width of the head in native px by the outline found on the photo itself.
pub(super) fn own_head_width_px(prepared: &Prepared) -> f64 {
    let [a, b] = prepared.head().ellipse().semi_axes;
    2.0 * a.min(b)
}

/// Length of the head's outline over its width, where a head is seen from above.
pub(super) fn outline_aspect(planned: &CoursePhoto, prepared: &Prepared) -> Option<f64> {
    let [a, b] = prepared.head().ellipse().semi_axes;
    let from_above = matches!(planned.view, View::Vertex | View::Midline);
    from_above.then(|| a.max(b) / a.min(b))
}

/// For the quality rules.
pub(super) fn head_facts(head: &HeadMask) -> HeadFacts {
    HeadFacts {
        confidence: head.confidence(),
        off_oval: head.off_oval(),
        cut: head.cut_fraction(),
    }
}
