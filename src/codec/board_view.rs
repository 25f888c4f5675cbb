//! Boards, as clients see them.

use crate::{
    codec::{
        agenda::file_id_text,
        board::{mode, wire_carry},
        ids::{self, WireId},
        terms, view,
    },
    domain::{
        ElementId, RoundId,
        board::{
            Face, Header, Key, Kind, Listed, Listing, Opened, Owner, Part, Patch, Saved, Style,
            Template, Update,
        },
    },
    proto::{self, change::Change as Wire, owner, server_item},
};
use prost::Message;
use std::sync::Arc;

/// A board's settings on the wire.
#[must_use]
pub fn header(id: String, header: &Header) -> proto::Board {
    let face = match header.face {
        Face::Notes => proto::Face::Notes,
        Face::Canvas => proto::Face::Canvas,
    };
    proto::Board {
        id,
        title: Some(view::text(&header.title)),
        face: face.into(),
        mode: mode(header.mode),
        veiled: header.veiled,
        votes_each: header.votes_each,
        shared: header.shared,
        item_id: header.item.map(|item| item.to_wire()).unwrap_or_default(),
        named: header.named,
    }
}

/// An element on the wire, or what changed of it.
pub(super) fn element(patch: &Patch) -> proto::Element {
    let other =
        |id: &Option<Option<ElementId>>| id.map(|id| id.map(|id| id.to_wire()).unwrap_or_default());
    let mut out = proto::Element {
        id: patch.id.to_wire(),
        x: patch.x,
        y: patch.y,
        width: patch.width,
        height: patch.height,
        angle: patch.angle.map(u32::from),
        rank: patch.rank.as_ref().map(|rank| rank.as_str().to_owned()),
        section_id: other(&patch.section),
        text: patch.text.clone(),
        title: patch.title.as_ref().map(view::text),
        stroke_color: patch.stroke_color,
        fill_color: patch.fill_color,
        stroke_width: patch.stroke_width.map(u32::from),
        opacity: patch.opacity.map(u32::from),
        style: patch.style.map(style),
        points: patch.points.as_ref().map(|points| proto::Points { xy: points.to_vec() }),
        from_id: other(&patch.from),
        to_id: other(&patch.to),
        group_id: patch.group.clone(),
        locked: patch.locked,
        owner: patch.owner.map(owner),
        gone: patch.gone,
        author_id: patch.author.map(|author| author.to_wire()).unwrap_or_default(),
        ..proto::Element::default()
    };
    if let Some(made) = &patch.made {
        out.kind = kind(made.kind).into();
        out.parent_id = made.parent.map(|parent| parent.to_wire());
        out.image_id = made.image.as_ref().map(file_id_text);
        out.made_at_ms = made.at;
        out.by_facilitator = made.by_desk;
    }
    out
}

fn kind(kind: Kind) -> proto::ElementKind {
    match kind {
        Kind::Note => proto::ElementKind::Note,
        Kind::Text => proto::ElementKind::Text,
        Kind::Rectangle => proto::ElementKind::Rectangle,
        Kind::Ellipse => proto::ElementKind::Ellipse,
        Kind::Diamond => proto::ElementKind::Diamond,
        Kind::Line => proto::ElementKind::Line,
        Kind::Stroke => proto::ElementKind::Stroke,
        Kind::Image => proto::ElementKind::Image,
        Kind::Section => proto::ElementKind::Section,
        Kind::Comment => proto::ElementKind::Comment,
    }
}

fn style(style: Style) -> proto::Style {
    proto::Style {
        dash: style.dash.into(),
        fill: style.fill.into(),
        roughness: style.roughness.into(),
        rounded: style.rounded,
        font: style.font.into(),
        font_size: style.font_size.into(),
        align: style.align.into(),
        start: style.start.into(),
        end: style.end.into(),
    }
}

fn owner(owner: Option<Owner>) -> proto::Owner {
    let by = owner.map(|owner| match owner {
        Owner::Person(person) => owner::By::PersonId(person.to_wire()),
        Owner::Room(number) => owner::By::Room(number),
        Owner::JobRole(role) => owner::By::JobRole(terms::job_role(role)),
    });
    proto::Owner { by }
}

fn part(part: &Part) -> proto::Element {
    let Part { patch, votes, reports, hidden } = part;
    proto::Element { votes: *votes, reports: *reports, hidden: *hidden, ..element(patch) }
}

