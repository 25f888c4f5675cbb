//! Facts about boards, folded.

use super::{Board, Boards, Element, Event, Header, Key, Patch, copy};
use crate::domain::{
    ElementId, Event as AnyEvent, PersonId, RoundId, State,
    breakout::{self, Stage},
    roster,
};
use std::sync::Arc;

impl Board {
    /// Takes over what a patch says.
    pub(crate) fn take(&mut self, patch: &Patch, seq: u64) {
        let before = self.elements.get(&patch.id);
        let mut element = match (before, patch.made) {
            (Some(before), _) => {
                self.bytes -= before.content.weight();
                self.shown -= usize::from(!before.gone);
                Element::clone(before)
            }
            (None, Some(made)) => Element::make(patch, made, seq),
            // Nothing that was ever there: no version writes that.
            (None, None) => return,
        };
        element.content.take(patch);
        element.author = patch.author.or(element.author);
        element.gone = patch.gone.unwrap_or(element.gone);
        element.seq = seq;
        self.bytes += element.content.weight();
        self.shown += usize::from(!element.gone);
        self.elements.insert(element.id, Arc::new(element));
    }

    /// Changes an element, if it is there.
    fn change(&mut self, id: ElementId, seq: u64, change: impl FnOnce(&mut Element)) {
        if let Some(element) = self.elements.get_mut(&id) {
            let element = Arc::make_mut(element);
            change(element);
            element.seq = seq;
        }
    }

    fn set(&mut self, header: Header, seq: u64) {
        self.turned = self.header.veiled != header.veiled;
        if self.turned {
            self.sight_since = seq;
        }
        self.header = header;
    }

    /// What was someone's is someone else's.
    fn adopt(&mut self, from: PersonId, into: PersonId, seq: u64) {
        let theirs = self.elements.values().filter(|element| element.author == Some(from));
        let theirs: Vec<_> = theirs.map(|element| element.id).collect();
        for id in theirs {
            self.change(id, seq, |element| element.author = Some(into));
        }
        for who in [&mut self.voters, &mut self.reporters] {
            let of: Vec<_> =
                who.iter().filter(|(_, who)| who.contains(&from)).map(|(id, _)| *id).collect();
            for id in of {
                if let Some(who) = who.get_mut(&id) {
                    who.remove(&from);
                    who.insert(into);
                }
                self.uncounted.insert(id);
            }
        }
    }
}

impl Boards {
    fn change(&mut self, key: Key, change: impl FnOnce(&mut Board)) {
        if let Some(board) = self.boards.get_mut(&key) {
            let board = Arc::make_mut(board);
            let before = board.bytes;
            change(board);
            self.bytes = self.bytes + board.bytes - before;
        }
    }

    fn put(&mut self, key: Key, board: Board) {
        self.bytes += board.bytes;
        self.boards.insert(key, Arc::new(board));
    }

    /// What was voted for is counted.
    pub(in crate::domain) fn count(&mut self, seq: u64) {
        let anew = |board: &Board| !board.uncounted.is_empty() || !board.recounted.is_empty();
        let keys: Vec<_> =
            self.boards.iter().filter(|(_, board)| anew(board)).map(|(key, _)| *key).collect();
        for key in keys {
            self.change(key, |board| {
                board.recounted = std::mem::take(&mut board.uncounted);
                for id in board.recounted.clone() {
                    let votes = board.voters.get(&id).map_or(0, |voters| voters.len());
                    let votes = u32::try_from(votes).unwrap_or(u32::MAX);
                    board.change(id, seq, |element| element.votes = votes);
                }
            });
        }
    }
}

pub(in crate::domain) fn apply(state: &mut State, seq: u64, event: &Event) {
    let boards = &mut state.boards;
    match event {
        Event::Put(key, header, elements) => match boards.boards.contains_key(key) {
            true => boards.change(*key, |board| board.set(Header::clone(header), seq)),
            false => {
                let mut board = Board::new(Header::clone(header));
                board.sight_since = seq;
                elements.iter().for_each(|patch| board.take(patch, seq));
                boards.put(*key, board);
            }
        },
        Event::Removed(key) => {
            if let Some(gone) = boards.boards.remove(key) {
                boards.bytes -= gone.bytes;
            }
        }
        Event::RoundSet(round, template) => {
            match template {
                Some(template) => boards.rounds.insert(*round, Arc::new((**template).clone())),
                None => boards.rounds.remove(round),
            };
            begin(state, *round, seq);
        }
        Event::AllSet(round, settings) => {
            let keys: Vec<_> = copy::of_round(state, *round).map(|(key, _)| key).collect();
            for key in keys {
                let set = |board: &mut Board| board.set(settings.of(&board.header), seq);
                state.boards.change(key, set);
            }
        }
        Event::Edited(key, patches) | Event::Copied(key, patches) => boards.change(*key, |board| {
            patches.iter().for_each(|patch| board.take(patch, seq));
        }),
        Event::Voted(key, element, person, on) => boards.change(*key, |board| {
            let mut voters = board.voters.remove(element).unwrap_or_default();
            match on {
                true => voters.insert(*person),
                false => voters.remove(person),
            };
            if !voters.is_empty() {
                board.voters.insert(*element, voters);
            }
            board.uncounted.insert(*element);
        }),
        Event::Reported(key, element, person) => boards.change(*key, |board| {
            let who = board.reporters.entry(*element).or_default();
            who.insert(*person);
            let reports = u32::try_from(who.len()).unwrap_or(u32::MAX);
            board.change(*element, seq, |element| element.reports = reports);
        }),
        Event::Hidden(key, element, hidden) => boards.change(*key, |board| {
            board.change(*element, seq, |element| element.hidden = *hidden);
        }),
    }
}

/// Every room of a round that has begun has its board.
fn begin(state: &mut State, id: RoundId, seq: u64) {
    let Some(template) = state.boards.template(id).cloned() else { return };
    let Some(round) = state.breakouts.round(id).cloned() else { return };
    if round.stage == Stage::Planned {
        return;
    }
    for room in &round.rooms {
        let key = Key::Room(id, room.number);
        if state.boards.get(key).is_none() {
            let mut board = copy::first_board(state, &template, &round, room, seq);
            board.sight_since = seq;
            state.boards.put(key, board);
        }
    }
}

/// What follows from other facts for boards.
pub(in crate::domain) fn follow(state: &mut State, seq: u64, event: &AnyEvent) {
    match event {
        AnyEvent::Breakout(
            breakout::Event::Opened(round, ..) | breakout::Event::RoomPut(round, ..),
        ) => begin(state, *round, seq),
        AnyEvent::Breakout(breakout::Event::Removed(round)) => {
            state.boards.rounds.remove(round);
        }
        AnyEvent::Roster(roster::Event::Merged { guest, into }) => {
            let keys: Vec<_> = state.boards.boards.keys().copied().collect();
            for key in keys {
                state.boards.change(key, |board| board.adopt(*guest, *into, seq));
            }
        }
        _ => {}
    }
}
