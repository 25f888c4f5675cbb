//! Boards as a client holds them, who knows no rules.

use convene::proto::{Board, BoardChanged, BoardOpened, BoardSigns, Element, PersonSign};
use std::collections::{BTreeMap, BTreeSet};

/// What someone holds of a board.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    pub board: Board,
    pub elements: BTreeMap<String, Element>,
    pub my_votes: BTreeSet<String>,
    /// All parts have come.
    pub is_whole: bool,
    /// How often it came whole, and in how many parts the last time.
    pub openings: usize,
    pub parts: usize,
}

/// All boards that someone looks at.
#[derive(Clone, Debug, Default)]
pub struct HeldBoards {
    pub held: BTreeMap<String, Held>,
    pub closed: BTreeSet<String>,
    /// What others are about to do, all of it.
    pub signs: Vec<(String, PersonSign)>,
}

impl HeldBoards {
    pub fn opened(&mut self, opened: BoardOpened) {
        let Some(board) = opened.board else { return };
        self.closed.remove(&board.id);
        let held = self.held.entry(board.id.clone()).or_default();
        if opened.anew {
            held.elements.clear();
            held.openings += 1;
            held.parts = 0;
        }
        held.parts += 1;
        held.board = board;
        held.is_whole = !opened.more;
        if held.is_whole {
            held.my_votes = opened.my_votes.into_iter().collect();
        }
        opened.elements.into_iter().for_each(|element| held.merge(element));
    }

    pub fn changed(&mut self, changed: BoardChanged) {
        let Some(held) = self.held.get_mut(&changed.board_id) else { return };
        if let Some(board) = changed.board {
            held.board = board;
        }
        if let Some(vote) = changed.my_vote {
            match vote.on {
                true => held.my_votes.insert(vote.element_id),
                false => held.my_votes.remove(&vote.element_id),
            };
        }
        changed.elements.into_iter().for_each(|element| held.merge(element));
    }

    pub fn closed(&mut self, id: &str) {
        self.held.remove(id);
        self.closed.insert(id.to_owned());
    }

    pub fn signs(&mut self, signs: BoardSigns) {
        let of = |sign| (signs.board_id.clone(), sign);
        self.signs.extend(signs.signs.into_iter().map(of));
    }
}

impl Held {
    fn merge(&mut self, new: Element) {
        if new.gone == Some(true) {
            self.elements.remove(&new.id);
            return;
        }
        let old = self.elements.remove(&new.id).unwrap_or_default();
        let kind = if new.kind == 0 { old.kind } else { new.kind };
        let author_id = if new.author_id.is_empty() { old.author_id } else { new.author_id };
        let made_at_ms = if new.made_at_ms == 0 { old.made_at_ms } else { new.made_at_ms };
        let merged = Element {
            id: new.id,
            kind,
            x: new.x.or(old.x),
            y: new.y.or(old.y),
            width: new.width.or(old.width),
            height: new.height.or(old.height),
            angle: new.angle.or(old.angle),
            rank: new.rank.or(old.rank),
            section_id: new.section_id.or(old.section_id),
            parent_id: new.parent_id.or(old.parent_id),
            text: new.text.or(old.text),
            title: new.title.or(old.title),
            stroke_color: new.stroke_color.or(old.stroke_color),
            fill_color: new.fill_color.or(old.fill_color),
            stroke_width: new.stroke_width.or(old.stroke_width),
            opacity: new.opacity.or(old.opacity),
            style: new.style.or(old.style),
            points: new.points.or(old.points),
            from_id: new.from_id.or(old.from_id),
            to_id: new.to_id.or(old.to_id),
            group_id: new.group_id.or(old.group_id),
            image_id: new.image_id.or(old.image_id),
            locked: new.locked.or(old.locked),
            owner: new.owner.or(old.owner),
            gone: None,
            author_id,
            made_at_ms,
            votes: new.votes.or(old.votes),
            reports: new.reports.or(old.reports),
            hidden: new.hidden.or(old.hidden),
            by_facilitator: new.by_facilitator || old.by_facilitator,
        };
        self.elements.insert(merged.id.clone(), merged);
    }
}
