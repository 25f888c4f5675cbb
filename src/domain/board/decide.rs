//! Which commands about boards lead to which events.

use super::{
    BOARDS_MAX, Board, Command, Event, Header, Key, Patch, Rejection, Right, Template, access,
    copy, edit,
};
use crate::domain::{
    BoardId, Ctx, ElementId, Event as AnyEvent, Rejection as AnyRejection, RoundId, State, agenda,
    breakout::{self, Stage},
    chat,
    roster::Permission,
};
use std::sync::Arc;

/// Decides O1 to O20.
pub(in crate::domain) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    match command {
        Command::Put(key, header, elements) => put(state, ctx, key, header, elements),
        Command::Remove(key) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            there(state, key)?;
            match key {
                Key::Plenary(_) => Ok(vec![Event::Removed(key)]),
                Key::Room(..) => Err(Rejection::Closed.into()),
            }
        }
        Command::SetRound(round, template) => set_round(state, ctx, round, template),
        Command::SetAll(round, settings) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            may_be_shared(state, round, settings.shared)?;
            let mut all = copy::of_round(state, round).peekable();
            all.peek().ok_or(Rejection::NoSuchBoard)?;
            let is_other = |board: &Arc<Board>| settings.of(&board.header) != board.header;
            let changes = all.any(|(_, board)| is_other(board));
            Ok(changes.then_some(Event::AllSet(round, settings)).into_iter().collect())
        }
        Command::Edit(key, patches) => {
            let happens = edit::edit(state, ctx, key, patches)?;
            let is_any = !happens.is_empty();
            Ok(is_any.then_some(Event::Edited(key, happens)).into_iter().collect())
        }
        Command::Vote(key, element, on) => vote(state, ctx, key, element, on),
        Command::Report(key, element) => {
            let person = chat::writer(state, ctx)?;
            let board = state.board_seen(key, person)?;
            access::seen(state, board, element, person)?;
            let has = board.reporters.get(&element).is_some_and(|who| who.contains(&person.id));
            let event = (!has).then_some(Event::Reported(key, element, person.id));
            Ok(event.into_iter().collect())
        }
        Command::Hide(key, element, hidden) => {
            let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
            let board = state.board_seen(key, person)?;
            let found = board.elements.get(&element).ok_or(Rejection::NoSuchBoard)?;
            let event = (found.hidden != hidden).then_some(Event::Hidden(key, element, hidden));
            Ok(event.into_iter().collect())
        }
        Command::Carry { from, elements, into, section } => {
            copy::carry(state, ctx, from, &elements, (into, section))
        }
        Command::Harvest(round, into) => copy::harvest(state, ctx, round, into),
    }
}

fn there(state: &State, key: Key) -> Result<&Arc<Board>, Rejection> {
    state.boards.get(key).ok_or(Rejection::NoSuchBoard)
}

/// What a candid round promises is not taken back by a setting.
fn may_be_shared(state: &State, round: RoundId, shared: bool) -> Result<(), Rejection> {
    let is_candid = state.breakouts.round(round).is_some_and(|round| round.form.candid);
    if shared && is_candid { Err(Rejection::Closed) } else { Ok(()) }
}

fn put(
    state: &State,
    ctx: &Ctx,
    key: Option<Key>,
    header: Box<Header>,
    elements: Vec<Patch>,
) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
    if let Some(key) = key {
        let board = state.board_seen(key, person)?;
        if let Key::Room(round, _) = key {
            may_be_shared(state, round, header.shared)?;
        }
        if let Some(first) = elements.first() {
            return Err(Rejection::BadElement(first.id).into());
        }
        let is_same = board.header == *header;
        let event = (!is_same).then(|| Event::Put(key, header, Vec::new()));
        return Ok(event.into_iter().collect());
    }
    let plenary = state.boards.iter().filter(|(key, _)| matches!(key, Key::Plenary(_)));
    if plenary.count() >= BOARDS_MAX {
        return Err(Rejection::Full.into());
    }
    let elements = edit::begin(ctx, None, elements)?;
    Ok(vec![Event::Put(Key::Plenary(BoardId(ctx.id)), header, elements)])
}

fn set_round(
    state: &State,
    ctx: &Ctx,
    round: RoundId,
    template: Option<Template>,
) -> Result<Vec<Event>, AnyRejection> {
    state.roster.acting_with(ctx, Permission::Facilitator)?;
    let found = state.breakouts.round(round).ok_or(breakout::Rejection::NoSuchRound)?;
    let begun = found.stage != Stage::Planned;
    let set = state.boards.template(round);
    // What rooms have begun with they keep.
    if begun && set.is_some() {
        return Err(breakout::Rejection::WrongStage.into());
    }
    let Some(template) = template else {
        let event = set.map(|_| Event::RoundSet(round, None));
        return Ok(event.into_iter().collect());
    };
    let elements = edit::begin(ctx, None, template.elements.to_vec())?;
    // Rooms begin among themselves.
    let header = Header { shared: false, item: None, ..template.header };
    let template = Template { header, elements: elements.into(), ..template };
    Ok(vec![Event::RoundSet(round, Some(Box::new(template)))])
}

fn vote(
    state: &State,
    ctx: &Ctx,
    key: Key,
    element: ElementId,
    on: bool,
) -> Result<Vec<Event>, AnyRejection> {
    let (person, board, right) = state.at_work(ctx, key)?;
    if right < Right::Comment {
        return Err(Rejection::Closed.into());
    }
    let found = access::seen(state, board, element, person)?;
    if !found.can_be_voted_for() {
        return Err(Rejection::BadElement(element).into());
    }
    let given = board.votes_of(person.id);
    if given.contains(&element) == on {
        return Ok(Vec::new());
    }
    let counts =
        |id: &&ElementId| board.elements.get(*id).is_some_and(|found| !found.gone && !found.hidden);
    let given = given.iter().filter(counts).count();
    if on && given >= board.header.votes_each as usize {
        return Err(Rejection::NoVotesLeft.into());
    }
    Ok(vec![Event::Voted(key, element, person.id, on)])
}

/// Boards that a step of the agenda shares.
fn shared_with(state: &State, event: &AnyEvent) -> Vec<Event> {
    let AnyEvent::Agenda(agenda::Event::WentTo(item, _)) = event else { return Vec::new() };
    let with = state
        .boards
        .iter()
        .filter(|(_, board)| board.header.item == Some(*item) && !board.header.shared);
    let share = |(key, board): (Key, &Arc<Board>)| {
        let header = Header { shared: true, ..board.header.clone() };
        Event::Put(key, Box::new(header), Vec::new())
    };
    with.map(share).collect()
}

/// Events, and the boards that they share.
pub(in crate::domain) fn with_shared(state: &State, events: Vec<AnyEvent>) -> Vec<AnyEvent> {
    let mut all = Vec::with_capacity(events.len());
    for event in events {
        let shared = shared_with(state, &event);
        all.push(event);
        all.extend(shared.into_iter().map(AnyEvent::Board));
    }
    all
}
