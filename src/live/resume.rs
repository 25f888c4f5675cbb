//! Coming back: sealed tokens, and the recent changes that someone may have missed.

use crate::{
    codec::fold_version,
    domain::{Audience, SessionId, Viewer},
    live::{Item, RING_BYTES_MAX, RING_ITEMS_MAX},
    log::{Epoch, Position, Tag},
};
use bytes::Bytes;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead};
use std::{collections::VecDeque, sync::Arc};
use uuid::Uuid;

const NONCE_BYTES: usize = 24;
const PLAIN_BYTES: usize = 4 + 16 + 16 + 8 + 32;

/// Seals positions: they never leave the server in the clear, since they count what the
/// reader may not know of.
#[derive(Clone)]
pub struct Sealer(XChaCha20Poly1305);

impl Sealer {
    /// Tokens survive a restart if the key does.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// A token for a position. Always of the same length, and never the same twice.
    #[must_use]
    pub fn seal(&self, session: SessionId, at: Position) -> Bytes {
        let mut plain = Vec::with_capacity(PLAIN_BYTES);
        plain.extend_from_slice(&fold_version().to_be_bytes());
        plain.extend_from_slice(session.0.as_bytes());
        plain.extend_from_slice(at.epoch.0.as_bytes());
        plain.extend_from_slice(&at.seq.to_be_bytes());
        plain.extend_from_slice(&at.tag.0);
        let nonce = crate::clock::secret::<NONCE_BYTES>();
        let sealed = self.0.encrypt(&XNonce::from(nonce), plain.as_slice()).unwrap_or_default();
        [nonce.as_slice(), &sealed].concat().into()
    }

    /// The position in a token of ours for this session and this version of the fold.
    #[must_use]
    pub fn open(&self, session: SessionId, token: &[u8]) -> Option<Position> {
        let (nonce, sealed) = token.split_first_chunk::<NONCE_BYTES>()?;
        let plain = self.0.decrypt(&XNonce::from(*nonce), sealed).ok()?;
        let (version, rest) = plain.split_first_chunk::<4>()?;
        let (of, rest) = rest.split_first_chunk::<16>()?;
        let (epoch, rest) = rest.split_first_chunk::<16>()?;
        let (seq, tag) = rest.split_first_chunk::<8>()?;
        let mine = u32::from_be_bytes(*version) == fold_version() && of == session.0.as_bytes();
        let epoch = Epoch(Uuid::from_bytes(*epoch));
        let tag = Tag(tag.try_into().ok()?);
        mine.then_some(Position { epoch, seq: u64::from_be_bytes(*seq), tag })
    }

    /// Whether a token tells of more of the same history.
    pub(super) fn tells_more(&self, session: SessionId, token: &[u8], than: Position) -> bool {
        let seen = self.open(session, token);
        seen.is_some_and(|seen| seen.epoch == than.epoch && seen.seq > than.seq)
    }
}

/// The changes of one event.
struct RecentEvent {
    seq: u64,
    changes: Vec<(Audience, Arc<Item>)>,
}

/// What happened lately, for everyone who may come back.
pub(super) struct Recent {
    /// Events after this number are here.
    after_seq: u64,
    events: VecDeque<RecentEvent>,
    /// Ends of batches that lie here, to tell one history from another.
    ends: VecDeque<Position>,
    bytes: usize,
}

/// How someone who comes back can be served.
pub(super) enum Return {
    /// With what they missed.
    Missed(Vec<Arc<Item>>),
    /// With a fresh view: they were away for longer than we remember.
    TooLong,
    /// With a fresh view, and being told that what they saw is no longer so.
    Diverged,
}

impl Recent {
    pub(super) fn new(at: Position) -> Self {
        Self { after_seq: at.seq, events: VecDeque::new(), ends: VecDeque::from([at]), bytes: 0 }
    }

    pub(super) fn push(
        &mut self,
        seq: u64,
        changes: Vec<(Audience, Arc<Item>)>,
        end: Option<Position>,
    ) {
        self.bytes += changes.iter().map(|(_, item)| item.size()).sum::<usize>();
        self.events.push_back(RecentEvent { seq, changes });
        while self.events.len() > RING_ITEMS_MAX || self.bytes > RING_BYTES_MAX {
            let Some(event) = self.events.pop_front() else { break };
            self.bytes -= event.changes.iter().map(|(_, item)| item.size()).sum::<usize>();
            self.after_seq = event.seq;
        }
        if let Some(end) = end {
            self.end_batch(end);
        }
    }

    /// Changes what someone may have missed.
    pub(super) fn each(&mut self, f: impl Fn(&mut Arc<Item>)) {
        let changes = self.events.iter_mut().flat_map(|event| &mut event.changes);
        changes.for_each(|(_, item)| f(item));
        let changes = self.events.iter().flat_map(|event| &event.changes);
        self.bytes = changes.map(|(_, item)| item.size()).sum();
    }

    /// Whether a position is of this history, as far as it is remembered.
    pub(super) fn is_ours(&self, at: Position) -> bool {
        self.ends.contains(&at)
    }

    /// A batch ends here: a position that tokens may name.
    pub(super) fn end_batch(&mut self, at: Position) {
        if self.ends.back() != Some(&at) {
            self.ends.push_back(at);
        }
        while self.ends.front().is_some_and(|end| end.seq < self.after_seq) {
            self.ends.pop_front();
        }
    }

    /// What a viewer missed who holds everything up to `from` and `received` changes more.
    /// `sight_since` is the event since which they see what they see now.
    pub(super) fn since(
        &self,
        from: Position,
        received: u32,
        viewer: &Viewer,
        sight_since: u64,
    ) -> Return {
        let Some(head) = self.ends.back() else { return Return::TooLong };
        if from.epoch != head.epoch || from.seq > head.seq {
            return Return::Diverged;
        }
        if from.seq < self.after_seq {
            return Return::TooLong;
        }
        // Every end since then is here, and tokens name nothing but ends.
        if !self.ends.contains(&from) {
            return Return::Diverged;
        }
        if from.seq < sight_since {
            return Return::TooLong;
        }
        let events = self.events.iter().filter(|event| event.seq > from.seq);
        let changes = events.flat_map(|event| &event.changes);
        let mine: Vec<Arc<Item>> = changes
            .filter(|(audience, _)| viewer.is_in(audience))
            .map(|(_, item)| Arc::clone(item))
            .collect();
        let received = received as usize;
        if received > mine.len() {
            Return::TooLong
        } else {
            Return::Missed(mine[received..].to_vec())
        }
    }
}
