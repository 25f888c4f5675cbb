//! A client of questions, hands and waterfalls, as [`super::apply`] is one of the rest.

use super::*;
use crate::domain::{
    PersonId, hand,
    question::{self, Asked},
    waterfall,
};

pub(super) fn apply_question(view: &mut View, update: question::Update) {
    use question::Update as U;
    let seen = &mut view.questions;
    match update {
        U::Put(asked) => match seen.shown.iter_mut().find(|held| held.id == asked.id) {
            Some(held) => *held = asked,
            None => seen.shown.push(asked),
        },
        U::Gone(id) => seen.shown.retain(|held| held.id != id),
        U::Votes(votes) => {
            for (id, votes) in votes {
                let desk = seen.desk.iter_mut().map(|desk| &mut desk.asked);
                let mine = seen.mine.iter_mut().map(|mine| &mut mine.asked);
                let held = seen.shown.iter_mut().chain(desk).chain(mine);
                held.filter(|held: &&mut Asked| held.id == id).for_each(|held| held.votes = votes);
            }
        }
        U::DeskPut(desk) => {
            match seen.desk.iter_mut().find(|held| held.asked.id == desk.asked.id) {
                Some(held) => *held = desk,
                None => seen.desk.push(desk),
            }
        }
        U::MinePut(mine) => {
            seen.mine.retain(|held| held.asked.id != mine.asked.id);
            seen.mine.push(mine);
        }
        U::MyVote(id, on) => {
            seen.votes.retain(|held| *held != id);
            seen.votes.extend(on.then_some(id));
        }
        U::Rules(rules) => seen.rules = rules,
    }
}

pub(super) fn apply_hand(view: &mut View, update: hand::Update) {
    use hand::Update as U;
    let seen = &mut view.hands;
    match update {
        U::Put(hand) => match seen.hands.iter_mut().find(|held| held.person == hand.person) {
            Some(held) => *held = hand,
            None => seen.hands.push(hand),
        },
        U::Gone(person) => seen.hands.retain(|held| held.person != person),
        U::All(hands) => seen.hands = hands,
        U::Turn(turn) => seen.turn = turn,
        U::Pulse(pulse) => seen.pulse = pulse,
    }
}

pub(super) fn apply_waterfall(view: &mut View, update: waterfall::Update) {
    use waterfall::Update as U;
    match update {
        U::Set(waterfall) => view.waterfall.waterfall = Some(waterfall),
        U::Count(id, count) => view.waterfall.count = Some((id, count)),
        U::Mine(mine) => view.waterfall.mine = mine,
    }
}

/// One's own are in no order.
pub(super) fn sort(view: &mut View) {
    view.questions.mine.sort_by_key(|mine| mine.asked.id);
    view.questions.votes.sort_unstable();
}

/// Who sees what was asked or lies ready.
pub(super) fn may_see(state: &State, viewer: &Viewer, mark: u32, written: Written) -> bool {
    let says = |text: &str| marks(&text).contains(&mark);
    let is_theirs = |person: PersonId| viewer.person == Some(person);
    let runs = viewer.sight.level == Level::Facilitator;
    match written {
        Written::Line(line) => {
            let drafts = state.waterfall.ready.iter();
            drafts
                .into_iter()
                .any(|draft| draft.line == line && says(&draft.text) && is_theirs(draft.author))
        }
        Written::Question(id) => {
            let question = state.questions.get(id).unwrap();
            let is_for_all = question.stage == question::Stage::Shown;
            says(&question.text) && (is_for_all || runs || is_theirs(question.author))
        }
        // Of polls.
        Written::Answer(..) => false,
    }
}

#[test]
fn nobody_is_told_who_did_not_say() {
    let mut seen = 0;
    for seed in 0..12 {
        let story = random_tests::story(3_000 + seed);
        for (n, state) in story.states.iter().enumerate().skip(1) {
            let hidden: Vec<_> =
                state.questions.all.iter().filter(|question| question.anonymous).collect();
            let is_hidden = |asked: &Asked| hidden.iter().any(|hidden| hidden.id == asked.id);
            for (audience, change) in state.project(&story.events[n - 1]) {
                if let Change::Question(question::Update::Put(asked)) = &change
                    && is_hidden(asked)
                {
                    assert_eq!(asked.author, None, "V6 seed {seed} event {n}");
                    seen += 1;
                }
                let is_desk = matches!(change, Change::Question(question::Update::DeskPut(_)));
                assert!(!is_desk || audience == Audience::Facilitators, "V6 {seed} {n}");
            }
        }
    }
    assert!(seen > 100, "V6 only {seen} were shown");
}
