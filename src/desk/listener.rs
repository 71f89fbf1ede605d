//! A listener that holds a bounded number of connections: a flood waits outside instead of using up
//! the machine's files.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// Connections served at once; a browser opens six for a host.
const MOST_CONNECTIONS: usize = 256;
/// A connection on which nothing was ever said is closed after this long.
const SILENT: Duration = Duration::from_secs(10);
/// A connection on which nothing comes or goes for this long is closed.
const IDLE: Duration = Duration::from_secs(60);
/// A connection on which bytes come but nothing goes back for this long is closed: a client that
/// sends a byte now and then holds no place. Longer than the longest request.
const UNANSWERED: Duration = Duration::from_secs(180);

/// A listener with a bounded number of connections.
#[derive(Debug)]
pub(super) struct Bounded {
    listener: TcpListener,
    places: Arc<Semaphore>,
}

impl Bounded {
    pub(super) fn new(listener: TcpListener) -> Self {
        Self {
            listener,
            places: Arc::new(Semaphore::new(MOST_CONNECTIONS)),
        }
    }
}

impl Listener for Bounded {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.expect("the semaphore is never closed");
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let connection = Connection {
            stream,
            idle: Box::pin(sleep(SILENT)),
            answered: Instant::now(),
            _place: place,
        };
        (connection, address)
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// A connection that keeps its place until it is closed.
#[derive(Debug)]
pub(super) struct Connection {
    stream: TcpStream,
    idle: Pin<Box<Sleep>>,
    answered: Instant,
    _place: OwnedSemaphorePermit,
}

impl Connection {
    /// Begins the wait anew where something moved, and ends it where nothing does.
    fn watched<T>(
        &mut self,
        context: &mut Context<'_>,
        step: Poll<std::io::Result<T>>,
    ) -> Poll<std::io::Result<T>> {
        let now = Instant::now();
        if now > self.answered + UNANSWERED {
            return Poll::Ready(Err(std::io::ErrorKind::TimedOut.into()));
        }
        if step.is_ready() {
            self.idle.as_mut().reset(now + IDLE);
            return step;
        }
        match self.idle.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(std::io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let step = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.watched(context, step)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let step = Pin::new(&mut self.stream).poll_write(context, bytes);
        if step.is_ready() {
            self.answered = Instant::now();
        }
        self.watched(context, step)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
