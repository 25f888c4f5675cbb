//! What goes from board to board: what people take along, what rooms begin with, and the harvest.

use super::{
    AT_ONCE_MAX, Board, Carry, Content, Element, Event, HARVEST_MAX, Key, Kind, Made, Patch, Rank,
    Rejection, Right, Template, access, edit,
};
use crate::domain::{
    Ctx, ElementId, PersonId, Rejection as AnyRejection, RoundId, State,
    breakout::{self, Room, RoomNumber, Round},
    roster::Permission,
    text::Text,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use uuid::Uuid;

/// How wide the section of a harvested room is, and its notes are, with what is between them.
const SECTION_WIDTH: i32 = 24_000;
const NOTE: (i32, i32) = (20_000, 8_000);
const GAP: i32 = 2_000;

/// The boards of a round's rooms.
pub(super) fn of_round(state: &State, round: RoundId) -> impl Iterator<Item = (Key, &Arc<Board>)> {
    let range = Key::Room(round, 0)..=Key::Room(round, RoomNumber::MAX);
    state.boards.boards.range(range).map(|(key, board)| (*key, board))
}

/// The so-manieth id that follows from one.
fn id_from(seed: Uuid, n: usize) -> ElementId {
    ElementId(Uuid::from_u128(seed.as_u128().wrapping_add(n as u128 + 1)))
}

/// A copy of an element that stands by itself.
fn copied(element: &Element, id: ElementId, made: Made) -> Patch {
    let content = Content { locked: false, from: None, to: None, ..element.content.clone() };
    Patch { made: Some(made), author: element.author, ..content.patch(id) }
}

/// Whether an element can be taken along by itself.
fn can_go(element: &Element) -> bool {
    !matches!(element.made.kind, Kind::Section | Kind::Comment)
}

/// Decides O16.
pub(super) fn carry(
    state: &State,
    ctx: &Ctx,
    from: Key,
    elements: &[ElementId],
    (into, section): (Key, Option<ElementId>),
) -> Result<Vec<Event>, AnyRejection> {
    let (person, target, right) = state.at_work(ctx, into)?;
    let source = state.board_seen(from, person)?;
    if right < Right::Work {
        return Err(Rejection::Closed.into());
    }
    if elements.len() > AT_ONCE_MAX {
        return Err(Rejection::Full.into());
    }
    if let Some(section) = section {
        let found = access::seen(state, target, section, person)?;
        let is_ours = right == Right::Run || state.may_work_in(target, section, person);
        if found.made.kind != Kind::Section || !is_ours {
            return Err(Rejection::Closed.into());
        }
    }
    let mut copies = Vec::with_capacity(elements.len());
    for (n, id) in elements.iter().enumerate() {
        let element = access::seen(state, source, *id, person)?;
        if !can_go(element) {
            return Err(Rejection::BadElement(*id).into());
        }
        let made = Made { at: ctx.now, by_desk: right == Right::Run, ..element.made };
        let copy = copied(element, id_from(ctx.id, n), made);
        copies.push(Patch { section: section.map(Some), ..copy });
    }
    into_board(state, target, &copies)?;
    Ok(vec![Event::Copied(into, copies)])
}

fn into_board(state: &State, board: &Board, copies: &[Patch]) -> Result<(), Rejection> {
    let made = copies.iter().filter_map(|patch| Some((patch.id, patch, patch.made?)));
    let after: BTreeMap<_, _> =
        made.map(|(id, patch, made)| (id, Element::make(patch, made, 0))).collect();
    edit::has_room(state, board, &after)
}

/// Decides O17: a section for each room that has notes, and in it the notes, in columns.
pub(super) fn harvest(
    state: &State,
    ctx: &Ctx,
    round: RoundId,
    into: Key,
) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
    let target = state.board_seen(into, person)?;
    let round = state.breakouts.round(round).ok_or(breakout::Rejection::NoSuchRound)?;
    let mut copies: Vec<Patch> = Vec::new();
    let mut notes = 0;
    let (mut sections, mut n) = (0, 0);
    for room in &round.rooms {
        let key = Key::Room(round.id, room.number);
        // In a candid round facilitators take along what they see.
        let Ok(board) = state.board_seen(key, person) else { continue };
        let of_room: Vec<_> = notes_of(board).collect();
        if of_room.is_empty() {
            continue;
        }
        notes += of_room.len();
        let section = id_from(ctx.id, n);
        n += 1;
        copies.push(section_of(ctx, section, room, sections, of_room.len()));
        for (row, element) in of_room.into_iter().enumerate() {
            let made = Made { at: ctx.now, by_desk: true, ..element.made };
            let copy = copied(element, id_from(ctx.id, n), made);
            n += 1;
            let [x, y] = [across(sections) + GAP, down(row)];
            copies.push(Patch {
                section: Some(Some(section)),
                rank: Some(Rank::nth(row)),
                x: Some(x),
                y: Some(y),
                width: Some(NOTE.0),
                height: Some(NOTE.1),
                ..copy
            });
        }
        sections += 1;
    }
    if notes > HARVEST_MAX {
        return Err(Rejection::Full.into());
    }
    into_board(state, target, &copies)?;
    let is_any = !copies.is_empty();
    Ok(is_any.then_some(Event::Copied(into, copies)).into_iter().collect())
}

