//! Live connections over plain HTTP, for networks that block WebSockets: what comes down is a
//! stream of events or the answers to long polls, what goes up are posts.

use crate::{
    codec::json,
    gateway::{
        Error, Gateway,
        login::new_secret,
        wire::{Ended, MESSAGE_BYTES_MAX, Wire, enter, talk},
    },
    live::{Close, Format, single},
    proto::{CarriedOpened, ClientFrame, ClientFrames, ErrorCode, client_frame, server_item},
};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::{Bytes, BytesMut};
use futures_util::stream;
use prost::Message;
use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{Mutex as AsyncMutex, OwnedMutexGuard, mpsc},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

/// Carried connections of one server.
const CONNECTIONS_MAX: usize = 10_000;
/// Frames of one client that wait to be read.
const INBOX_MAX: usize = 64;
/// How long a poll waits for something to come: less than the 30 s after which proxies cut.
const POLL: Duration = Duration::from_secs(25);
/// How long a second reader waits for the first to let go.
const TAKE_OVER: Duration = Duration::from_secs(2);
/// How long a goodbye waits to be fetched.
const FAREWELL: Duration = Duration::from_secs(10);
/// What some proxies collect before they pass anything on.
const PADDING_BYTES: usize = 2 << 10;

const PROTOBUF: &str = "application/x-protobuf";

/// All carried connections. Clones share them.
#[derive(Clone, Default)]
pub(in crate::gateway) struct Carried {
    // A std mutex: held for a look-up.
    connections: Arc<Mutex<HashMap<String, Arc<Connection>>>>,
}

/// The HTTP side of one connection.
struct Connection {
    format: Format,
    inbox: mpsc::Sender<client_frame::Item>,
    // An async mutex: whoever fetches frames holds it while waiting for them.
    frames: Arc<AsyncMutex<mpsc::Receiver<Bytes>>>,
    /// The client has left, though a poll of it may still wait.
    left: CancellationToken,
}

/// The other side.
struct Channel {
    format: Format,
    inbox: mpsc::Receiver<client_frame::Item>,
    frames: mpsc::Sender<Bytes>,
    left: CancellationToken,
}

impl Wire for Channel {
    fn format(&self) -> Format {
        self.format
    }

    async fn write(&mut self, frame: Bytes) -> Result<(), Ended> {
        self.frames.send(frame).await.map_err(|_| Ended(None))
    }

    async fn read(&mut self) -> Result<client_frame::Item, Ended> {
        tokio::select! {
            item = self.inbox.recv() => item.ok_or(Ended(None)),
            () = self.left.cancelled() => Err(Ended(None)),
        }
    }
}

pub(in crate::gateway) fn routes() -> Router<Gateway> {
    Router::new()
        .route("/live/carried", post(open))
        .route("/live/carried/{connection}", post(take))
        .route("/live/carried/{connection}/events", get(events))
        .route("/live/carried/{connection}/poll", post(poll))
        .route("/live/carried/{connection}/close", post(close))
        .layer(DefaultBodyLimit::max(MESSAGE_BYTES_MAX))
}

impl Carried {
    fn connections(&self) -> MutexGuard<'_, HashMap<String, Arc<Connection>>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, name: &str) -> Result<Arc<Connection>, Error> {
        self.connections().get(name).cloned().ok_or_else(Error::not_found)
    }

    /// A new pair of ends, and its name, which is a secret.
    fn add(&self, format: Format) -> Option<(String, Channel)> {
        let mut connections = self.connections();
        if connections.len() >= CONNECTIONS_MAX {
            return None;
        }
        let (inbox_sender, inbox) = mpsc::channel(INBOX_MAX);
        let (frames, frames_receiver) = mpsc::channel(1);
        let name = new_secret();
        let frames_receiver = Arc::new(AsyncMutex::new(frames_receiver));
        let left = CancellationToken::new();
        let connection =
            Connection { format, inbox: inbox_sender, frames: frames_receiver, left: left.clone() };
        connections.insert(name.clone(), Arc::new(connection));
        Some((name, Channel { format, inbox, frames, left }))
    }

    /// Forgets a connection: its task hears that nobody is there any more.
    fn remove(&self, name: &str) {
        if let Some(connection) = self.connections().remove(name) {
            connection.left.cancel();
        }
    }
}

fn format_of(headers: &HeaderMap) -> Result<Format, Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    match kind.unwrap_or_default().split(';').next().unwrap_or_default().trim() {
        PROTOBUF => Ok(Format::Proto),
        "application/json" => Ok(Format::Json),
        _ => {
            let detail = "send application/x-protobuf or application/json";
            Err(Error::new(ErrorCode::Invalid, detail))
        }
    }
}

fn read<M: Message + prost::Name + Default>(format: Format, body: &Bytes) -> Result<M, Error> {
    let unreadable = || Error::new(ErrorCode::Invalid, "the message could not be read");
    match format {
        Format::Proto => M::decode(body.clone()).map_err(|_| unreadable()),
        Format::Json => json::read(body).map_err(|_| unreadable()),
    }
}

