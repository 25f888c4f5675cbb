//! What questions, hands and the waterfall change in a view, as `view.proto` says.

use super::view::put;
use convene::proto::{self, Question, View, change::Change};

/// In one order, and without what says nothing.
pub fn sorted(view: &mut View) {
    let id = |mine: &proto::MyQuestion| mine.question.as_ref().map(|asked| asked.id.clone());
    view.my_questions.sort_by_key(id);
    view.my_votes.sort();
    let is_set = |rules: &proto::QuestionRules| *rules != proto::QuestionRules::default();
    view.question_rules = view.question_rules.filter(is_set);
    view.turn = view.turn.take().filter(|turn| !turn.person_id.is_empty());
    view.pulse = view.pulse.take().filter(|pulse| !pulse.counts.is_empty());
    view.waterfall = view.waterfall.take().filter(|waterfall| !waterfall.id.is_empty());
    view.boards.sort_by(|a, b| a.id.cmp(&b.id));
    view.round_boards.sort_by(|a, b| a.round_id.cmp(&b.round_id));
    view.my_answer = view.my_answer.take().filter(|mine| !mine.waterfall_id.is_empty());
}

/// Wherever a question is held.
fn held<'a>(view: &'a mut View, id: &'a str) -> impl Iterator<Item = &'a mut Question> {
    let desk = view.question_desk.iter_mut().filter_map(|desk| desk.question.as_mut());
    let mine = view.my_questions.iter_mut().filter_map(|mine| mine.question.as_mut());
    view.questions.iter_mut().chain(desk).chain(mine).filter(move |held| held.id == id)
}

/// What it leaves is not about these.
pub fn apply(view: &mut View, change: Change) -> Option<Change> {
    match change {
        Change::QuestionPut(asked) => put(&mut view.questions, asked, |a, b| a.id == b.id),
        Change::QuestionGone(id) => view.questions.retain(|held| held.id != id),
        Change::QuestionVotes(changed) => {
            for vote in changed.votes {
                held(view, &vote.question_id).for_each(|held| held.votes = vote.votes);
            }
        }
        Change::QuestionDeskPut(desk) => {
            let id = |desk: &proto::QuestionDesk| desk.question.as_ref().map(|q| q.id.clone());
            put(&mut view.question_desk, desk, |a, b| id(a) == id(b));
        }
        Change::MyQuestionPut(mine) => {
            let id = |mine: &proto::MyQuestion| mine.question.as_ref().map(|q| q.id.clone());
            put(&mut view.my_questions, mine, |a, b| id(a) == id(b));
        }
        Change::MyVote(vote) => {
            view.my_votes.retain(|id| *id != vote.question_id);
            view.my_votes.extend(vote.on.then_some(vote.question_id));
        }
        Change::QuestionRules(rules) => view.question_rules = Some(rules),
        Change::HandPut(hand) => put(&mut view.hands, hand, |a, b| a.person_id == b.person_id),
        Change::HandGone(id) => view.hands.retain(|hand| hand.person_id != id),
        Change::Hands(all) => view.hands = all.hands,
        Change::Turn(turn) => view.turn = Some(turn),
        Change::Pulse(pulse) => view.pulse = Some(pulse),
        Change::Waterfall(waterfall) => view.waterfall = Some(waterfall),
        Change::WaterfallCount(count) => view.waterfall_count = Some(count),
        Change::MyAnswer(mine) => view.my_answer = Some(mine),
        Change::BoardPut(board) => put(&mut view.boards, board, |a, b| a.id == b.id),
        Change::BoardGone(id) => view.boards.retain(|held| held.id != id),
        Change::RoundBoard(new) if new.board.is_none() => {
            view.round_boards.retain(|held| held.round_id != new.round_id);
        }
        Change::RoundBoard(new) => {
            put(&mut view.round_boards, new, |a, b| a.round_id == b.round_id);
        }
        other => return Some(other),
    }
    None
}
