//! Ctrl-C and its kin: what a run has not finished goes with it.
//!
//! `SIGKILL` cannot be met; what it leaves, the next run into the same folder removes.

use std::path::Path;

use crate::batch::Store;
use crate::results::StagedFolder;

use super::error::CliError;

/// A folder for results that is cleared when a signal ends the run.
pub(crate) fn staged_folder(target: &Path) -> Result<(StagedFolder, Watch), CliError> {
    let signals = Held::new()?;
    let folder = StagedFolder::prepare(target)?;
    let cleaner = folder.cleaner();
    let watch = signals.cleared_by(move |end| cleaner.clear(end))?;
    Ok((folder, watch))
}

/// A clinic's folder of results, whose unfinished subjects are cleared when a signal ends the run.
/// `holder` says who has it, for another run that wants it.
pub(crate) fn watched_store(
    target: &Path,
    clinic: Option<&Path>,
    holder: &str,
) -> Result<(Store, Watch), CliError> {
    let signals = Held::new()?;
    let store = Store::open(target, clinic, holder)?;
    let cleaner = store.cleaner();
    let watch = signals.cleared_by(move |end| cleaner.clear(end))?;
    Ok((store, watch))
}

#[cfg(unix)]
use unix::Held;
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

    /// Signals that wait: from before anything is made that would have to be cleared, until it is
    /// known what clears it.
    pub(super) struct Held(Signals);

    impl Held {
        pub(super) fn new() -> Result<Self, CliError> {
            Ok(Self(
                Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(unheard)?,
            ))
        }

        /// Calls `clear` on the first signal, also on one that came before; it shall clear up, then
        /// end the process by calling what it is given.
        pub(super) fn cleared_by(
            self,
            clear: impl FnOnce(&dyn Fn()) + Send + 'static,
        ) -> Result<Watch, CliError> {
            let Self(mut signals) = self;
            let handle = signals.handle();
            let listen = move || {
                if let Some(signal) = signals.forever().next() {
                    clear(&|| {
                        // Ends the process as the signal would have.
                        let _ = emulate_default_handler(signal);
                    });
                }
            };
            let thread = std::thread::Builder::new().spawn(listen).map_err(unheard)?;
            Ok(Watch {
                handle,
                thread: Some(thread),
            })
        }
    }

    fn unheard(error: std::io::Error) -> CliError {
        CliError::Usage(format!("cannot listen for signals: {error}"))
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
use elsewhere::Held;
#[cfg(not(unix))]
pub(crate) use elsewhere::Watch;

#[cfg(not(unix))]
mod elsewhere {
    use crate::cli::error::CliError;

    /// Elsewhere an interrupted run leaves its folder to the next one.
    #[derive(Debug)]
    pub(crate) struct Watch;

    pub(super) struct Held;

    impl Held {
        pub(super) fn new() -> Result<Self, CliError> {
            Ok(Self)
        }

        pub(super) fn cleared_by(
            self,
            _clear: impl FnOnce(&dyn Fn()) + Send + 'static,
        ) -> Result<Watch, CliError> {
            Ok(Watch)
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use signal_hook::consts::SIGHUP;
    use signal_hook::low_level::raise;

    use super::*;

    #[test]
    fn a_signal_while_the_folder_is_made_is_met_once_it_is() {
        let held = Held::new().unwrap();
        raise(SIGHUP).unwrap();
        let (met, meets) = channel();
        let _watch = held.cleared_by(move |_end| met.send(()).unwrap()).unwrap();
        meets.recv_timeout(Duration::from_secs(60)).unwrap();
    }
}