fn answer(format: Format, status: StatusCode, bytes: Bytes) -> Response {
    let kind = match format {
        Format::Proto => PROTOBUF,
        Format::Json => "application/json",
    };
    (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// Says hello, and gets the name of the connection.
async fn open(
    State(gateway): State<Gateway>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let format = format_of(&headers)?;
    let hello = match read::<ClientFrame>(format, &body)?.item {
        Some(client_frame::Item::Hello(hello)) => hello,
        _ => return Err(Error::invalid("hello", "say hello first")),
    };
    let refused = |close: Close| {
        super::count(close);
        let goodbye = single(format, server_item::Item::Goodbye(close.goodbye()));
        Ok(answer(format, StatusCode::CONFLICT, goodbye))
    };
    if gateway.draining.is_cancelled() {
        return refused(Close::Draining);
    }
    let entered = match enter(&gateway, format, hello).await {
        Ok(entered) => entered,
        Err(Ended(close)) => return refused(close.unwrap_or(Close::Protocol)),
    };
    let Some((name, mut channel)) = gateway.carried.add(format) else {
        return refused(Close::Full);
    };
    let (carried, connection) = (gateway.carried.clone(), name.clone());
    gateway.sockets.spawn(async move {
        let ended = talk(&mut channel, entered).await;
        if let Err(Ended(Some(close))) = ended {
            super::count(close);
            let goodbye = single(format, server_item::Item::Goodbye(close.goodbye()));
            // The client fetches it with what it has open; a poll may just be on its way.
            let _ = timeout(FAREWELL, channel.frames.send(goodbye)).await;
            // There is room again when it was fetched.
            let _ = timeout(FAREWELL, channel.frames.reserve()).await;
        }
        carried.remove(&connection);
    });
    let opened = CarriedOpened { connection: name };
    let bytes = match format {
        Format::Proto => opened.encode_to_vec(),
        Format::Json => json::write(&opened).into_bytes(),
    };
    Ok(answer(format, StatusCode::OK, bytes.into()))
}

/// Takes frames of a client, in their order.
async fn take(
    State(gateway): State<Gateway>,
    Path(name): Path<String>,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let connection = gateway.carried.get(&name)?;
    let frames: ClientFrames = read(connection.format, &body)?;
    for frame in frames.frames {
        let item = frame.item.ok_or_else(|| Error::invalid("frames", "a frame is empty"))?;
        // The connection's own bound on messages slows it down; this waits for that.
        connection.inbox.send(item).await.map_err(|_| Error::not_found())?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// The frames of a connection, for one reader at a time.
async fn frames(connection: &Connection) -> Result<OwnedMutexGuard<mpsc::Receiver<Bytes>>, Error> {
    let taken = Arc::clone(&connection.frames).lock_owned();
    let busy = |_| Error::new(ErrorCode::TooFast, "another request fetches these frames");
    timeout(TAKE_OVER, taken).await.map_err(busy)
}

/// Waits for frames and answers with them; with nothing when nothing has come.
async fn poll(State(gateway): State<Gateway>, Path(name): Path<String>) -> Result<Response, Error> {
    let connection = gateway.carried.get(&name)?;
    let mut frames = frames(&connection).await?;
    let first = match timeout(POLL, frames.recv()).await {
        Err(_) => Bytes::new(),
        Ok(None) => return Err(Error::not_found()),
        Ok(Some(frame)) => frame,
    };
    let mut bytes = BytesMut::from(&*first);
    // Frames may be joined byte by byte; JSON may not.
    while connection.format == Format::Proto && !bytes.is_empty() {
        match frames.try_recv() {
            Ok(frame) => bytes.extend_from_slice(&frame),
            Err(_) => break,
        }
    }
    Ok(answer(connection.format, StatusCode::OK, bytes.freeze()))
}

/// The frames as they come. Whoever stops reading has left.
async fn events(
    State(gateway): State<Gateway>,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    let connection = gateway.carried.get(&name)?;
    let frames = frames(&connection).await?;
    let leaving = Leaving { carried: gateway.carried.clone(), name };
    let padding = format!(":{}\n\n", " ".repeat(PADDING_BYTES));
    let format = connection.format;
    let state = (Some(padding), frames, leaving);
    let stream = stream::unfold(state, move |(padding, mut frames, leaving)| async move {
        let event = match padding {
            Some(padding) => padding,
            None => event(format, &frames.recv().await?),
        };
        Some((Ok::<_, Infallible>(event), (None, frames, leaving)))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-cache, no-transform"),
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

fn event(format: Format, frame: &Bytes) -> String {
    match format {
        Format::Proto => format!("data: {}\n\n", STANDARD.encode(frame)),
        Format::Json => format!("data: {}\n\n", String::from_utf8_lossy(frame)),
    }
}

/// A stream that is dropped ends its connection: what was on its way is lost, and the client
/// resumes from what it has.
struct Leaving {
    carried: Carried,
    name: String,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.carried.remove(&self.name);
    }
}

/// Leaves.
async fn close(State(gateway): State<Gateway>, Path(name): Path<String>) -> StatusCode {
    gateway.carried.remove(&name);
    StatusCode::NO_CONTENT
}
