//! The bare relay to compare with: no log, no rules, no audiences; one prepared frame
//! written straight to every socket. What a broadcast costs at least, on this machine, now.

use crate::{
    Load,
    client::{self, Socket},
    measure::{Latencies, Outcome, now},
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

/// The same load on the relay: as many readers, lines of the same size, at the same times.
pub async fn run(load: &Load) -> anyhow::Result<Outcome> {
    let program = std::env::current_exe().context("where am I?")?;
    let name = program.file_name().and_then(|name| name.to_str()).context("a name")?;
    let mut server = Server::start(&server::beside(name)?, &["yardstick"])?;
    let address = server.line().await?.trim_start_matches("http://").to_owned();
    let mut speaker = client::open(&address, None).await?;
    let before_kib = server.memory_kib()?;
    let storm = now();
    let mut opening = JoinSet::new();
    for _ in 0..load.people {
        let address = address.clone();
        opening.spawn(async move { client::open(&address, None).await });
    }
    let sockets: anyhow::Result<Vec<Socket>> = opening.join_all().await.into_iter().collect();
    let storm_s = storm.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand people")]
    let idle_kib = (server.memory_kib()? - before_kib) / load.people as f64;
    let lines = usize::try_from(u64::from(load.lines_per_s) * load.seconds)?;
    let cpu_before = server.cpu_s()?;
    let start = now() + Duration::from_millis(200);
    let mut readers = JoinSet::new();
    for socket in sockets? {
        readers.spawn(listen(socket, start, lines));
    }
    let pause = Duration::from_secs(1) / load.lines_per_s;
    for line in 0..lines {
        let since_start = pause * u32::try_from(line)?;
        tokio::time::sleep_until((start + since_start).into()).await;
        // As long as a line of Convene is with its ids and its author.
        let text = format!("{:x<320}", client::text(0, 1, since_start));
        speaker.send(Message::binary(text)).await?;
    }
    let mut delivered = Latencies::default();
    for heard in readers.join_all().await {
        delivered.join(&heard);
    }
    let seconds = now().saturating_duration_since(start).as_secs_f64();
    Ok(Outcome {
        name: "bare relay",
        people: load.people,
        lines,
        deliveries: delivered.count(),
        seconds,
        cpu_s: server.cpu_s()? - cpu_before,
        acks: Latencies::default(),
        delivered,
        idle_kib,
        storm_s,
        faults: Vec::new(),
    })
}

async fn listen(mut socket: Socket, start: Instant, lines: usize) -> Latencies {
    let mut heard = Latencies::default();
    while heard.count() < lines {
        match tokio::time::timeout(Duration::from_secs(20), socket.next()).await {
            Ok(Some(Ok(message))) => {
                let text = String::from_utf8_lossy(&message.into_data()).into_owned();
                let micros = text.split(' ').nth(2).and_then(|micros| micros.parse().ok());
                let intended = start + Duration::from_micros(micros.unwrap_or_default());
                heard.add(now().saturating_duration_since(intended));
            }
            _ => break,
        }
    }
    heard
}
