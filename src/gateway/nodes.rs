//! Where other nodes of the installation open their links.

use crate::{
    gateway::{Error, Gateway},
    live::serve_peer,
    nodes::{FRAME_BYTES_MAX, Heard, Over, Wire},
};
use async_trait::async_trait;
use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;

/// Whoever has the installation's secret. To others there is nothing here.
pub(super) async fn link(
    State(gateway): State<Gateway>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    let secret = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let secret = secret.and_then(|value| value.strip_prefix("Bearer "));
    let secret = secret.and_then(|value| URL_SAFE_NO_PAD.decode(value).ok()).unwrap_or_default();
    match upgrade {
        Ok(upgrade) if gateway.registry.nodes().knows(&secret) => {
            let upgrade = upgrade.max_message_size(FRAME_BYTES_MAX).max_frame_size(FRAME_BYTES_MAX);
            upgrade.on_upgrade(move |mut socket| {
                let sockets = gateway.sockets.clone();
                sockets.track_future(async move {
                    let serving = serve_peer(&gateway.registry, &mut socket);
                    gateway.draining.run_until_cancelled(serving).await;
                })
            })
        }
        _ => Error::not_found().into_response(),
    }
}

#[async_trait]
impl Wire for WebSocket {
    async fn send(&mut self, frame: Bytes) -> Result<(), Over> {
        Ok(Self::send(self, Message::Binary(frame)).await?)
    }

    async fn ping(&mut self) -> Result<(), Over> {
        Ok(Self::send(self, Message::Ping(Bytes::new())).await?)
    }

    async fn hear(&mut self) -> Result<Heard, Over> {
        Ok(match self.recv().await.ok_or("closed")?? {
            Message::Binary(frame) => Heard::Frame(frame),
            _ => Heard::Life,
        })
    }
}
