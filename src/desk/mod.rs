//! The desk: a local web application over a clinic's folder, for everything a person decides.
//!
//! It binds the loopback address alone, speaks only to the browser that was given its address, and
//! works on the files that the command line works on: nothing exists only here.

mod align;
mod answer;
mod asked;
mod assets;
mod atlas;
mod capture;
mod clinic;
mod cohort;
mod edit;
mod guard;
mod hairs;
mod kept;
mod listener;
mod looked;
mod marks;
mod measure;
mod newest;
mod paths;
mod photos;
mod phrases;
mod picture;
mod pose;
mod recent;
mod regions;
mod room;
mod routes;
mod runs;
mod said;
mod searched;
mod small;
mod speaking;
mod state;
mod store;
mod words;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use guard::Guard;
use listener::{Bounded, Patience};

/// A desk that holds its port and is not yet answering.
#[derive(Debug)]
pub(crate) struct Desk {
    listener: std::net::TcpListener,
    guard: Arc<Guard>,
    clinic: PathBuf,
}

impl Desk {
    /// Takes a port of 127.0.0.1 (0: any free one) for the clinic's folder and draws the token that
    /// opens it.
    ///
    /// # Errors
    /// No such folder, the port is taken, or the system has no random numbers.
    pub(crate) fn bind(clinic: &Path, port: u16) -> io::Result<Self> {
        let clinic = clinic.canonicalize()?;
        if !clinic.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::NotADirectory,
                format!("{} is no folder", clinic.display()),
            ));
        }
        let listener = std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        listener.set_nonblocking(true)?;
        let guard = Guard::new(listener.local_addr()?.port())?;
        Ok(Self {
            listener,
            guard: Arc::new(guard),
            clinic,
        })
    }

    /// The address to open; it holds the token.
    pub(crate) fn address(&self) -> String {
        self.guard.address()
    }

    /// Whether nothing can be stored in the clinic's folder.
    pub(crate) fn is_read_only(&self) -> bool {
        store::is_read_only(&self.clinic)
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// The port is lost.
    pub(crate) fn run(self) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let clinic = self.clinic.clone();
        std::thread::spawn(move || store::clear_left_over(&clinic));
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let listener = Bounded::new(listener, Patience::default());
            let app = routes::router(&self.clinic, self.guard);
            axum::serve(listener, app).await
        })
    }
}
