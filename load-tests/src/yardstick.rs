//! The bare relay to compare with: no log, no rules, no audiences; one prepared frame
//! written straight to every socket. What a broadcast costs at least, on this machine, now.

use crate::{
    client::{self, Socket},
    measure::{Latencies, Outcome, now},
    reader,
    schedule::Turn,
    server::{self, Server},
};
use anyhow::Context;
use futures_util::{SinkExt, StreamExt};
use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_tungstenite::{accept_async, tungstenite::Message};

type Sockets = Arc<Mutex<Vec<Arc<TcpStream>>>>;

/// The relay: the first connection speaks, all others listen.
pub async fn serve() -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let listeners = Sockets::default();
    let (stream, _) = listener.accept().await?;
    let mut speaker = accept_async(stream).await?;
    let all = Arc::clone(&listeners);
    let accepting = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(socket) = accept_async(stream).await else { continue };
            let stream = Arc::new(socket.into_inner());
            all.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
        }
    });
    while let Some(Ok(message)) = speaker.next().await {
        let frame = prepare(&message.into_data());
        let sockets = listeners.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for socket in &sockets {
            match socket.try_write(&frame) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => {}
            }
        }
    }
    accepting.abort();
    Ok(())
}

/// Header and payload in one buffer.
fn prepare(payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x82];
    match u8::try_from(payload.len()) {
        Ok(short) if short < 126 => frame.push(short),
        _ => {
            frame.push(126);
            let length = u16::try_from(payload.len()).unwrap_or(u16::MAX);
            frame.extend_from_slice(&length.to_be_bytes());
        }
    }
    frame.extend_from_slice(payload);
    frame
}

/// How long nothing may come before a reader gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// A line of Convene has ids and an author besides its text.
const LINE_BYTES: usize = 320;

/// The same load on the relay: as many readers, lines of the same size, at the same times.
pub async fn run(people: usize, schedule: &[Turn]) -> anyhow::Result<Outcome> {
    let program = std::env::current_exe().context("where am I?")?;
    let name = program.file_name().and_then(|name| name.to_str()).context("a name")?;
    let mut server = Server::start_pinned(&server::beside(name)?, &["yardstick"])?;
    let address = server.line().await?.trim_start_matches("http://").to_owned();
    let mut speaker = client::open(&address, None).await?;
    let before_kib = server.memory_kib()?;
    let storm = now();
    let mut opening = JoinSet::new();
    for _ in 0..people {
        let address = address.clone();
        opening.spawn(async move { client::open(&address, None).await });
    }
    let sockets: anyhow::Result<Vec<Socket>> = opening.join_all().await.into_iter().collect();
    let storm_s = storm.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand people")]
    let idle_kib = (server.memory_kib()? - before_kib) / people as f64;
    let cpu_before = server.cpu_s()?;
    let start = now() + Duration::from_millis(200);
    let mut readers = JoinSet::new();
    for socket in sockets? {
        readers.spawn(listen(socket, start, schedule.len()));
    }
    for turn in schedule {
        tokio::time::sleep_until((start + turn.since_start).into()).await;
        let text = reader::text(turn.sender, turn.count, turn.since_start);
        speaker.send(Message::binary(format!("{text:x<LINE_BYTES$}"))).await?;
    }
    let last = schedule.last().map_or(start, |turn| start + turn.since_start);
    let (mut delivered, mut complete_s) = (Latencies::default(), 0.0_f64);
    for (heard, last_at) in readers.join_all().await {
        delivered.join(&heard);
        complete_s = complete_s.max(last_at.saturating_duration_since(last).as_secs_f64());
    }
    let seconds = now().saturating_duration_since(start).as_secs_f64();
    Ok(Outcome {
        name: "bare relay".to_owned(),
        people,
        lines: schedule.len(),
        deliveries: delivered.count(),
        // One write each.
        frames: delivered.count(),
        seconds,
        cpu_s: server.cpu_s()? - cpu_before,
        delivered,
        complete_s,
        idle_kib,
        storm_s,
        ..Outcome::default()
    })
}

/// What someone heard, and when the last of it.
async fn listen(mut socket: Socket, start: Instant, lines: usize) -> (Latencies, Instant) {
    let (mut heard, mut last_at) = (Latencies::default(), start);
    while heard.count() < lines {
        match tokio::time::timeout(PATIENCE, socket.next()).await {
            Ok(Some(Ok(message))) => {
                let text = String::from_utf8_lossy(&message.into_data()).into_owned();
                let micros = text.split(' ').nth(2).and_then(|micros| micros.parse().ok());
                let intended = start + Duration::from_micros(micros.unwrap_or_default());
                last_at = now();
                heard.add(last_at.saturating_duration_since(intended));
            }
            _ => break,
        }
    }
    (heard, last_at)
}
