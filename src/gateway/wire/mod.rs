//! Live connections, whatever carries them: one conversation, three ways to hold it.

pub(super) mod carried;
pub(super) mod ws;

pub(super) use carried::Carried;

use crate::{
    clock,
    codec::{self, ids::WireId},
    domain::{PersonId, SessionId, instances::CommandId},
    gateway::Gateway,
    live::{Close, Connection, Format, Join, Next, Session, single},
    proto::{
        Command, ErrorCode, Hello, LoginRecord, Reject, TicketRecord, client_frame, server_item,
    },
    telemetry,
};
use bytes::Bytes;
use prost::Message as _;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Largest message from a client: a round of 5,000 people fits.
const MESSAGE_BYTES_MAX: usize = 256 << 10;
/// How long a client may take to say hello, and to answer a close.
const HELLO: Duration = Duration::from_secs(10);
const FAREWELL: Duration = Duration::from_secs(1);
/// How long one frame may take to be written.
const WRITE: Duration = Duration::from_secs(60);
/// How long a client may be silent; it pings every 10 s.
const SILENCE: Duration = Duration::from_secs(45);

/// The connection is over: with a close code of ours, or because the peer has gone.
pub struct Ended(pub Option<Close>);

impl From<Close> for Ended {
    fn from(close: Close) -> Self {
        Self(Some(close))
    }
}

/// What carries frames to a client and back.
pub trait Wire: Send {
    /// What the client speaks.
    fn format(&self) -> Format;
    /// Hands on a frame.
    fn write(&mut self, frame: Bytes) -> impl Future<Output = Result<(), Ended>> + Send;
    /// The next frame of a client. Safe to cancel.
    fn read(&mut self) -> impl Future<Output = Result<client_frame::Item, Ended>> + Send;
}

fn count(close: Close) {
    metrics::counter!(telemetry::CLOSES, "code" => close.code().to_string()).increment(1);
}

/// Greets, reads commands, writes frames, until it is over.
async fn serve(gateway: &Gateway, socket: &mut impl Wire) -> Result<(), Ended> {
    let first = tokio::select! {
        first = timeout(HELLO, socket.read()) => first.map_err(|_| Close::Silent)??,
        () = gateway.draining.cancelled() => return Err(Close::Draining.into()),
    };
    let client_frame::Item::Hello(hello) = first else { return Err(Close::Protocol.into()) };
    let entered = enter(gateway, socket.format(), hello).await?;
    talk(socket, entered).await
}

/// From the welcome to the end.
///
/// # Errors
/// Why it is over; it always ends so.
pub async fn talk(
    socket: &mut impl Wire,
    (session, mut connection): (Session, Connection),
) -> Result<(), Ended> {
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
                let item = item?;
                // Signs are many, and have a limit of their own.
                let is_sign = matches!(item, client_frame::Item::Sign(_));
                let is_allowed = is_sign || connection.allow()?;
                match item {
                    client_frame::Item::Command(command) => {
                        take(socket, &session, &connection, command, is_allowed).await?;
                    }
                    client_frame::Item::Ping(_) => {}
                    client_frame::Item::Look(look) => {
                        connection.hub().look(connection.id(), &look)?;
                    }
                    client_frame::Item::Sign(sign) => {
                        connection.hub().sign(connection.id(), sign, clock::now())?;
                    }
                    client_frame::Item::Hello(_) => return Err(Close::Protocol.into()),
                }
            },
            () = tokio::time::sleep_until(heard + SILENCE) => return Err(Close::Silent.into()),
        }
    }
}

/// Writes a frame, unless the connection is to be closed first.
async fn write_frame(
    socket: &mut impl Wire,
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
    if hello.revision == 0 {
        return Err(Close::Unsupported.into());
    }
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
        unpacks: hello.unpacks,
        instance: hello.instance,
        resume: (hello.resume_token, hello.received_since),
        now,
    };
    let connection = live.join(join).await?;
    // Signing out or losing the seat meanwhile closed what it found; this was not there yet.
    let login = gateway.vault.get(record.login, now).await.map_err(unavailable)?;
    let held_as = PersonId::from_bytes(&record.held_as).unwrap_or(person);
    let generation = super::seats::generation(gateway, session, held_as).await;
    let generation = generation.map_err(|_| Close::Reloaded)?.unwrap_or_default();
    let is_seated = record.generation.is_empty() || record.generation == generation;
    if login.is_none() || !is_seated {
        return Err(Close::SignedOut.into());
    }
    Ok((live, connection))
}

/// Takes a command to the session, or refuses it on the spot.
async fn take(
    socket: &mut impl Wire,
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
        let asked = session.ask(connection, id, parsed, command);
        asked.map_err(|refusal| (refusal.code(), refusal.field(), refusal.to_string()))
    });
    let Err((code, field, detail)) = outcome else { return Ok(()) };
    let reject = server_item::Item::Reject(Reject { n, code: code.into(), field, detail });
    write_frame(socket, connection, single(socket.format(), reject)).await
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
    codec::command(body, clock::id())
        .map_err(|error| (ErrorCode::Invalid, error.field, error.detail))
}
