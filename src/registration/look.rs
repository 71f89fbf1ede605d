//! One way of aligning a pair.

use super::motion::Motion;
use super::result::Registration;

/// One way of aligning a pair, with its certificate.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(crate) motion: Motion,
    pub(crate) certificate: Registration,
}
