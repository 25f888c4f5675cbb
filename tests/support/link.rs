//! What carries the frames of a client: a WebSocket, a stream of events, or long polls.

use super::browser::Browser;
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::{Bytes, BytesMut};
use convene::{
    codec::json,
    proto::{CarriedOpened, ClientFrame, ClientFrames, client_frame},
};
use futures_util::{SinkExt, StreamExt};
use prost::Message as _;
use std::net::SocketAddr;
use tokio::{net::TcpStream, sync::mpsc, task::JoinHandle};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{
        self, Message,
        client::IntoClientRequest,
        http::{HeaderValue, StatusCode},
    },
};

type Ws = WebSocketStream<MaybeTlsStream<TcpStream>>;

const PROTOBUF: &str = "application/x-protobuf";
const JSON: &str = "application/json";

/// A step of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    WebSocket,
    Events,
    Polls,
}

tokio::task_local! {
    /// What the clients of this test use; WebSockets when nobody has said.
    pub static RUNG: Rung;
}

/// Makes of one test three: the same over each rung.
#[macro_export]
macro_rules! over_all_rungs {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use $crate::support::link::{RUNG, Rung};
            #[tokio::test]
            async fn over_websocket() {
                RUNG.scope(Rung::WebSocket, super::$name()).await;
            }
            #[tokio::test]
            async fn over_events() {
                RUNG.scope(Rung::Events, super::$name()).await;
            }
            #[tokio::test]
            async fn over_polls() {
                RUNG.scope(Rung::Polls, super::$name()).await;
            }
        }
    )+};
}

/// What a link brings.
pub enum Read {
    Frame(Bytes),
    Closed(Option<u16>),
    Nothing,
    End,
}

pub enum Link {
    Ws(Box<Ws>),
    Carried(Carried),
}

/// Opens the socket, without a word.
pub async fn connect(
    address: SocketAddr,
    protocol: Option<&'static str>,
    origin: Option<String>,
) -> Result<Ws, StatusCode> {
    let mut request = format!("ws://{address}/live").into_client_request().unwrap();
    if let Some(protocol) = protocol {
        let protocol = HeaderValue::from_static(protocol);
        request.headers_mut().insert("sec-websocket-protocol", protocol);
    }
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", HeaderValue::from_str(&origin).unwrap());
    }
    match connect_async(request).await {
        Ok((ws, _)) => Ok(ws),
        Err(tungstenite::Error::Http(response)) => Err(response.status()),
        Err(error) => panic!("{error}"),
    }
}

impl Link {
    pub async fn open(browser: &Browser, protocol: &'static str) -> Self {
        let rung = RUNG.try_with(|rung| *rung).unwrap_or(Rung::WebSocket);
        if rung == Rung::WebSocket {
            let ws = connect(browser.address, Some(protocol), None).await.unwrap();
            return Self::Ws(Box::new(ws));
        }
        Self::Carried(Carried::new(browser.address, rung, protocol.ends_with("json")))
    }

    pub async fn send(&mut self, frame: ClientFrame, is_json: bool) {
        match self {
            Self::Ws(ws) => {
                let message = match is_json {
                    true => Message::text(json::write(&frame)),
                    false => Message::binary(frame.encode_to_vec()),
                };
                // The server may have closed already; what it said is read later.
                let _ = ws.send(message).await;
            }
            Self::Carried(carried) => carried.send(frame).await,
        }
    }

    pub async fn send_raw(&mut self, message: Message) {
        let Self::Ws(ws) = self else { panic!("only a WebSocket has messages") };
        ws.send(message).await.unwrap();
    }

    /// The next of what comes. Safe to cancel.
    pub async fn read(&mut self) -> Read {
        match self {
            Self::Ws(ws) => match ws.next().await {
                Some(Ok(Message::Binary(bytes))) => Read::Frame(bytes),
                Some(Ok(Message::Text(text))) => Read::Frame(text.into()),
                Some(Ok(Message::Close(frame))) => {
                    Read::Closed(frame.map(|frame| frame.code.into()))
                }
                Some(Ok(_)) => Read::Nothing,
                Some(Err(_)) | None => Read::End,
            },
            Self::Carried(carried) => match carried.frames.recv().await {
                Some(frame) => Read::Frame(frame),
                None => Read::End,
            },
        }
    }
}

