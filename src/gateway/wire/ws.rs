//! One WebSocket: what the browser uses wherever a network lets it through.

use crate::{
    codec::json,
    gateway::{
        Error, Gateway,
        wire::{Ended, FAREWELL, MESSAGE_BYTES_MAX, Wire, serve},
    },
    live::{Close, Format, single},
    proto::{ClientFrame, ErrorCode, client_frame, server_item},
};
use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use prost::Message as _;
use tokio::time::timeout;

/// The library's default of 128 KiB would be most of what a connection costs.
const BUFFER_BYTES: usize = 4 << 10;

const PROTOCOLS: [(&str, Format); 2] =
    [("convene.v1.proto", Format::Proto), ("convene.v1.json", Format::Json)];

pub(in crate::gateway) async fn upgrade(
    State(gateway): State<Gateway>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let upgrade = upgrade
        .protocols(PROTOCOLS.map(|(name, _)| name))
        .max_message_size(MESSAGE_BYTES_MAX)
        .max_frame_size(MESSAGE_BYTES_MAX)
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(0);
    let chosen = upgrade.selected_protocol().and_then(|name| name.to_str().ok());
    let format = chosen.and_then(|chosen| PROTOCOLS.iter().find(|(name, _)| *name == chosen));
    let Some((_, format)) = format.copied() else {
        let detail = "offer the subprotocol convene.v1.proto or convene.v1.json";
        return Error::new(ErrorCode::Invalid, detail).into_response();
    };
    upgrade.on_upgrade(move |socket| {
        let sockets = gateway.sockets.clone();
        sockets.track_future(async move {
            let mut socket = Socket { socket, format };
            if let Err(Ended(Some(close))) = serve(&gateway, &mut socket).await {
                socket.say_goodbye(close).await;
            }
        })
    })
}

struct Socket {
    socket: WebSocket,
    format: Format,
}

impl Wire for Socket {
    fn format(&self) -> Format {
        self.format
    }

    async fn write(&mut self, frame: Bytes) -> Result<(), Ended> {
        let message = match self.format {
            Format::Proto => Message::Binary(frame),
            Format::Json => match frame.try_into() {
                Ok(text) => Message::Text(text),
                Err(_) => return Err(Ended(None)),
            },
        };
        self.socket.send(message).await.map_err(|_| Ended(None))
    }

    async fn read(&mut self) -> Result<client_frame::Item, Ended> {
        loop {
            let frame = match (self.socket.recv().await, self.format) {
                (None | Some(Ok(Message::Close(_))), _) => return Err(Ended(None)),
                (Some(Ok(Message::Ping(_) | Message::Pong(_))), _) => continue,
                (Some(Ok(Message::Binary(bytes))), Format::Proto) => {
                    ClientFrame::decode(bytes).ok()
                }
                (Some(Ok(Message::Text(text))), Format::Json) => json::read(text.as_bytes()).ok(),
                (Some(Ok(Message::Binary(_) | Message::Text(_))), _) => None,
                (Some(Err(error)), _) => return Err(ended_by(&error)),
            };
            return frame.and_then(|frame| frame.item).ok_or(Ended(Some(Close::Protocol)));
        }
    }
}

impl Socket {
    /// Says why, and gives the peer a moment to hear it.
    async fn say_goodbye(mut self, close: Close) {
        super::count(close);
        let farewell = async {
            let goodbye = server_item::Item::Goodbye(close.goodbye());
            self.write(single(self.format, goodbye)).await?;
            let frame = CloseFrame { code: close.code(), reason: close.detail().into() };
            self.socket.send(Message::Close(Some(frame))).await.map_err(|_| Ended(None))?;
            loop {
                match self.socket.recv().await {
                    Some(Ok(Message::Close(_))) => return Ok::<(), Ended>(()),
                    Some(Ok(_)) => {}
                    // Closing with input unread would let a reset overtake the reason.
                    None | Some(Err(_)) => std::future::pending().await,
                }
            }
        };
        let _ = timeout(FAREWELL, farewell).await;
    }
}

/// What a read error means.
fn ended_by(error: &axum::Error) -> Ended {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.to_string().contains("too long") || error.to_string().contains("too large") {
            return Ended(Some(Close::TooLarge));
        }
        cause = error.source();
    }
    Ended(Some(Close::Protocol))
}
