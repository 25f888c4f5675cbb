//! Boards that are looked at: what is on them does not lie in anyone's view, it comes to the
//! connections that ask for it, whole at first and then as it changes.

use crate::{
    codec::{self, ids::WireId},
    domain::{
        ElementId, Level, State, Viewer,
        board::{Key, Update, Whom},
    },
    live::{
        Close, DESK_LOOKS_MAX, Hub, Item, LOOKS_MAX, ReaderId, SIGNS_PER_S, SIGNS_TICK,
        frame::Frame,
        hub::Inner,
        reader::Reader,
        ring::{Key as At, Ring},
    },
    log::Position,
    proto::{self, server_item},
};
use bytes::Bytes;
use prost::Message;
use std::{collections::HashMap, sync::Arc};

/// A board that a connection looks at.
pub(super) struct Look {
    pub(super) board: Key,
    /// Cursors into its rings.
    pub(super) changes: u64,
    pub(super) signs: u64,
    /// What must come before anything else.
    pub(super) due: Option<Due>,
}

/// What someone who looks must get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// The board, or what has changed since an event.
    Board(Option<u64>),
    /// Word that they do not see it.
    Closed,
}

impl Look {
    /// All of it must come.
    pub(super) fn anew(&mut self) {
        self.due = Some(Due::Board(None));
    }
}

/// The last changes of a board, and the last signs.
#[derive(Default)]
pub(super) struct Rings {
    /// For those who do not run the session.
    participants: Ring,
    /// For those who do.
    facilitators: Ring,
    signs: Ring,
    /// What people are about to do, and have not been told to others.
    pending: HashMap<String, proto::PersonSign>,
}

impl Rings {
    pub(super) fn changes(&self, viewer: &Viewer) -> &Ring {
        match viewer.sight.level >= Level::Facilitator {
            true => &self.facilitators,
            false => &self.participants,
        }
    }
}

/// What an event does on a board.
pub(super) enum OnBoard {
    /// This is shown.
    Changed(Arc<Item>),
    /// It is shown anew.
    Anew,
    /// It is gone.
    Removed,
    /// Something of it was taken from sight: whoever is behind does not read it any more.
    Withheld(Arc<Item>),
}

impl OnBoard {
    /// `takes_back`: of what others may have yet to read.
    pub(super) fn of(key: Key, update: &Update, takes_back: bool) -> Self {
        match (codec::board_changed(key, update), update) {
            (_, Update::Removed) => Self::Removed,
            (None, _) => Self::Anew,
            (Some(item), _) if takes_back => Self::Withheld(Item::new(item)),
            (Some(item), _) => Self::Changed(Item::new(item)),
        }
    }
}

impl Hub {
    /// A connection looks at these boards from now on, and at no others. A token says up to when
    /// it holds one.
    ///
    /// # Errors
    /// An id that is none.
    pub fn look(&self, id: ReaderId, look: &proto::Look) -> Result<(), Close> {
        let mut guard = self.lock();
        let inner = &mut *guard;
        let Some(reader) = inner.readers.get(&id) else { return Ok(()) };
        let runs = reader.viewer.sight.level >= Level::Facilitator;
        let max = if runs { DESK_LOOKS_MAX } else { LOOKS_MAX };
        let mut looks: Vec<Look> = Vec::new();
        for (n, wanted) in look.boards.iter().take(2 * DESK_LOOKS_MAX).enumerate() {
            let board = codec::ids::board_of(&wanted.board_id).ok_or(Close::Protocol)?;
            if looks.iter().any(|look| look.board == board) {
                continue;
            }
            let since = self.held(inner, &wanted.resume_token);
            let rings = inner.boards.entry(board).or_default();
            let (changes, signs) = (rings.changes(&reader.viewer).end(), rings.signs.end());
            let due = Some(if n < max { Due::Board(since) } else { Due::Closed });
            looks.push(Look { board, changes, signs, due });
        }
        if let Some(reader) = inner.readers.get_mut(&id) {
            for old in std::mem::take(&mut reader.looks) {
                if let Some(look) = looks.iter_mut().find(|look| look.board == old.board) {
                    *look = old;
                }
            }
            reader.looks = looks;
        }
        inner.drop_unseen_boards();
        drop(guard);
        self.wake();
        Ok(())
    }

    /// Up to which event someone holds what they saw.
    fn held(&self, inner: &Inner, token: &Bytes) -> Option<u64> {
        let at = self.sealer.open(self.session, token)?;
        inner.recent.is_ours(at).then_some(at.seq)
    }

