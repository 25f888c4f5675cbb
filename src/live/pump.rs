//! The pump: in every round each reader that can take a frame gets all that waits for it,
//! in one write. The next round begins when something new has come: no timer, no delay
//! when it is quiet, larger frames under load.

use crate::{
    codec,
    domain::{Level, SessionId, State, Viewer, board},
    live::{
        Format, HEARTBEAT, Hub, Item, Sealer,
        boards::{BoardsFrame, OpenedBoards},
        frame::{Frame, single},
        hub::Inner,
        packed::{Deflated, Gzip, PACKED_BYTES_MIN},
        reader::{Reader, Reply, ViewDue},
        ring::Key,
    },
    log::Position,
    proto::{self, server_item},
    telemetry,
};
use bytes::Bytes;
use prost::{Message, encoding};
use std::{
    iter::Peekable,
    sync::{Arc, OnceLock, atomic::Ordering},
};
use tokio::sync::mpsc::{OwnedPermit, error::TrySendError};

/// Runs rounds until the session's task ends.
pub(super) async fn run(hub: Arc<Hub>) {
    let (mut shared, mut opened) = (SharedView::default(), OpenedBoards::default());
    loop {
        hub.woken().await;
        hub.round(&mut shared, &mut opened);
        // Others may have work; what comes meanwhile goes into one round.
        tokio::task::yield_now().await;
    }
}

/// What readers at the same cursors share.
#[derive(PartialEq, Eq)]
struct Place {
    format: Format,
    everyone: u64,
    facilitators: Option<u64>,
    presence: u64,
    heartbeat: bool,
    boards: Vec<(board::Key, u64, u64)>,
}

/// Things that one round makes at most once.
struct Round<'a> {
    sealer: &'a Sealer,
    session: SessionId,
    position: Position,
    now: i64,
    heartbeat: Option<Arc<Item>>,
    here: Option<Arc<Here>>,
    prebuilt: Option<(Place, Bytes)>,
    sent: Sent,
}

/// What a round has sent.
#[derive(Default)]
struct Sent {
    frames: u64,
    bytes: u64,
    /// Changes that waited for the reader who was furthest behind.
    lag: u64,
}

impl Sent {
    fn frame(&mut self, frame: Bytes) -> Bytes {
        self.frames += 1;
        self.bytes += frame.len() as u64;
        frame
    }

    fn count(&self) {
        if self.frames > 0 {
            metrics::counter!(telemetry::PUMP_ROUNDS).increment(1);
            metrics::counter!(telemetry::PUMP_FRAMES).increment(self.frames);
            metrics::counter!(telemetry::PUMP_BYTES).increment(self.bytes);
            metrics::histogram!(telemetry::RING_LAG).record(self.lag as f64);
        }
    }
}

/// What is the same in every participant's view, as of a position. Kept between rounds:
/// people who join one after the other share it.
#[derive(Default)]
struct SharedView(Option<(Position, Part)>);

/// A part of a frame, and the same made small if someone asked for that.
#[derive(Clone, Default)]
struct Part {
    bytes: Bytes,
    deflated: Option<Deflated>,
}

/// Everyone who is here, as an item, and the same made small if someone asked for that.
struct Here {
    item: Arc<Item>,
    deflated: OnceLock<Deflated>,
}

/// A frame that begins with a whole view. Views are large, so they are encoded when the
/// hub is no longer locked.
struct ViewFrame {
    due: ViewDue,
    viewer: Viewer,
    format: Format,
    unpacks: bool,
    welcome: proto::Welcome,
    here: Option<Arc<Here>>,
    /// What follows.
    rest: Vec<Arc<Item>>,
}

/// What a reader gets in a round.
enum Work {
    Frame(Bytes),
    View(Box<ViewFrame>),
    /// With boards, which are large, too.
    Boards(Box<BoardsFrame>),
}

