//! A decoder's panic is a damaged file, not the end of the run.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::DecodeError;

/// What `work` gives; where it panics, that the file is damaged.
///
/// Decoders keep nothing between two files, so nothing half changed outlives the panic.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, DecodeError>) -> Result<T, DecodeError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Err(DecodeError::Unforeseen {
            detail: said.unwrap_or("no message").chars().take(80).collect(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_its_message() {
        let error = caught::<()>(|| panic!("index 3 out of range")).unwrap_err();
        assert!(error.to_string().contains("index 3"), "{error}");
        assert_eq!(caught(|| Ok(1)), Ok(1));
    }
}
