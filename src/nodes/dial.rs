//! What carries a link to another node, and how one is opened: in production a WebSocket.

use crate::nodes::FRAME_BYTES_MAX;
use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
    tungstenite::{
        Message, client::IntoClientRequest, http::HeaderValue, protocol::WebSocketConfig,
    },
};

/// Why a link is over.
pub type Over = Box<dyn std::error::Error + Send + Sync>;

/// What comes over a link.
pub enum Heard {
    /// A frame.
    Frame(Bytes),
    /// The other side lives, and says no more than that.
    Life,
}

/// Carries whole frames between two nodes, in order.
#[async_trait]
pub trait Wire: Send {
    /// Hands on a frame.
    async fn send(&mut self, frame: Bytes) -> Result<(), Over>;

    /// Asks for a sign of life.
    async fn ping(&mut self) -> Result<(), Over>;

    /// What comes next. Safe to cancel.
    async fn hear(&mut self) -> Result<Heard, Over>;
}

/// Opens links.
#[async_trait]
pub trait Dial: Send + Sync + 'static {
    /// Opens one to the node at an address, showing the secret of the installation.
    async fn dial(&self, address: &str, secret: &[u8; 32]) -> Result<Box<dyn Wire>, Over>;
}

/// Over WebSockets, to `/nodes` at the other's address.
pub struct WebSockets;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

#[async_trait]
impl Dial for WebSockets {
    async fn dial(&self, address: &str, secret: &[u8; 32]) -> Result<Box<dyn Wire>, Over> {
        let mut request = (address.replacen("http", "ws", 1) + "/nodes").into_client_request()?;
        let secret = URL_SAFE_NO_PAD.encode(secret);
        request
            .headers_mut()
            .insert("authorization", HeaderValue::from_str(&format!("Bearer {secret}"))?);
        let limits = WebSocketConfig::default()
            .max_message_size(Some(FRAME_BYTES_MAX))
            .max_frame_size(Some(FRAME_BYTES_MAX));
        Ok(Box::new(connect_async_with_config(request, Some(limits), true).await?.0))
    }
}

#[async_trait]
impl Wire for Socket {
    async fn send(&mut self, frame: Bytes) -> Result<(), Over> {
        Ok(SinkExt::send(self, Message::Binary(frame)).await?)
    }

    async fn ping(&mut self) -> Result<(), Over> {
        Ok(SinkExt::send(self, Message::Ping(Bytes::new())).await?)
    }

    async fn hear(&mut self) -> Result<Heard, Over> {
        Ok(match self.next().await.ok_or("closed")?? {
            Message::Binary(frame) => Heard::Frame(frame),
            _ => Heard::Life,
        })
    }
}