impl Hub {
    /// One round over all readers.
    fn round(&self, shared: &mut SharedView, opened: &mut OpenedBoards) {
        let mut guard = self.lock();
        let inner = &mut *guard;
        let (mut views, mut boards) = (Vec::new(), Vec::new());
        let mut readers = std::mem::take(&mut inner.readers);
        let mut round = Round {
            sealer: &self.sealer,
            session: self.session,
            position: inner.position,
            now: crate::clock::now(),
            heartbeat: None,
            here: None,
            prebuilt: None,
            sent: Sent::default(),
        };
        for reader in readers.values_mut() {
            if has_work(inner, reader)
                && let Some(permit) = reserve(reader)
            {
                match round.work(inner, reader) {
                    Some(Work::Frame(frame)) => drop(permit.send(round.sent.frame(frame))),
                    Some(Work::View(view)) => views.push((permit, view)),
                    Some(Work::Boards(frame)) => boards.push((permit, frame)),
                    None => {}
                }
            }
        }
        // A whole view went first.
        let waits = !views.is_empty()
            && readers.values().any(|reader| reader.looks.iter().any(|look| look.due.is_some()));
        inner.readers = readers;
        let mut sent = round.sent;
        let (state, position) = (inner.state.clone(), inner.position);
        drop(guard);
        for (permit, view) in views {
            permit.send(sent.frame(view.encode(&state, position, shared)));
        }
        for (permit, frame) in boards {
            permit.send(sent.frame(frame.finish(&state, position, opened)));
        }
        sent.count();
        if waits {
            self.wake();
        }
    }
}

fn count_view(due: ViewDue) {
    match due {
        ViewDue::Welcome { why: proto::Why::Diverged } => {
            metrics::counter!(telemetry::RESUMES, "why" => "diverged").increment(1);
        }
        ViewDue::Welcome { .. } => {
            metrics::counter!(telemetry::RESUMES, "why" => "fresh").increment(1);
        }
        ViewDue::Resync => metrics::counter!(telemetry::RESYNCS).increment(1),
        ViewDue::Refresh => {}
    }
}

/// A free place in the reader's slot. If there is none, the connection wakes the pump as
/// soon as there is.
fn reserve(reader: &Reader) -> Option<OwnedPermit<Bytes>> {
    let try_reserve = || reader.out.clone().try_reserve_owned();
    match try_reserve() {
        Ok(permit) => Some(permit),
        Err(TrySendError::Closed(_)) => None,
        Err(TrySendError::Full(_)) => {
            reader.starved.store(true, Ordering::SeqCst);
            // It may have been emptied before it could see the mark.
            try_reserve().ok()
        }
    }
}

fn has_work(inner: &Inner, reader: &Reader) -> bool {
    let level = reader.viewer.sight.level;
    reader.view_due.is_some()
        || reader.missed.is_some()
        || reader.heartbeat_due
        || !reader.replies.is_empty()
        || !reader.personal.is_empty()
        || (level >= Level::Participant
            && (reader.everyone < inner.everyone.end() || reader.presence < inner.presence.end()))
        || (level >= Level::Facilitator && reader.facilitators < inner.facilitators.end())
        || inner.has_boards(reader)
}