    /// What someone is about to do, for the others who look at the board.
    ///
    /// # Errors
    /// An id that is none.
    pub fn sign(self: &Arc<Self>, id: ReaderId, sign: proto::Sign, now: i64) -> Result<(), Close> {
        let board = codec::ids::board_of(&sign.board_id).ok_or(Close::Protocol)?;
        let mut sign = codec::sign(&sign).map_err(|_| Close::Protocol)?;
        let mut guard = self.lock();
        let inner = &mut *guard;
        let Some(reader) = inner.readers.get_mut(&id) else { return Ok(()) };
        if now >= reader.signs.0 + 1000 {
            reader.signs = (now, 0);
        }
        reader.signs.1 += 1;
        let looks = reader.looks.iter().any(|look| look.board == board && look.due.is_none());
        if reader.signs.1 > SIGNS_PER_S || !looks || !inner.state.may_sign(board, reader.person) {
            return Ok(());
        }
        let is_for_all = |id: &str| {
            let element = <ElementId as WireId>::from_wire(id);
            element.is_none_or(|element| inner.state.is_for_all(board, element))
        };
        sign.drafts.retain(|draft| is_for_all(&draft.id));
        if !is_for_all(&sign.writing_id) {
            sign.writing_id.clear();
        }
        let person = reader.person.to_wire();
        let Some(rings) = inner.boards.get_mut(&board) else { return Ok(()) };
        let is_first = rings.pending.is_empty();
        let pending = rings.pending.entry(person.clone()).or_default();
        let drafts = std::mem::take(&mut pending.drafts);
        let drafts = joined(drafts, sign.drafts);
        *pending = proto::PersonSign { person_id: person, drafts, ..sign };
        drop(guard);
        if is_first {
            let hub = Arc::clone(self);
            tokio::spawn(async move {
                tokio::time::sleep(SIGNS_TICK).await;
                hub.tell_signs(board);
            });
        }
        Ok(())
    }

    fn tell_signs(&self, board: Key) {
        let mut inner = self.lock();
        if let Some(rings) = inner.boards.get_mut(&board) {
            let signs = std::mem::take(&mut rings.pending).into_values().collect();
            let board_id = codec::ids::board(board);
            let item = server_item::Item::BoardSigns(proto::BoardSigns { board_id, signs });
            rings.signs.push((0, 0), Item::new(item));
        }
        drop(inner);
        self.wake();
    }
}

/// Points of a stroke that goes on are added to those that wait.
fn joined(mut drafts: Vec<proto::Element>, new: Vec<proto::Element>) -> Vec<proto::Element> {
    for draft in new {
        match drafts.iter_mut().find(|old| old.id == draft.id) {
            None => drafts.push(draft),
            // Protobuf joins as is wanted here: lists are extended, what is there replaces.
            Some(old) => {
                if old.merge(&*draft.encode_to_vec()).is_err() {
                    *old = draft;
                }
            }
        }
    }
    drafts.truncate(codec::DRAFTS_MAX);
    drafts
}

impl Inner {
    /// Boards that nobody looks at are not told of.
    fn drop_unseen_boards(&mut self) {
        let mut seen: std::collections::HashSet<Key> = std::collections::HashSet::new();
        for reader in self.readers.values() {
            seen.extend(reader.looks.iter().map(|look| look.board));
        }
        self.boards.retain(|key, _| seen.contains(key));
    }

    /// Shows those who look at boards what has changed on them.
    pub(super) fn show_on_boards(&mut self, seq: u64, shown: Vec<(Key, Whom, OnBoard)>) {
        for (n, (board, whom, on)) in (0..).zip(shown) {
            if !self.boards.contains_key(&board) {
                continue;
            }
            match on {
                OnBoard::Changed(item) => self.push_on_board(board, whom, (seq, n), &item),
                OnBoard::Withheld(item) => {
                    self.each_look(board, |reader, rings, at| {
                        let look = &reader.looks[at];
                        if look.changes < rings.changes(&reader.viewer).end() {
                            reader.looks[at].anew();
                        }
                    });
                    self.push_on_board(board, whom, (seq, n), &item);
                }
                OnBoard::Anew => self.each_look(board, |reader, _, at| {
                    if whom.includes(&reader.viewer) {
                        reader.looks[at].anew();
                    }
                }),
                OnBoard::Removed => {
                    self.each_look(board, |reader, _, at| reader.looks[at].due = Some(Due::Closed));
                }
            }
        }
    }

    fn push_on_board(&mut self, board: Key, whom: Whom, at: At, item: &Arc<Item>) {
        let Some(rings) = self.boards.get_mut(&board) else { return };
        if matches!(whom, Whom::Everyone | Whom::Participants) {
            rings.participants.push(at, Arc::clone(item));
        }
        if matches!(whom, Whom::Everyone | Whom::Facilitators) {
            rings.facilitators.push(at, Arc::clone(item));
        }
        let Whom::Person(person) = whom else { return };
        for id in self.of_person.get(&person).into_iter().flatten() {
            let Some(reader) = self.readers.get_mut(id) else { continue };
            let Some(n) = reader.looks.iter().position(|look| look.board == board) else {
                continue;
            };
            match reader.view_due {
                Some(_) => reader.looks[n].anew(),
                None => reader.push_personal(at, item),
            }
        }
    }

