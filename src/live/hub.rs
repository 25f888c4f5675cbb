//! Where a session's task and its readers meet: the durable state, the rings, who is here.

use crate::{
    domain::{Level, Millis, PersonId, SessionId, State, board},
    live::{
        CONNECTIONS_MAX, CONNECTIONS_PER_PERSON_MAX, Close, Connection, DEPARTURE_GRACE_MS, Format,
        ReaderId, Sealer,
        allowance::Allowance,
        boards::Rings,
        present::{Attendance, Moves},
        reader::{Reader, Reply, ViewDue},
        resume::{Recent, Return},
        ring::Ring,
        shown::Shown,
    },
    log::Position,
    proto::Why,
};
use bytes::Bytes;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};
use tokio::sync::{Notify, mpsc, watch};

/// The meeting point of one session.
pub struct Hub {
    // A std mutex: the task, the pump and joining connections hold it for microseconds and
    // never across an await.
    inner: Mutex<Inner>,
    wake: Notify,
    pub(super) session: SessionId,
    pub(super) sealer: Sealer,
}

pub(super) struct Inner {
    /// Durable, and what every view is made from.
    pub(super) state: State,
    pub(super) position: Position,
    pub(super) everyone: Ring,
    pub(super) facilitators: Ring,
    /// Presence deltas, by tick.
    pub(super) presence: Ring,
    /// What changes on boards that someone looks at.
    pub(super) boards: HashMap<board::Key, Rings>,
    pub(super) recent: Recent,
    /// Oldest connection first.
    pub(super) readers: BTreeMap<ReaderId, Reader>,
    pub(super) of_person: HashMap<PersonId, Vec<ReaderId>>,
    /// How much each person may send; no more of them than the roster holds.
    allowances: HashMap<PersonId, Arc<Allowance>>,
    next_reader: u64,
    /// Whom readers have been told to be here.
    pub(super) here: HashSet<PersonId>,
    /// Who came and left between two ticks, and whose arrival is yet to be noted.
    pub(super) passing: HashSet<PersonId>,
    /// Whom other nodes have been told to be here.
    pub(super) told: HashSet<PersonId>,
    /// Who has gone: when last heard of, and when that counts as leaving.
    pub(super) gone: HashMap<PersonId, (Millis, Millis)>,
    pub(super) ticks: u64,
    pub(super) beats: u64,
    /// When the last reader left; `None` while there are readers.
    pub(super) empty_since: Option<Millis>,
    /// The task has ended.
    is_shut: bool,
}

/// Someone who wants to come in.
pub struct Join {
    /// Who.
    pub person: PersonId,
    /// By which login.
    pub login: Bytes,
    /// What they speak.
    pub format: Format,
    /// Whether they read frames that were made small.
    pub unpacks: bool,
    /// The instance they had, or 0.
    pub instance: u64,
    /// Their last resume token, or empty, and how many changes they have received since.
    pub resume: (Bytes, u32),
    /// When.
    pub now: Millis,
}