/// Notes in the order of their columns.
pub(super) fn notes_of(board: &Board) -> impl Iterator<Item = &Arc<Element>> {
    let rank = |id: Option<ElementId>| {
        id.and_then(|id| board.elements.get(&id)).map(|section| section.content.rank.clone())
    };
    let is_seen = |element: &&Arc<Element>| {
        element.made.kind == Kind::Note && !element.gone && !element.hidden
    };
    let mut notes: Vec<_> = board.elements.values().filter(is_seen).collect();
    notes.sort_by_cached_key(|note| {
        (rank(note.content.section), note.content.section, note.content.rank.clone(), note.id)
    });
    notes.into_iter()
}

fn across(section: i32) -> i32 {
    section * (SECTION_WIDTH + GAP)
}

fn down(row: usize) -> i32 {
    i32::try_from(row).unwrap_or(0) * (NOTE.1 + GAP) + 2 * GAP
}

fn section_of(ctx: &Ctx, id: ElementId, room: &Room, nth: i32, notes: usize) -> Patch {
    let title = match room.name.en.is_empty() {
        false => room.name.clone(),
        true => Text { en: format!("Room {}", room.number), es: format!("Sala {}", room.number) },
    };
    let (parent, image) = (None, None);
    let made = Made { kind: Kind::Section, at: ctx.now, by_desk: true, parent, image };
    Patch {
        made: Some(made),
        title: Some(title),
        rank: Some(Rank::nth(room.number as usize)),
        x: Some(across(nth)),
        y: Some(0),
        width: Some(SECTION_WIDTH),
        height: Some(down(notes)),
        ..Patch::of(id)
    }
}

/// What the board of a room begins with when the round opens.
pub(super) fn first_board(
    state: &State,
    template: &Template,
    round: &Round,
    room: &Room,
    seq: u64,
) -> Board {
    let mut board = Board::new(template.header.clone());
    for patch in template.elements.iter() {
        board.take(patch, seq);
    }
    for (earlier, element) in carried(state, template.carry, round, room) {
        let Some(made) = Some(element.made).filter(|_| can_go(element)) else { continue };
        let id = derived(element.id, room.number);
        let mut copy = copied(element, id, made);
        copy.section = Some(same_section(&board, earlier, element));
        board.take(&copy, seq);
    }
    board
}

/// A copy's id: the same on every node, and another in every room.
fn derived(id: ElementId, room: RoomNumber) -> ElementId {
    let mixed = id.0.as_u128().rotate_left(37) ^ (u128::from(room) << 64);
    ElementId(Uuid::from_u128(mixed))
}

/// The section of a new board that is called as the one in which an element lay.
fn same_section(board: &Board, earlier: &Board, element: &Element) -> Option<ElementId> {
    let lay = earlier.elements.get(&element.content.section?)?;
    let same = |found: &&Arc<Element>| {
        found.made.kind == Kind::Section && found.content.title == lay.content.title
    };
    board.elements.values().find(same).map(|found| found.id)
}

/// What a room takes over, of which boards.
fn carried<'a>(
    state: &'a State,
    carry: Carry,
    round: &Round,
    room: &Room,
) -> Vec<(&'a Board, &'a Element)> {
    let Some(earlier) = state.breakouts.before(round) else { return Vec::new() };
    let members: Vec<PersonId> = room.members().to_vec();
    let sources = earlier.rooms.iter().filter(|of| match carry {
        Carry::Nothing => false,
        Carry::Room => of.number == room.number,
        Carry::Person | Carry::Group => members.iter().any(|person| of.holds(*person)),
    });
    let mut all = Vec::new();
    let mut seen: HashMap<ElementId, ()> = HashMap::new();
    for of in sources {
        let Some(board) = state.boards.get(Key::Room(earlier.id, of.number)) else { continue };
        let is_theirs = |element: &Element| {
            carry != Carry::Person || element.author.is_some_and(|author| members.contains(&author))
        };
        let elements = board.elements.values().filter(|element| {
            !element.gone && !element.hidden && element.author.is_some() && is_theirs(element)
        });
        for element in elements {
            if seen.insert(element.id, ()).is_none() {
                all.push((board.as_ref(), element.as_ref()));
            }
        }
    }
    all.truncate(AT_ONCE_MAX * 5);
    all
}
