//! Ctrl-C and its kin: what a run has not finished goes with it.
//!
//! `SIGKILL` cannot be met; what it leaves, the next run into the same folder removes.

use std::path::Path;

use crate::results::StagedFolder;

use super::error::CliError;

/// A folder for results that is cleared when a signal ends the run.
pub(crate) fn staged_folder(target: &Path) -> Result<(StagedFolder, Watch), CliError> {
    let folder = StagedFolder::prepare(target)?;
    let cleaner = folder.cleaner();
    let watch = Watch::begin(move |end| cleaner.clear(end))?;
    Ok((folder, watch))
}

#[cfg(unix)]
pub(crate) use unix::Watch;

#[cfg(unix)]
mod unix {
    use std::thread::JoinHandle;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::{Handle, Signals};
    use signal_hook::low_level::emulate_default_handler;

    use crate::cli::error::CliError;

    /// Listens for signals until dropped.
    #[derive(Debug)]
    pub(crate) struct Watch {
        handle: Handle,
        thread: Option<JoinHandle<()>>,
    }

    impl Watch {
        /// Calls `clear` on the first signal; it shall clear up, then end the process by calling what
        /// it is given.
        pub(crate) fn begin(
            clear: impl FnOnce(&dyn Fn()) + Send + 'static,
        ) -> Result<Self, CliError> {
            let fail = |e| CliError::Usage(format!("cannot listen for signals: {e}"));
            let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(fail)?;
            let handle = signals.handle();
            let listen = move || {
                if let Some(signal) = signals.forever().next() {
                    clear(&|| {
                        // Ends the process as the signal would have.
                        let _ = emulate_default_handler(signal);
                    });
                }
            };
            let thread = std::thread::Builder::new().spawn(listen).map_err(fail)?;
            Ok(Self {
                handle,
                thread: Some(thread),
            })
        }
    }

    impl Drop for Watch {
        fn drop(&mut self) {
            self.handle.close();
            if let Some(thread) = self.thread.take() {
                // It does not panic; what it did is done.
                let _ = thread.join();
            }
        }
    }
}

#[cfg(not(unix))]
pub(crate) use elsewhere::Watch;

#[cfg(not(unix))]
mod elsewhere {
    use crate::cli::error::CliError;

    /// Elsewhere an interrupted run leaves its folder to the next one.
    #[derive(Debug)]
    pub(crate) struct Watch;

    impl Watch {
        pub(crate) fn begin(
            _clear: impl FnOnce(&dyn Fn()) + Send + 'static,
        ) -> Result<Self, CliError> {
            Ok(Self)
        }
    }
}