impl Hub {
    pub(super) fn new(session: SessionId, sealer: Sealer, now: Millis, at: Position) -> Self {
        let inner = Inner {
            state: State::new(session),
            position: at,
            everyone: Ring::default(),
            facilitators: Ring::default(),
            presence: Ring::default(),
            boards: HashMap::new(),
            recent: Recent::new(at),
            readers: BTreeMap::new(),
            of_person: HashMap::new(),
            allowances: HashMap::new(),
            next_reader: 0,
            here: HashSet::new(),
            passing: HashSet::new(),
            told: HashSet::new(),
            gone: HashMap::new(),
            ticks: 0,
            beats: 0,
            empty_since: Some(now),
            is_shut: false,
        };
        Self { inner: Mutex::new(inner), wake: Notify::new(), session, sealer }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for a round of the pump.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// Whether a resume token tells of more than is known here: another node was faster.
    #[must_use]
    pub fn is_behind(&self, token: &[u8]) -> bool {
        self.sealer.tells_more(self.session, token, self.position())
    }

    /// The durable state.
    #[must_use]
    pub fn state(&self) -> State {
        self.lock().state.clone()
    }

    /// Takes over a state that was loaded. People who were here when the server stopped
    /// get the usual grace to come back.
    pub(super) fn load(&self, state: State, position: Position, now: Millis) {
        let mut inner = self.lock();
        for person in state.roster.everyone().filter(|person| person.here) {
            inner.gone.insert(person.id, (state.last_at, now + DEPARTURE_GRACE_MS));
        }
        inner.state = state;
        inner.position = position;
    }

    /// Remembers an event that happened before the session was loaded, for those who were
    /// there and come back.
    pub(super) fn remember(&self, shown: Shown) {
        let mut inner = self.lock();
        if let Some(withheld) = &shown.withheld {
            inner.recent.each(|item| withheld.replace(item));
        }
        inner.recent.push(shown.seq, shown.changes, shown.end);
    }

    /// Takes someone in.
    ///
    /// # Errors
    /// Why not, as a close code.
    pub fn join(self: &Arc<Self>, join: Join) -> Result<Connection, Close> {
        let mut inner = self.lock();
        if inner.is_shut {
            return Err(Close::Reloaded);
        }
        let viewer = inner.state.viewer(join.person);
        if viewer.sight.level == Level::Nothing {
            let is_merged = inner.state.roster.resolve(join.person) != join.person;
            return Err(if is_merged { Close::Reloaded } else { Close::Removed });
        }
        inner.make_room(join.person)?;
        let id = ReaderId(inner.next_reader);
        inner.next_reader += 1;
        let (view_due, missed) = match self.returning(&inner, &join) {
            None | Some(Return::TooLong) => (Some(ViewDue::Welcome { why: Why::Fresh }), None),
            Some(Return::Diverged) => (Some(ViewDue::Welcome { why: Why::Diverged }), None),
            Some(Return::Missed(items)) => (None, Some(items)),
        };
        let known =
            join.instance != 0 && !inner.state.instances.is_retired(join.person, join.instance);
        // Clocks step back; a new instance must be newer than what is retired.
        let retired = inner.state.instances.retired(join.person);
        let instance = if known { join.instance } else { new_instance(join.now).max(retired + 1) };
        let (out, frames) = mpsc::channel(1);
        let (close_sender, close) = watch::channel(None);
        let starved = Arc::new(AtomicBool::new(false));
        let last_heard = Arc::new(AtomicI64::new(join.now));
        let reader = Reader {
            person: join.person,
            joined_at: join.now,
            login: join.login,
            format: join.format,
            unpacks: join.unpacks,
            instance,
            viewer,
            out,
            starved: Arc::clone(&starved),
            close: close_sender,
            last_heard: Arc::clone(&last_heard),
            everyone: inner.everyone.end(),
            facilitators: inner.facilitators.end(),
            presence: inner.presence.end(),
            personal: std::collections::VecDeque::new(),
            replies: Vec::new(),
            view_due,
            missed,
            heartbeat_due: false,
            looks: Vec::new(),
            signs: (join.now, 0),
        };
        inner.readers.insert(id, reader);
        inner.of_person.entry(join.person).or_default().push(id);
        inner.gone.remove(&join.person);
        let allowance =
            inner.allowances.entry(join.person).or_insert_with(|| Arc::new(Allowance::new()));
        let allowance = Arc::clone(allowance);
        inner.empty_since = None;
        drop(inner);
        self.wake();
        let hub = Arc::clone(self);
        let person = join.person;
        Ok(Connection { id, person, instance, hub, frames, close, starved, last_heard, allowance })
    }

    fn returning(&self, inner: &Inner, join: &Join) -> Option<Return> {
        let (token, received) = &join.resume;
        if token.is_empty() {
            return None;
        }
        let from = self.sealer.open(self.session, token)?;
        let viewer = inner.state.viewer(join.person);
        let person = inner.state.roster.person(join.person)?;
        match inner.recent.since(from, *received, &viewer, person.sight_since) {
            // What was lost may have been their answer to the notice: that is said first.
            Return::Diverged => Some(Return::Diverged),
            _ if viewer.sight.level < Level::Participant => None,
            back => Some(back),
        }
    }

    pub(super) fn leave(&self, id: ReaderId) {
        let now = crate::clock::now();
        let mut inner = self.lock();
        let Some(reader) = inner.readers.remove(&id) else { return };
        let left = inner.of_person.get_mut(&reader.person).map_or(0, |readers| {
            readers.retain(|other| *other != id);
            readers.len()
        });
        if left == 0 {
            inner.of_person.remove(&reader.person);
            let last_heard = reader.last_heard.load(Ordering::Relaxed);
            inner.gone.insert(reader.person, (last_heard, now + DEPARTURE_GRACE_MS));
        }
        if inner.readers.is_empty() {
            inner.empty_since = Some(now);
        }
    }

    /// Shows what has become durable, and answers those who asked for it.
    pub(super) fn publish(
        &self,
        state: State,
        position: Position,
        shown: Vec<Shown>,
        replies: Vec<(ReaderId, Reply)>,
    ) {
        let mut inner = self.lock();
        let spotlight = inner.state.session.spotlight;
        inner.state = state;
        inner.position = position;
        for event in shown {
            inner.show(event);
        }
        if inner.state.session.spotlight != spotlight {
            inner.leave_boards();
        }
        inner.recent.end_batch(position);
        for (id, reply) in replies {
            if let Some(reader) = inner.readers.get_mut(&id) {
                reader.replies.push(reply);
            }
        }
        drop(inner);
        self.wake();
    }

    /// Answers commands that changed nothing.
    pub(super) fn reply(&self, replies: Vec<(ReaderId, Reply)>) {
        let mut inner = self.lock();
        for (id, reply) in replies {
            if let Some(reader) = inner.readers.get_mut(&id) {
                reader.replies.push(reply);
            }
        }
        drop(inner);
        self.wake();
    }

    /// Tells readers who has come and gone since the last tick; what comes out is for the task
    /// to record, and for other nodes.
    /// `elsewhere` has who is connected to other nodes; `None`: there are none.
    pub(super) fn tick(
        &self,
        now: Millis,
        elsewhere: Option<&HashSet<PersonId>>,
    ) -> (Attendance, Moves) {
        let nobody = HashSet::new();
        let mut inner = self.lock();
        let attendance = inner.attendance(now, elsewhere.unwrap_or(&nobody));
        let moves = elsewhere.map(|_| inner.moves()).unwrap_or_default();
        let told = inner.tell_presence(elsewhere.unwrap_or(&nobody));
        let beaten = inner.beat();
        drop(inner);
        if told || beaten {
            self.wake();
        }
        (attendance, moves)
    }

    /// People who were connected to a node that died get the usual grace to come back.
    pub fn left_behind(&self, people: &HashSet<PersonId>, last_heard: Millis, now: Millis) {
        let mut inner = self.lock();
        for person in people {
            if !inner.of_person.contains_key(person) {
                inner.gone.insert(*person, (last_heard, now + DEPARTURE_GRACE_MS));
            }
        }
    }

    /// Closes every connection for which `which` holds.
    pub(super) fn close(&self, close: Close, which: impl Fn(&Reader) -> bool) {
        for reader in self.lock().readers.values().filter(|reader| which(reader)) {
            reader.close.send_replace(Some(close));
        }
    }

    /// What is shown.
    #[must_use]
    pub fn position(&self) -> Position {
        self.lock().position
    }

    /// Which session this is.
    #[must_use]
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// Closes what a person has open: their place was given to someone else.
    pub fn close_person(&self, person: PersonId, before: Millis) {
        let which = |reader: &Reader| reader.person == person && reader.joined_at <= before;
        self.close(Close::SignedOut, which);
    }

    /// A browser goes on under another key.
    pub(super) fn rename_login(&self, old: &[u8], new: &Bytes) {
        for reader in self.lock().readers.values_mut().filter(|reader| reader.login == old) {
            reader.login.clone_from(new);
        }
    }

    /// Closes what a login has opened.
    pub fn close_login(&self, login: &[u8]) {
        self.close(Close::SignedOut, |reader| reader.login == login);
    }

    /// When the last reader left; `None` while there are readers.
    pub(super) fn empty_since(&self) -> Option<Millis> {
        let inner = self.lock();
        inner.empty_since.filter(|_| inner.gone.is_empty())
    }

    /// Ends the hub if nobody is there: whoever comes now must look the session up again.
    pub(super) fn shut_if_empty(&self) -> bool {
        let mut inner = self.lock();
        inner.is_shut = inner.readers.is_empty();
        inner.is_shut
    }

    /// Ends the hub, whoever is there. Of whom other nodes must be told that they went.
    pub(super) fn shut(&self, close: Close) -> Vec<PersonId> {
        let mut inner = self.lock();
        inner.is_shut = true;
        let told = inner.told.drain().collect();
        drop(inner);
        self.close(close, |_| true);
        told
    }
}

/// An instance: grows with time, so that the oldest of a person can be retired.
fn new_instance(now: Millis) -> u64 {
    let [a, b] = crate::clock::secret::<2>();
    u64::try_from(now).unwrap_or_default() << 12 | u64::from(u16::from_be_bytes([a, b]) & 0xFFF)
}

impl Inner {
    fn make_room(&mut self, person: PersonId) -> Result<(), Close> {
        if self.readers.len() >= CONNECTIONS_MAX {
            return Err(Close::Full);
        }
        let mine = self.of_person.get(&person).map_or(&[][..], Vec::as_slice);
        // Connections that were told to close and do not leave still take up room.
        if mine.len() >= 2 * CONNECTIONS_PER_PERSON_MAX {
            return Err(Close::Replaced);
        }
        let crowded = mine.len() >= CONNECTIONS_PER_PERSON_MAX;
        let oldest = mine
            .iter()
            .filter_map(|id| self.readers.get(id))
            .find(|reader| crowded && reader.close.borrow().is_none());
        if let Some(oldest) = oldest {
            oldest.close.send_replace(Some(Close::Replaced));
        }
        Ok(())
    }

    /// Spreads the heartbeats of all readers over the interval.
    fn beat(&mut self) -> bool {
        let slots = super::HEARTBEAT.as_millis() / super::TICK.as_millis();
        let slots = u64::try_from(slots).unwrap_or(1).max(1);
        self.beats = self.beats.wrapping_add(1);
        let slot = self.beats % slots;
        let due = self.readers.iter_mut().filter(|(id, _)| id.0 % slots == slot);
        due.map(|(_, reader)| reader.heartbeat_due = true).count() > 0
    }
}
