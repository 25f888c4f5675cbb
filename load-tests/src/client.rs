//! One simulated person: joins, reads everything, checks it, says what they are told to.

use crate::measure::{Latencies, now};
use anyhow::{Context, bail};
use convene::{
    codec::json,
    proto::{
        self, ClientFrame, Command, Consent, Hello, ServerFrame, change::Change, client_frame,
        command::Body, send_line, server_item::Item,
    },
};
use futures_util::{SinkExt, StreamExt};
use prost::{Message as _, Name};
use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{net::TcpStream, sync::mpsc};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{
        Message, client::IntoClientRequest, http::HeaderValue, protocol::WebSocketConfig,
    },
};

pub type Socket = WebSocketStream<TcpStream>;

/// A browser short of the page: requests with a cookie.
pub struct Http {
    client: reqwest::Client,
    base: String,
    cookie: String,
}

impl Http {
    pub fn new(base: &str, client: reqwest::Client) -> Self {
        Self { client, base: base.to_owned(), cookie: String::new() }
    }

    pub async fn post<R: prost::Message + Name + Default>(
        &mut self,
        path: &str,
        body: &impl Name,
    ) -> anyhow::Result<R> {
        let request = self.client.post(format!("{}{path}", self.base)).body(json::write(body));
        let request = request.header("content-type", "application/json");
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

    /// A ticket for a session, from a personal link.
    pub async fn ticket(&mut self, session: &str, link: &str) -> anyhow::Result<String> {
        let token = link.rsplit('/').next().unwrap_or_default().to_owned();
        let _: proto::Seat = self.post("/api/join/link", &proto::JoinByLinkBody { token }).await?;
        self.ticket_of(session).await
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

/// Joins a session, as far as the view.
pub async fn join(address: &str, ticket: String) -> anyhow::Result<Socket> {
    let mut socket = open(address, Some("convene.v1.proto")).await?;
    let hello = Hello { ticket, revision: 1, ..Hello::default() };
    socket.send(encode(client_frame::Item::Hello(hello))).await?;
    loop {
        let message = socket.next().await.context("closed before the welcome")??;
        let Message::Binary(bytes) = message else { continue };
        let frame = ServerFrame::decode(bytes)?;
        if frame.items.iter().any(|item| matches!(item.item, Some(Item::Welcome(_)))) {
            return Ok(socket);
        }
    }
}

/// Says a command and waits for its acknowledgement.
pub async fn ask(socket: &mut Socket, n: u64, body: Body) -> anyhow::Result<()> {
    socket.send(encode(client_frame::Item::Command(Command { n, body: Some(body) }))).await?;
    loop {
        let message = socket.next().await.context("closed")??;
        let Message::Binary(bytes) = message else { continue };
        for item in ServerFrame::decode(bytes)?.items {
            match item.item {
                Some(Item::Ack(ack)) if ack.n == n => return Ok(()),
                Some(Item::Reject(reject)) if reject.n == n => bail!("refused: {reject:?}"),
                _ => {}
            }
        }
    }
}

pub fn consent() -> Body {
    Body::AnswerConsent(proto::AnswerConsent { answer: Consent::Given.into() })
}

/// What a reader has to say at the end.
#[derive(Default)]
pub struct Heard {
    pub lines: usize,
    /// Order-sensitive: equal for two readers only if they read the same lines in one order.
    pub order: u64,
    pub delivered: Latencies,
    pub acks: Latencies,
    pub faults: Vec<String>,
}

/// A line that should be said at a time.
pub struct Due {
    pub n: u64,
    pub at: Instant,
    pub text: String,
}

/// Texts carry who says them, the how-manieth of theirs it is, and when it should have been
/// sent; the rest is filling.
pub fn text(sender: usize, count: u64, since_start: Duration) -> String {
    let head = format!("{sender} {count} {} ", since_start.as_micros());
    format!("{head:x<200}")
}

struct Reading {
    start: Instant,
    heard: Heard,
    counts: HashMap<u32, u64>,
    asked: HashMap<u64, Instant>,
}

impl Reading {
    fn line(&mut self, text: &str, now: Instant) {
        let mut parts = text.split(' ').map(|part| part.parse::<u64>().ok());
        let (Some(Some(sender)), Some(Some(count)), Some(Some(micros))) =
            (parts.next(), parts.next(), parts.next())
        else {
            return self.heard.faults.push(format!("a line that nobody said: {text}"));
        };
        let last = self.counts.entry(u32::try_from(sender).unwrap_or(u32::MAX)).or_default();
        if count != *last + 1 {
            let fault = format!("{sender} said {count} after {last}");
            self.heard.faults.push(fault);
        }
        *last = count;
        self.heard.lines += 1;
        self.heard.order =
            (self.heard.order ^ (sender << 32 | count)).wrapping_mul(0x0100_0000_01B3);
        let intended = self.start + Duration::from_micros(micros);
        self.heard.delivered.add(now.saturating_duration_since(intended));
    }

    fn frame(&mut self, frame: ServerFrame, now: Instant) {
        for item in frame.items {
            match item.item {
                Some(Item::Change(change)) => {
                    if let Some(Change::LineAdded(line)) = change.change {
                        self.line(&line.text, now);
                    }
                }
                Some(Item::Ack(ack)) => {
                    if let Some(at) = self.asked.remove(&ack.n) {
                        self.heard.acks.add(now.saturating_duration_since(at));
                    }
                }
                Some(Item::Reject(reject)) => self.heard.faults.push(format!("{reject:?}")),
                Some(Item::Resync(_) | Item::Goodbye(_)) => {
                    self.heard.faults.push("fell behind, or was sent away".to_owned());
                }
                _ => {}
            }
        }
    }
}

/// Reads and speaks until `lines` lines have been heard, or time is up.
pub async fn live(
    mut socket: Socket,
    mut due: mpsc::Receiver<Due>,
    start: Instant,
    (lines, until): (usize, Instant),
) -> Heard {
    let (heard, counts, asked) = (Heard::default(), HashMap::new(), HashMap::new());
    let mut reading = Reading { start, heard, counts, asked };
    let end = tokio::time::sleep_until(until.into());
    tokio::pin!(end);
    while reading.heard.lines < lines || !reading.asked.is_empty() {
        tokio::select! {
            message = socket.next() => match message {
                Some(Ok(Message::Binary(bytes))) => match ServerFrame::decode(bytes) {
                    Ok(frame) => reading.frame(frame, now()),
                    Err(error) => reading.heard.faults.push(error.to_string()),
                },
                Some(Ok(_)) => {}
                Some(Err(_)) | None => break,
            },
            Some(Due { n, at, text }) = due.recv() => {
                reading.asked.insert(n, at);
                let to = Some(send_line::To::Plenary(proto::ToPlenary {}));
                let body = Some(Body::SendLine(proto::SendLine { text, to }));
                let command = client_frame::Item::Command(Command { n, body });
                if socket.send(encode(command)).await.is_err() {
                    break;
                }
            }
            () = &mut end => break,
        }
    }
    if reading.heard.lines != lines {
        let fault = format!("{} lines of {lines}", reading.heard.lines);
        reading.heard.faults.push(fault);
    }
    reading.heard
}

/// Shared by all simulated people.
pub fn http_client() -> Arc<reqwest::Client> {
    Arc::new(reqwest::Client::new())
}