impl Round<'_> {
    fn work(&mut self, inner: &Inner, reader: &mut Reader) -> Option<Work> {
        if reader.view_due.is_none() && !has_rings(inner, reader) {
            reader.need_view(ViewDue::Resync);
        }
        if let Some(due) = reader.view_due.take() {
            count_view(due);
            return Some(Work::View(Box::new(self.view(inner, reader, due))));
        }
        if let Some(missed) = reader.missed.take() {
            metrics::counter!(telemetry::RESUMES, "why" => "resumed").increment(1);
            return Some(Work::Frame(self.resumed(inner, reader, &missed)));
        }
        self.sent.lag = self.sent.lag.max(inner.everyone.end() - reader.everyone);
        let due = inner.boards_due(reader);
        let shared = reader.personal.is_empty() && reader.replies.is_empty() && !due;
        let level = reader.viewer.sight.level;
        let place = Place {
            format: reader.format,
            everyone: if level >= Level::Participant { reader.everyone } else { u64::MAX },
            facilitators: (level >= Level::Facilitator).then_some(reader.facilitators),
            presence: reader.presence,
            heartbeat: reader.heartbeat_due,
            boards: reader
                .looks
                .iter()
                .map(|look| (look.board, look.changes, look.signs))
                .collect(),
        };
        if shared
            && let Some((of, frame)) = &self.prebuilt
            && *of == place
        {
            move_on(inner, reader);
            inner.each_on_boards(reader, |_| {});
            return Some(Work::Frame(frame.clone()));
        }
        let mut frame = Frame::new(reader.format);
        push_changes(inner, reader, &mut frame);
        let due = inner.take_due(reader);
        inner.each_on_boards(reader, |item| frame.push(item));
        self.push_presence(inner, reader, &mut frame);
        self.replies(reader).iter().for_each(|item| frame.push(item));
        if reader.heartbeat_due {
            frame.push(&self.heartbeat());
        }
        move_on(inner, reader);
        if !due.is_empty() {
            let viewer = reader.viewer;
            return Some(Work::Boards(Box::new(BoardsFrame { viewer, due, frame })));
        }
        if frame.is_empty() {
            return None;
        }
        let frame = frame.finish();
        if shared {
            self.prebuilt = Some((place, frame.clone()));
        }
        Some(Work::Frame(frame))
    }

    fn view(&mut self, inner: &Inner, reader: &mut Reader, due: ViewDue) -> ViewFrame {
        let inside = reader.viewer.sight.level >= Level::Participant;
        let here = inside.then(|| self.here(inner));
        let rest = self.replies(reader);
        move_on(inner, reader);
        let why = match due {
            ViewDue::Welcome { why } => why,
            ViewDue::Resync | ViewDue::Refresh => proto::Why::Unspecified,
        };
        let welcome = proto::Welcome { resume_token: self.token(), ..self.welcome(reader, why) };
        let Reader { viewer, format, unpacks, .. } = *reader;
        ViewFrame { due, viewer, format, unpacks, welcome, here, rest }
    }

    /// A frame for someone who comes back and keeps their view.
    fn resumed(&mut self, inner: &Inner, reader: &mut Reader, missed: &[Arc<Item>]) -> Bytes {
        let mut frame = Frame::new(reader.format);
        let welcome = self.welcome(reader, proto::Why::Resumed);
        frame.push(&Item::new(server_item::Item::Welcome(welcome)));
        missed.iter().for_each(|item| frame.push(item));
        // Whatever came between joining and this round.
        push_changes(inner, reader, &mut frame);
        frame.push(&self.here(inner).item);
        self.replies(reader).iter().for_each(|item| frame.push(item));
        frame.push(&self.heartbeat());
        move_on(inner, reader);
        frame.finish()
    }

    fn welcome(&self, reader: &Reader, why: proto::Why) -> proto::Welcome {
        proto::Welcome {
            why: why.into(),
            view: None,
            instance: reader.instance,
            resume_token: Bytes::new(),
            server_time_ms: self.now,
            revision: super::REVISION,
            heartbeat_interval_ms: u32::try_from(HEARTBEAT.as_millis()).unwrap_or(u32::MAX),
        }
    }

    fn token(&self) -> Bytes {
        self.sealer.seal(self.session, self.position)
    }

    fn heartbeat(&mut self) -> Arc<Item> {
        if let Some(item) = &self.heartbeat {
            return Arc::clone(item);
        }
        let heartbeat = proto::Heartbeat { resume_token: self.token(), server_time_ms: self.now };
        let item = Item::new(server_item::Item::Heartbeat(heartbeat));
        self.heartbeat = Some(Arc::clone(&item));
        item
    }

    fn here(&mut self, inner: &Inner) -> Arc<Here> {
        let full = || {
            let here = inner.here.iter().map(codec::ids::WireId::to_wire).collect();
            let full = proto::Presence { full: true, here, away: Vec::new() };
            let item = Item::new(server_item::Item::Presence(full));
            Arc::new(Here { item, deflated: OnceLock::new() })
        };
        Arc::clone(self.here.get_or_insert_with(full))
    }

    fn push_presence(&mut self, inner: &Inner, reader: &Reader, frame: &mut Frame) {
        if reader.viewer.sight.level < Level::Participant {
            return;
        }
        match inner.presence.after(reader.presence) {
            Some(deltas) => deltas.for_each(|(_, item)| frame.push(item)),
            None => frame.push(&self.here(inner).item),
        }
    }

    fn replies(&self, reader: &mut Reader) -> Vec<Arc<Item>> {
        let replies = std::mem::take(&mut reader.replies);
        let last = replies.len().saturating_sub(1);
        let items = replies.into_iter().enumerate().map(|(index, reply)| match reply {
            Reply::Ack { n } => {
                // One token says it for all answers of a frame.
                let resume_token = if index == last { self.token() } else { Bytes::new() };
                server_item::Item::Ack(proto::Ack { n, resume_token })
            }
            Reply::Reject { n, code, field, detail } => {
                let code = code.into();
                server_item::Item::Reject(proto::Reject { n, code, field, detail })
            }
        });
        items.map(Item::new).collect()
    }
}

