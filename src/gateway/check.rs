//! What the page /check tries before an event: does this network carry what we need?

use crate::gateway::Gateway;
use axum::{
    Router,
    body::Body,
    extract::{WebSocketUpgrade, ws::Message},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use futures_util::stream;
use std::{convert::Infallible, time::Duration};
use tokio::time::{sleep, timeout};

/// Between the two events of the stream, so that a proxy that collects them gives itself away.
const APART: Duration = Duration::from_secs(1);
/// How long the poll waits.
const POLL: Duration = Duration::from_secs(2);
/// How long a socket is kept open for nothing.
const SOCKET: Duration = Duration::from_secs(10);
/// Longest message that is sent back.
const ECHO_BYTES_MAX: usize = 1 << 10;
/// For a rough idea of the speed.
const BYTES: usize = 64 << 10;

pub(super) fn routes() -> Router<Gateway> {
    Router::new()
        .route("/check/ws", get(socket))
        .route("/check/events", get(events))
        .route("/check/poll", post(poll))
        .route("/check/bytes", get(bytes))
}

async fn socket(upgrade: WebSocketUpgrade) -> Response {
    let upgrade = upgrade.max_message_size(ECHO_BYTES_MAX).write_buffer_size(0);
    upgrade.on_upgrade(|mut socket| async move {
        if socket.send(Message::text("hello")).await.is_ok()
            && let Ok(Some(Ok(Message::Text(text)))) = timeout(SOCKET, socket.recv()).await
        {
            let _ = socket.send(Message::Text(text)).await;
        }
    })
}

async fn events() -> Response {
    let stream = stream::unfold(0, |sent| async move {
        if sent == 1 {
            sleep(APART).await;
        }
        (sent < 2).then_some((Ok::<_, Infallible>("data: now\n\n"), sent + 1))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-cache, no-transform"),
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(stream)).into_response()
}

async fn poll() -> StatusCode {
    sleep(POLL).await;
    StatusCode::NO_CONTENT
}

/// Bytes that no proxy makes smaller.
async fn bytes() -> Response {
    let mut x = 0x9E37_79B9_u32;
    let noise = std::iter::repeat_with(|| {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        x.to_be_bytes()[0]
    });
    let noise: Vec<u8> = noise.take(BYTES).collect();
    ([(header::CONTENT_TYPE, "application/octet-stream")], noise).into_response()
}
