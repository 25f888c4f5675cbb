//! How one simulated person reaches the server: requests with a cookie, and a live socket.

use crate::lean;
use anyhow::{Context, bail};
use bytes::Bytes;
use convene::{
    codec::json,
    proto::{self, ClientFrame, Command, Consent, Hello, Why, client_frame, command::Body},
};
use futures_util::{SinkExt, StreamExt};
use prost::{Message as _, Name};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{
        Message, client::IntoClientRequest, http::HeaderValue, protocol::WebSocketConfig,
    },
};

pub type Socket = WebSocketStream<TcpStream>;

/// The binary form of the protocol.
pub const PROTOBUF: &str = "convene.v1.proto";

/// A browser short of the page: requests with a cookie.
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    base: String,
    cookie: String,
}

impl Http {
    pub fn new(base: &str, client: reqwest::Client) -> Self {
        Self { client, base: base.to_owned(), cookie: String::new() }
    }

    /// The same browser at another node.
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    pub async fn get<R: prost::Message + Name + Default>(
        &mut self,
        path: &str,
    ) -> anyhow::Result<R> {
        let request = self.client.get(format!("{}{path}", self.base));
        self.send(path, request).await
    }

    pub async fn post<R: prost::Message + Name + Default>(
        &mut self,
        path: &str,
        body: &impl Name,
    ) -> anyhow::Result<R> {
        let request = self.client.post(format!("{}{path}", self.base)).body(json::write(body));
        self.send(path, request.header("content-type", "application/json")).await
    }

    async fn send<R: prost::Message + Name + Default>(
        &mut self,
        path: &str,
        request: reqwest::RequestBuilder,
    ) -> anyhow::Result<R> {
        let response = request.header("cookie", &self.cookie).send().await?;
        if let Some(cookie) = response.headers().get("set-cookie") {
            cookie.to_str()?.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
        }
        let status = response.status();
        let bytes = response.bytes().await?;
        if !status.is_success() {
            bail!("{path}: {status} {}", String::from_utf8_lossy(&bytes));
        }
        Ok(json::read(&bytes)?)
    }

    /// Takes the seat that a personal link stands for.
    pub async fn take_seat(&mut self, link: &str) -> anyhow::Result<()> {
        let token = link.rsplit('/').next().unwrap_or_default().to_owned();
        let _: proto::Seat = self.post("/api/join/link", &proto::JoinByLinkBody { token }).await?;
        Ok(())
    }

    pub async fn ticket_of(&mut self, session: &str) -> anyhow::Result<String> {
        let path = format!("/api/sessions/{session}/tickets");
        let ticket: proto::Ticket = self.post(&path, &proto::NewTicketBody::default()).await?;
        Ok(ticket.ticket)
    }
}

/// Opens a socket with small buffers: there are thousands of them.
pub async fn open(address: &str, protocol: Option<&'static str>) -> anyhow::Result<Socket> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut request = format!("ws://{address}/live").into_client_request()?;
    if let Some(protocol) = protocol {
        let protocol = HeaderValue::from_static(protocol);
        request.headers_mut().insert("sec-websocket-protocol", protocol);
    }
    let config = WebSocketConfig::default().read_buffer_size(4 << 10).write_buffer_size(0);
    let (socket, _) = client_async_with_config(request, stream, Some(config)).await?;
    Ok(socket)
}

pub fn encode(item: client_frame::Item) -> Message {
    Message::binary(ClientFrame { item: Some(item) }.encode_to_vec())
}

pub fn command(n: u64, body: Body) -> Message {
    encode(client_frame::Item::Command(Command { n, body: Some(body) }))
}

pub fn ping() -> Message {
    encode(client_frame::Item::Ping(proto::Ping {}))
}

pub fn consent(answer: Consent) -> Body {
    Body::AnswerConsent(proto::AnswerConsent { answer: answer.into() })
}

/// What a client keeps when its connection is gone.
#[derive(Clone, Default)]
pub struct Kept {
    pub instance: u64,
    pub resume_token: Bytes,
    pub received_since: u32,
}