    /// Everyone who looks at a board, and where that is among their looks.
    fn each_look(&mut self, board: Key, mut f: impl FnMut(&mut Reader, &Rings, usize)) {
        let Some(rings) = self.boards.get(&board) else { return };
        for reader in self.readers.values_mut() {
            if let Some(at) = reader.looks.iter().position(|look| look.board == board) {
                f(reader, rings, at);
            }
        }
    }

    /// Whoever does not see a board any more is told so.
    pub(super) fn leave_boards(&mut self) {
        if self.boards.is_empty() {
            return;
        }
        for reader in self.readers.values_mut() {
            for look in &mut reader.looks {
                if !self.state.sees_board(look.board, &reader.viewer) {
                    look.due = Some(Due::Closed);
                }
            }
        }
    }

    /// Whether something on boards waits for a reader.
    pub(super) fn has_boards(&self, reader: &Reader) -> bool {
        reader.looks.iter().any(|look| {
            let rings = self.boards.get(&look.board);
            look.due.is_some()
                || rings.is_some_and(|rings| {
                    look.changes < rings.changes(&reader.viewer).end()
                        || look.signs < rings.signs.end()
                })
        })
    }

    /// Who has fallen off a ring needs the board again. Whether any is due.
    pub(super) fn boards_due(&self, reader: &mut Reader) -> bool {
        for look in &mut reader.looks {
            let Some(rings) = self.boards.get(&look.board) else { continue };
            if look.due.is_none() && rings.changes(&reader.viewer).after(look.changes).is_none() {
                look.anew();
            }
        }
        reader.looks.iter().any(|look| look.due.is_some())
    }

    /// What waits on boards, one after the other; the reader has it then.
    pub(super) fn each_on_boards(&self, reader: &mut Reader, mut f: impl FnMut(&Arc<Item>)) {
        for look in &mut reader.looks {
            let Some(rings) = self.boards.get(&look.board) else { continue };
            let changes = rings.changes(&reader.viewer);
            changes.after(look.changes).into_iter().flatten().for_each(|(_, item)| f(item));
            // Signs that were missed are of no use.
            rings.signs.after(look.signs).into_iter().flatten().for_each(|(_, item)| f(item));
            (look.changes, look.signs) = (changes.end(), rings.signs.end());
        }
    }

    /// The boards that are due, whose cursors move to the end.
    pub(super) fn take_due(&self, reader: &mut Reader) -> Vec<(Key, Due)> {
        let mut due = Vec::new();
        let viewer = reader.viewer;
        for look in &mut reader.looks {
            let Some(taken) = look.due.take() else { continue };
            if let Some(rings) = self.boards.get(&look.board) {
                (look.changes, look.signs) = (rings.changes(&viewer).end(), rings.signs.end());
            }
            let sees = self.state.sees_board(look.board, &viewer);
            due.push((look.board, if sees { taken } else { Due::Closed }));
        }
        reader.looks.retain(|look| !due.contains(&(look.board, Due::Closed)));
        due
    }
}

/// Boards that were encoded, for those who open them one after the other. What is the same for
/// all who do not run the session is encoded once per position.
#[derive(Default)]
pub(super) struct OpenedBoards(HashMap<Key, (Position, Vec<Arc<Item>>)>);

impl OpenedBoards {
    /// The items with which someone gets a board.
    pub(super) fn open(
        &mut self,
        state: &State,
        at: Position,
        viewer: &Viewer,
        (board, due): (Key, Due),
    ) -> Vec<Arc<Item>> {
        let since = match due {
            Due::Closed => return vec![Item::new(codec::board_closed(board))],
            Due::Board(since) => since,
        };
        let Some(opened) = state.open_board(board, viewer, since) else {
            return vec![Item::new(codec::board_closed(board))];
        };
        let is_shared = opened.anew && !opened.header.veiled;
        let is_shared = is_shared && viewer.sight.level < Level::Facilitator;
        let (parts, last) = codec::board_opened(board, &opened);
        let parts = match self.0.get(&board).filter(|(of, _)| is_shared && *of == at) {
            Some((_, parts)) => parts.clone(),
            None => {
                let parts: Vec<_> = parts().into_iter().map(Item::new).collect();
                if is_shared {
                    // A hundred boards are more than are opened in one moment.
                    if self.0.len() > 100 {
                        self.0.clear();
                    }
                    self.0.insert(board, (at, parts.clone()));
                }
                parts
            }
        };
        parts.into_iter().chain([Item::new(last)]).collect()
    }
}

/// Frames that bring boards.
pub(super) struct BoardsFrame {
    pub(super) viewer: Viewer,
    pub(super) due: Vec<(Key, Due)>,
    /// What comes before them.
    pub(super) frame: Frame,
}

impl BoardsFrame {
    pub(super) fn finish(
        mut self,
        state: &State,
        at: Position,
        opened: &mut OpenedBoards,
    ) -> Bytes {
        for due in self.due {
            for item in opened.open(state, at, &self.viewer, due) {
                self.frame.push(&item);
            }
        }
        self.frame.finish()
    }
}