impl ViewFrame {
    fn encode(self, state: &State, position: Position, shared: &mut SharedView) -> Bytes {
        let own = codec::view(&state.view_own(&self.viewer)).encode_to_vec();
        let packs = self.unpacks && self.format == Format::Proto;
        // Lists in a message may be joined from parts: the shared one is encoded once.
        let shared = match self.viewer.sight.level >= Level::Participant {
            true => shared.at(state, position, packs),
            false => Part::default(),
        };
        let length = shared.bytes.len() + own.len();
        let head = match self.due {
            ViewDue::Welcome { .. } => nested(1, &self.welcome, (2, length)),
            ViewDue::Resync => {
                let resume_token = self.welcome.resume_token.clone();
                nested(6, &proto::Resync { view: None, resume_token }, (1, length))
            }
            ViewDue::Refresh => nested(2, &proto::Change { change: None }, (6, length)),
        };
        match shared.deflated {
            Some(deflated) if packs && length >= PACKED_BYTES_MIN => {
                self.pack(&head, &deflated, length, &own)
            }
            _ => {
                let mut frame = Frame::new(self.format);
                frame.push(&Item::from_parts(&head, &[&*shared.bytes, &own].concat()));
                let here = self.here.iter().map(|here| &here.item);
                here.chain(&self.rest).for_each(|item| frame.push(item));
                frame.finish()
            }
        }
    }

    /// The same frame in little space.
    fn pack(&self, head: &[u8], shared: &Deflated, length: usize, own: &[u8]) -> Bytes {
        let mut rest = Frame::new(self.format);
        self.rest.iter().for_each(|item| rest.push(item));
        let mut gzip = Gzip::new();
        gzip.store(&Item::head(head, length));
        gzip.push(shared);
        match own.len() >= PACKED_BYTES_MIN {
            // Those who run the session have much of their own, and are few.
            true => gzip.push(&Deflated::of(own)),
            false => gzip.store(own),
        }
        if let Some(here) = &self.here {
            gzip.push(here.deflated.get_or_init(|| Deflated::of(here.item.as_framed())));
        }
        gzip.store(&rest.finish());
        let packed = proto::Packed { gzip: gzip.finish() };
        single(self.format, server_item::Item::Packed(packed))
    }
}

impl SharedView {
    fn at(&mut self, state: &State, position: Position, packs: bool) -> Part {
        let part = match &mut self.0 {
            Some((of, part)) if *of == position => part,
            old => {
                let bytes = codec::view(&state.view_shared()).encode_to_vec().into();
                &mut old.insert((position, Part { bytes, deflated: None })).1
            }
        };
        if packs && part.deflated.is_none() {
            part.deflated = Some(Deflated::of(&part.bytes));
        }
        part.clone()
    }
}

/// Whether everything that the reader has not had is still in the rings.
fn has_rings(inner: &Inner, reader: &Reader) -> bool {
    let level = reader.viewer.sight.level;
    (level < Level::Participant || inner.everyone.after(reader.everyone).is_some())
        && (level < Level::Facilitator || inner.facilitators.after(reader.facilitators).is_some())
}

/// The reader has everything now.
fn move_on(inner: &Inner, reader: &mut Reader) {
    reader.everyone = inner.everyone.end();
    reader.facilitators = inner.facilitators.end();
    reader.presence = inner.presence.end();
    reader.personal.clear();
    reader.heartbeat_due = false;
}

/// Merges by position what is for everyone, for facilitators and for this reader alone.
fn push_changes(inner: &Inner, reader: &Reader, frame: &mut Frame) {
    let level = reader.viewer.sight.level;
    let everyone = (level >= Level::Participant).then(|| inner.everyone.after(reader.everyone));
    let facilitators =
        (level >= Level::Facilitator).then(|| inner.facilitators.after(reader.facilitators));
    let mut everyone = everyone.flatten().into_iter().flatten().peekable();
    let mut facilitators = facilitators.flatten().into_iter().flatten().peekable();
    let mut personal = reader.personal.iter().peekable();
    loop {
        let keys = [peek(&mut everyone), peek(&mut facilitators), peek(&mut personal)];
        let Some(first) = keys.iter().flatten().min() else { return };
        let item = match keys.iter().position(|key| key.as_ref() == Some(first)) {
            Some(0) => everyone.next(),
            Some(1) => facilitators.next(),
            _ => personal.next(),
        };
        if let Some((_, item)) = item {
            frame.push(item);
        }
    }
}

fn peek<'a>(items: &mut Peekable<impl Iterator<Item = &'a (Key, Arc<Item>)>>) -> Option<Key> {
    items.peek().map(|(key, _)| *key)
}

/// The beginning of an item whose last field follows, encoded before.
fn nested(number: u32, message: &impl Message, (field, length): (u32, usize)) -> Vec<u8> {
    let mut inner = message.encode_to_vec();
    encoding::encode_key(field, encoding::WireType::LengthDelimited, &mut inner);
    encoding::encode_varint(length as u64, &mut inner);
    let mut head = Vec::with_capacity(inner.len() + 6);
    encoding::encode_key(number, encoding::WireType::LengthDelimited, &mut head);
    encoding::encode_varint((inner.len() + length) as u64, &mut head);
    head.extend_from_slice(&inner);
    head
}