/// Which boards there are, and what the rooms of rounds begin with.
pub(super) fn listed(listed: &Listed) -> (Vec<proto::Board>, Vec<proto::RoundBoard>) {
    let boards = listed.boards.iter().map(|(key, found)| header(ids::board(*key), found));
    let rounds = listed.rounds.iter().map(|(round, found)| round_board(*round, Some(found)));
    (boards.collect(), rounds.collect())
}

fn round_board(round: RoundId, template: Option<&Arc<Template>>) -> proto::RoundBoard {
    let count = template.map_or(0, |template| template.elements.len());
    proto::RoundBoard {
        round_id: round.to_wire(),
        board: template.map(|template| header(String::new(), &template.header)),
        carry: template.map_or(0, |template| wire_carry(template.carry)),
        element_count: u32::try_from(count).unwrap_or(u32::MAX),
    }
}

/// One step from what is listed to the next.
pub(super) fn listing(listing: &Listing) -> Wire {
    match listing {
        Listing::Put(key, found) => Wire::BoardPut(header(ids::board(*key), found)),
        Listing::Gone(key) => Wire::BoardGone(ids::board(*key)),
        Listing::Round(round, found) => Wire::RoundBoard(round_board(*round, found.as_ref())),
    }
}

/// A template that was saved; without who did.
#[must_use]
pub fn saved(saved: &Saved) -> proto::BoardTemplate {
    proto::BoardTemplate {
        id: saved.id.to_wire(),
        board: Some(header(String::new(), &saved.header)),
        elements: saved.elements.iter().map(element).collect(),
        saved_by: String::new(),
    }
}

/// Elements in one part of a board that is opened: with strokes of full length it stays below
/// what a carried connection takes at once.
const PART_BYTES_MAX: usize = 96 << 10;

/// A board as it is opened: how to make the parts that are the same for all who see the same of
/// it, and the last one, which is not.
pub fn opened(
    key: Key,
    opened: &Opened,
) -> (impl FnOnce() -> Vec<server_item::Item> + use<'_>, server_item::Item) {
    let board = header(ids::board(key), &opened.header);
    let last = proto::BoardOpened {
        board: Some(board.clone()),
        my_votes: opened.my_votes.iter().map(WireId::to_wire).collect(),
        ..proto::BoardOpened::default()
    };
    let parts = move || {
        let mut all = parts(&opened.parts);
        for (n, part) in all.iter_mut().enumerate() {
            (part.board, part.anew, part.more) = (Some(board.clone()), opened.anew && n == 0, true);
        }
        all.into_iter().map(server_item::Item::BoardOpened).collect()
    };
    (parts, server_item::Item::BoardOpened(last))
}

/// Elements in parts of bounded size; one part at least.
fn parts(elements: &[Part]) -> Vec<proto::BoardOpened> {
    let mut all = Vec::new();
    let (mut open, mut bytes) = (proto::BoardOpened::default(), 0);
    for found in elements {
        let element = part(found);
        let size = element.encoded_len();
        if bytes > 0 && bytes + size > PART_BYTES_MAX {
            all.push(std::mem::take(&mut open));
            bytes = 0;
        }
        bytes += size;
        open.elements.push(element);
    }
    all.push(open);
    all
}

/// What changed on a board. `None`: it is to be opened anew.
#[must_use]
pub fn changed(key: Key, update: &Update) -> Option<server_item::Item> {
    let board_id = ids::board(key);
    let nothing = proto::BoardChanged { board_id, ..proto::BoardChanged::default() };
    Some(server_item::Item::BoardChanged(match update {
        Update::Header(found) => {
            let board = Some(header(ids::board(key), found));
            proto::BoardChanged { board, ..nothing }
        }
        Update::Parts(parts) => {
            let elements = parts.iter().map(part).collect();
            proto::BoardChanged { elements, ..nothing }
        }
        Update::MyVote(element, on) => {
            let my_vote = proto::ElementVote { element_id: element.to_wire(), on: *on };
            proto::BoardChanged { my_vote: Some(my_vote), ..nothing }
        }
        Update::Anew | Update::Removed => return None,
    }))
}

/// It is not seen, or no longer.
#[must_use]
pub fn closed(key: Key) -> server_item::Item {
    server_item::Item::BoardClosed(proto::BoardClosed { board_id: ids::board(key) })
}
