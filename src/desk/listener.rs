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

/// How long a client is waited for before its connection is closed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Nothing was ever said.
    pub(crate) silent: Duration,
    /// Nothing comes or goes.
    pub(crate) idle: Duration,
    /// Bytes come but nothing goes back: a client that sends a byte now and then holds no place.
    /// Longer than the longest request.
    pub(crate) unanswered: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            silent: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            unanswered: Duration::from_secs(180),
        }
    }
}

/// A listener with a bounded number of connections.
#[derive(Debug)]
pub(super) struct Bounded {
    listener: TcpListener,
    places: Arc<Semaphore>,
    patience: Patience,
}

impl Bounded {
    pub(super) fn new(listener: TcpListener, patience: Patience) -> Self {
        Self {
            listener,
            patience,
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
            idle: Box::pin(sleep(self.patience.silent)),
            patience: self.patience,
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
    patience: Patience,
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
        if now > self.answered + self.patience.unanswered {
            return Poll::Ready(Err(std::io::ErrorKind::TimedOut.into()));
        }
        if step.is_ready() {
            self.idle.as_mut().reset(now + self.patience.idle);
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

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use axum::Router;
    use axum::routing::get;

    use super::*;

    const SHORT: Patience = Patience {
        silent: Duration::from_millis(200),
        idle: Duration::from_millis(400),
        unanswered: Duration::from_millis(1200),
    };

    /// A server that is patient for so long only, and its port.
    fn server() -> u16 {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).unwrap();
                let app = Router::new().route("/", get(async || "here"));
                axum::serve(Bounded::new(listener, SHORT), app)
                    .await
                    .unwrap();
            });
        });
        port
    }

    fn client(port: u16) -> std::net::TcpStream {
        let stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        stream
    }

    #[test]
    fn a_client_that_sends_a_byte_now_and_then_is_cut_off() {
        let mut stream = client(server());
        let started = std::time::Instant::now();
        // Each byte comes before the connection is idle, and the request never ends.
        let sent = (0..300).take_while(|i| {
            std::thread::sleep(Duration::from_millis(100));
            let byte: &[u8] = if *i == 0 {
                b"GET / HTTP/1.1\r\nX: "
            } else {
                b"a"
            };
            stream.write_all(byte).is_ok()
        });
        let sent = sent.count();
        assert!(sent < 300, "still open after {:?}", started.elapsed());
        assert!(started.elapsed() >= SHORT.unanswered);
    }

    #[test]
    fn a_silent_client_is_cut_off_and_one_that_asks_is_answered() {
        let port = server();
        let mut silent = client(port);
        let mut asking = client(port);
        asking
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut told = String::new();
        asking.read_to_string(&mut told).unwrap();
        assert!(told.ends_with("here"), "{told}");
        let mut nothing = Vec::new();
        // Closed by the other side; a client that waited for ever would time out here.
        assert!(matches!(silent.read_to_end(&mut nothing), Ok(0)));
    }
}