/// A connection over plain HTTP.
pub struct Carried {
    http: reqwest::Client,
    base: String,
    rung: Rung,
    is_json: bool,
    frames_sender: Option<mpsc::Sender<Bytes>>,
    frames: mpsc::Receiver<Bytes>,
    reading: Option<JoinHandle<()>>,
}

impl Drop for Carried {
    fn drop(&mut self) {
        // The connection is simply gone, as when a network drops.
        if let Some(reading) = &self.reading {
            reading.abort();
        }
    }
}

impl Carried {
    fn new(address: SocketAddr, rung: Rung, is_json: bool) -> Self {
        let (sender, frames) = mpsc::channel(64);
        Self {
            http: reqwest::Client::new(),
            base: format!("http://{address}/live/carried"),
            rung,
            is_json,
            frames_sender: Some(sender),
            frames,
            reading: None,
        }
    }

    async fn post(&self, url: &str, body: Vec<u8>) -> reqwest::Response {
        let kind = if self.is_json { JSON } else { PROTOBUF };
        self.http.post(url).header("content-type", kind).body(body).send().await.unwrap()
    }

    async fn send(&mut self, frame: ClientFrame) {
        if matches!(frame.item, Some(client_frame::Item::Hello(_))) && self.reading.is_none() {
            return self.hello(frame).await;
        }
        let frames = ClientFrames { frames: vec![frame] };
        let body = match self.is_json {
            true => json::write(&frames).into_bytes(),
            false => frames.encode_to_vec(),
        };
        // The server may have closed already; what it said is read later.
        self.post(&self.base, body).await;
    }

    async fn hello(&mut self, frame: ClientFrame) {
        let body = match self.is_json {
            true => json::write(&frame).into_bytes(),
            false => frame.encode_to_vec(),
        };
        let answer = self.post(&self.base, body).await;
        let sender = self.frames_sender.take().unwrap();
        let status = answer.status();
        let bytes = answer.bytes().await.unwrap();
        if !status.is_success() {
            // A goodbye, and the end.
            sender.send(bytes).await.unwrap();
            return;
        }
        let opened: CarriedOpened = match self.is_json {
            true => json::read(&bytes).unwrap(),
            false => CarriedOpened::decode(bytes).unwrap(),
        };
        self.base = format!("{}/{}", self.base, opened.connection);
        let (http, base, is_json) = (self.http.clone(), self.base.clone(), self.is_json);
        self.reading = Some(match self.rung {
            Rung::Polls => tokio::spawn(poll(http, base, sender)),
            Rung::WebSocket | Rung::Events => tokio::spawn(listen(http, base, is_json, sender)),
        });
    }
}

async fn poll(http: reqwest::Client, base: String, frames: mpsc::Sender<Bytes>) {
    loop {
        let Ok(answer) = http.post(format!("{base}/poll")).send().await else { return };
        if !answer.status().is_success() {
            return;
        }
        let Ok(bytes) = answer.bytes().await else { return };
        if !bytes.is_empty() && frames.send(bytes).await.is_err() {
            return;
        }
    }
}

async fn listen(http: reqwest::Client, base: String, is_json: bool, frames: mpsc::Sender<Bytes>) {
    let mut answer = http.get(format!("{base}/events")).send().await.unwrap();
    let mut buffer = BytesMut::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        buffer.extend_from_slice(&chunk);
        while let Some(end) = buffer.windows(2).position(|window| window == b"\n\n") {
            let event = buffer.split_to(end + 2);
            let text = std::str::from_utf8(&event).unwrap().trim_end();
            let Some(data) = text.strip_prefix("data: ") else { continue };
            let frame = match is_json {
                true => Bytes::copy_from_slice(data.as_bytes()),
                false => STANDARD.decode(data).unwrap().into(),
            };
            if frames.send(frame).await.is_err() {
                return;
            }
        }
    }
}