impl Kept {
    pub fn take(&mut self, item: &lean::Item) {
        if let Some(welcome) = &item.welcome {
            self.instance = welcome.instance;
        }
        let tokens = [
            item.welcome.as_ref().map(|welcome| &welcome.resume_token),
            item.ack.as_ref().map(|ack| &ack.resume_token),
            item.resync.as_ref().map(|resync| &resync.resume_token),
            item.heartbeat.as_ref().map(|heartbeat| &heartbeat.resume_token),
        ];
        tokens.into_iter().flatten().for_each(|token| self.token(token));
        self.received_since += u32::from(item.change.is_some());
    }

    /// A new token replaces the one before, and counting begins anew.
    pub fn token(&mut self, token: &Bytes) {
        if !token.is_empty() {
            self.resume_token.clone_from(token);
            self.received_since = 0;
        }
    }

    pub fn hello(&self, ticket: String, unpacks: bool) -> Message {
        encode(client_frame::Item::Hello(Hello {
            ticket,
            instance: self.instance,
            resume_token: self.resume_token.clone(),
            received_since: self.received_since,
            revision: 1,
            unpacks,
        }))
    }
}

/// Someone who is in a session.
pub struct Joined {
    pub socket: Socket,
    pub kept: Kept,
    /// How they were received, last time.
    pub why: Why,
    /// The lines that the welcome held, when it held a view.
    pub welcomed_with: Vec<Bytes>,
    /// Everything of the frame that held the welcome.
    pub behind: Vec<lean::Item>,
    /// The round of breakout rooms that was put last, for those who run the session.
    pub last_round: Option<String>,
    /// The poll that was put last, for those who run the session.
    pub last_poll: Option<String>,
    /// The run that was opened or closed last.
    pub last_run: Option<lean::Run>,
    /// The last count of a run.
    pub last_tally: Option<lean::Results>,
    /// Bytes of all messages, as they came.
    pub bytes: usize,
}

impl Joined {
    /// Joins a session, as far as the welcome; with what was kept, comes back to it.
    pub async fn enter(address: &str, ticket: String, kept: Kept) -> anyhow::Result<Self> {
        let mut socket = open(address, Some(PROTOBUF)).await?;
        socket.send(kept.hello(ticket, true)).await?;
        let mut joined = Self {
            socket,
            kept,
            why: Why::Unspecified,
            welcomed_with: Vec::new(),
            behind: Vec::new(),
            last_round: None,
            last_poll: None,
            last_run: None,
            last_tally: None,
            bytes: 0,
        };
        while joined.why == Why::Unspecified {
            // What was missed stands behind the welcome, in the same frame.
            joined.behind = joined.read().await.context("before the welcome")?;
        }
        Ok(joined)
    }

    /// Reads one message, and keeps what is to be kept.
    pub async fn read(&mut self) -> anyhow::Result<Vec<lean::Item>> {
        let message = self.socket.next().await.context("closed")??;
        let Message::Binary(bytes) = message else { return Ok(Vec::new()) };
        self.bytes += bytes.len();
        let items = lean::items(bytes)?;
        for item in &items {
            self.kept.take(item);
            if let Some(change) = &item.change {
                self.note(change);
            }
            if let Some(welcome) = &item.welcome {
                self.why = welcome.why();
                let lines = welcome.view.iter().flat_map(lean::View::lines);
                self.welcomed_with = lines.map(|line| line.text.clone()).collect();
            }
        }
        Ok(items)
    }

    /// What whoever runs the session must know of what they have made.
    fn note(&mut self, change: &lean::Change) {
        if let Some(round) = &change.round_put {
            self.last_round = Some(round.id.clone());
        }
        if let Some(poll) = &change.poll_put {
            self.last_poll = Some(poll.id.clone());
        }
        if let Some(run) = &change.run_put {
            self.last_run = Some(run.clone());
        }
        if let Some(tally) = &change.tally_put {
            self.last_tally = Some(tally.clone());
        }
    }

    /// Says a command and waits for its acknowledgement.
    pub async fn ask(&mut self, n: u64, body: Body) -> anyhow::Result<()> {
        self.socket.send(command(n, body)).await?;
        loop {
            for item in self.read().await? {
                if item.ack.is_some_and(|ack| ack.n == n) {
                    return Ok(());
                }
                if let Some(reject) = item.reject.filter(|reject| reject.n == n) {
                    bail!("refused: {reject:?}");
                }
            }
        }
    }
}
