//! A network that fails on demand: bytes between two ports are passed on, held back, delayed,
//! or cut off.

use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
    sync::watch,
    task::JoinHandle,
};

/// What is passed on at once.
const CHUNK_BYTES: usize = 64 << 10;

/// What becomes of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// They pass.
    Fair,
    /// They wait, both ways, and nobody notices but by the silence.
    Held,
    /// They pass this much later.
    Slow(Duration),
    /// All connections break, and no new one comes about.
    Cut,
}

/// Texts that are put in the place of others of the same length, on the way back.
pub type Rewrites = Vec<(Vec<u8>, Vec<u8>)>;

/// One way into something that listens.
pub struct Proxy {
    pub port: u16,
    weather: watch::Sender<Weather>,
    accepting: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Proxy {
    /// A way to a port, at a port of its own (0: whichever is free).
    pub async fn open(port: u16, to: u16, rewrites: Rewrites) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let port = listener.local_addr()?.port();
        let (weather, watched) = watch::channel(Weather::Fair);
        let way = Way { to, rewrites: rewrites.into(), weather: watched };
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(way.clone().join(stream));
            }
        });
        Ok(Self { port, weather, accepting })
    }

    pub fn set(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }
}

#[derive(Clone)]
struct Way {
    to: u16,
    rewrites: Arc<[(Vec<u8>, Vec<u8>)]>,
    weather: watch::Receiver<Weather>,
}

impl Way {
    async fn join(mut self, stream: TcpStream) {
        if *self.weather.borrow() == Weather::Cut {
            return;
        }
        let Ok(far) = TcpStream::connect(("127.0.0.1", self.to)).await else { return };
        // What is small must not wait for more.
        let _ = (stream.set_nodelay(true), far.set_nodelay(true));
        let (near_read, near_write) = stream.into_split();
        let (far_read, far_write) = far.into_split();
        let there = self.clone().carry(near_read, far_write, false);
        let back = self.clone().carry(far_read, near_write, true);
        // Both halves end when one does: what is left would be half a connection.
        tokio::select! {
            () = there => {}
            () = back => {}
            _ = self.weather.wait_for(|weather| *weather == Weather::Cut) => {}
        }
    }

    async fn carry(mut self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf, is_back: bool) {
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let Ok(count @ 1..) = from.read(&mut chunk).await else { return };
            let weather = *self.weather.borrow();
            if let Weather::Slow(by) = weather {
                tokio::time::sleep(by).await;
            }
            if self.weather.wait_for(|weather| *weather != Weather::Held).await.is_err() {
                return;
            }
            let bytes = &mut chunk[..count];
            if is_back {
                self.rewrites.iter().for_each(|(old, new)| replace(bytes, old, new));
            }
            if to.write_all(bytes).await.is_err() {
                return;
            }
        }
    }
}

fn replace(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(old.len()).position(|window| window == old) {
        let from = at + found;
        at = from + old.len();
        bytes[from..at].copy_from_slice(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn echo() -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (mut from, mut to) = stream.split();
                    let _ = tokio::io::copy(&mut from, &mut to).await;
                });
            }
        });
        port
    }

    async fn answer(stream: &mut TcpStream) -> [u8; 4] {
        let mut answer = [0; 4];
        let read = tokio::time::timeout(Duration::from_secs(30), stream.read_exact(&mut answer));
        read.await.expect("an answer in time").unwrap();
        answer
    }

    async fn hears_nothing(stream: &mut TcpStream) -> bool {
        let mut byte = [0; 1];
        let peek = stream.peek(&mut byte);
        tokio::time::timeout(Duration::from_millis(200), peek).await.is_err()
    }

    #[tokio::test]
    async fn bytes_pass_wait_and_are_cut_off() {
        let rewrites = vec![(b"6379".to_vec(), b"7777".to_vec())];
        let proxy = Proxy::open(0, echo().await, rewrites).await.unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", proxy.port)).await.unwrap();
        stream.write_all(b"6379").await.unwrap();
        assert_eq!(answer(&mut stream).await, *b"7777");
        proxy.set(Weather::Held);
        stream.write_all(b"held").await.unwrap();
        assert!(hears_nothing(&mut stream).await);
        proxy.set(Weather::Fair);
        assert_eq!(answer(&mut stream).await, *b"held");
        proxy.set(Weather::Cut);
        assert_eq!(stream.read(&mut [0; 1]).await.unwrap_or(0), 0, "broken");
        let mut another = TcpStream::connect(("127.0.0.1", proxy.port)).await.unwrap();
        assert_eq!(another.read(&mut [0; 1]).await.unwrap_or(0), 0, "at once");
    }
}
