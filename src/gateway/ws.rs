//! One WebSocket: greets, reads commands, writes frames, says goodbye.

use crate::{
    clock,
    codec::{self, ids::WireId, json},
    domain::{PersonId, SessionId, instances::CommandId},
    gateway::{Error, Gateway},
    live::{Close, Connection, Format, Join, Next, Session, single},
    proto::{
        ClientFrame, Command, ErrorCode, Hello, LoginRecord, Reject, TicketRecord, client_frame,
        server_item,
    },
    telemetry,
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
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Largest message from a client.
const MESSAGE_BYTES_MAX: usize = 64 << 10;
/// The library's default of 128 KiB would be most of what a connection costs.
const BUFFER_BYTES: usize = 4 << 10;
/// How long a client may take to say hello, and to answer a close.
const HELLO: Duration = Duration::from_secs(10);
const FAREWELL: Duration = Duration::from_secs(1);
/// How long one frame may take to be written.
const WRITE: Duration = Duration::from_secs(60);
/// How long a client may be silent; it pings every 10 s.
const SILENCE: Duration = Duration::from_secs(45);

const PROTOCOLS: [(&str, Format); 2] =
    [("convene.v1.proto", Format::Proto), ("convene.v1.json", Format::Json)];

pub(super) async fn upgrade(State(gateway): State<Gateway>, upgrade: WebSocketUpgrade) -> Response {
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
            let close = serve(&gateway, &mut socket).await;
            if let Err(Ended(Some(close))) = close {
                socket.say_goodbye(close).await;
            }
        })
    })
}

/// The connection is over: with a close code of ours, or because the peer has gone.
struct Ended(Option<Close>);

impl From<Close> for Ended {
    fn from(close: Close) -> Self {
        Self(Some(close))
    }
}

struct Socket {
    socket: WebSocket,
    format: Format,
}

impl Socket {
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

    /// The next frame of a client. Safe to cancel.
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

    /// Says why, and gives the peer a moment to hear it.
    async fn say_goodbye(mut self, close: Close) {
        metrics::counter!(telemetry::CLOSES, "code" => close.code().to_string()).increment(1);
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

async fn serve(gateway: &Gateway, socket: &mut Socket) -> Result<(), Ended> {
    let first = tokio::select! {
        first = timeout(HELLO, socket.read()) => first.map_err(|_| Close::Silent)??,
        () = gateway.draining.cancelled() => return Err(Close::Draining.into()),
    };
    let client_frame::Item::Hello(hello) = first else { return Err(Close::Protocol.into()) };
    if hello.revision == 0 {
        return Err(Close::Unsupported.into());
    }
    let (session, mut connection) = enter(gateway, socket.format, hello).await?;
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            next = connection.next() => match next {
                Next::Close(close) => return Err(close.into()),
                Next::Frame(frame) => {
                    let began = Instant::now();
                    write_frame(socket, &connection, frame).await?;
                    // While a write was stuck nothing was read: that was not their silence.
                    heard += began.elapsed();
                }
            },
            item = socket.read() => {
                heard = Instant::now();
                connection.heard(clock::now());
                let is_allowed = connection.allow()?;
                match item? {
                    client_frame::Item::Command(command) => {
                        take(socket, &session, &connection, command, is_allowed).await?;
                    }
                    client_frame::Item::Ping(_) => {}
                    client_frame::Item::Hello(_) => return Err(Close::Protocol.into()),
                }
            },
            () = tokio::time::sleep_until(heard + SILENCE) => return Err(Close::Silent.into()),
        }
    }
}

/// Writes a frame, unless the connection is to be closed first.
async fn write_frame(
    socket: &mut Socket,
    connection: &Connection,
    frame: Bytes,
) -> Result<(), Ended> {
    tokio::select! {
        written = timeout(WRITE, socket.write(frame)) => written.map_err(|_| Close::TooSlow)?,
        close = connection.closing() => Err(close.into()),
    }
}

/// Takes the ticket and joins the session it is for.
async fn enter(
    gateway: &Gateway,
    format: Format,
    hello: Hello,
) -> Result<(Session, Connection), Ended> {
    let now = clock::now();
    let unavailable = |_| Close::Reloaded;
    let key = super::login::vault_key("ticket", &hello.ticket);
    let record = gateway.vault.take(key, now).await.map_err(unavailable)?;
    let record =
        record.and_then(|record| TicketRecord::decode(record).ok()).ok_or(Close::Ticket)?;
    let session = SessionId::from_bytes(&record.session_id).ok_or(Close::Ticket)?;
    let person = PersonId::from_bytes(&record.person_id).ok_or(Close::Ticket)?;
    // Signing out also ends the tickets that were waiting.
    let login = gateway.vault.get(record.login.clone(), now).await.map_err(unavailable)?;
    login.and_then(|login| LoginRecord::decode(login).ok()).ok_or(Close::SignedOut)?;
    let live = gateway.directory.session_by_id(session).await.map_err(|_| Close::Reloaded)?;
    let join = Join {
        person,
        login: record.login.clone(),
        format,
        instance: hello.instance,
        resume: (hello.resume_token, hello.received_since),
        now,
    };
    let connection = live.hub().join(join)?;
    // Signing out or losing the seat meanwhile closed what it found; this was not there yet.
    let login = gateway.vault.get(record.login, now).await.map_err(unavailable)?;
    let generation = super::seats::generation(gateway, session, person).await;
    let generation = generation.map_err(|_| Close::Reloaded)?.unwrap_or_default();
    let is_seated = record.generation.is_empty() || record.generation == generation;
    if login.is_none() || !is_seated {
        return Err(Close::SignedOut.into());
    }
    Ok((live, connection))
}

/// Takes a command to the session, or refuses it on the spot.
async fn take(
    socket: &mut Socket,
    session: &Session,
    connection: &Connection,
    command: Command,
    is_allowed: bool,
) -> Result<(), Ended> {
    let n = command.n;
    let outcome = if is_allowed { read(&command) } else { Err(too_fast()) };
    let label = if outcome.is_ok() { "taken" } else { "refused" };
    metrics::counter!(telemetry::COMMANDS, "outcome" => label).increment(1);
    let id = CommandId { instance: connection.instance(), n, digest: codec::digest(&command) };
    let outcome = outcome.and_then(|parsed| {
        let asked = session.ask(connection, id, parsed);
        asked.map_err(|refusal| (refusal.code(), String::new(), refusal.to_string()))
    });
    let Err((code, field, detail)) = outcome else { return Ok(()) };
    let reject = server_item::Item::Reject(Reject { n, code: code.into(), field, detail });
    write_frame(socket, connection, single(socket.format, reject)).await
}

type Refused = (ErrorCode, String, String);

fn too_fast() -> Refused {
    (ErrorCode::TooFast, String::new(), "at most 20 commands a second".to_owned())
}

fn read(command: &Command) -> Result<crate::domain::Command, Refused> {
    let invalid =
        |field: &str, detail: &str| (ErrorCode::Invalid, field.to_owned(), detail.to_owned());
    if command.n == 0 || command.n > u64::MAX >> 1 {
        return Err(invalid("n", "count from 1"));
    }
    let Some(body) = &command.body else {
        return Err(invalid("body", "no command that this server knows"));
    };
    codec::command(body).map_err(|error| (ErrorCode::Invalid, error.field, error.detail))
}
