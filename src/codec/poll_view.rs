//! Polls and what comes of them, on the wire.

use crate::{
    codec::{ids::WireId, terms, view::text},
    domain::{
        poll::{
            Answer, Group, GroupRow, Item, ItemTally, Kind, MyBallot, Nullifier, Opened, Place,
            Poll, Results, Run, Tally, Transition, Value,
        },
        text::Text,
    },
    proto::{self, answer, poll_item},
};
use bytes::Bytes;
use prost::Message;

fn texts(options: &[Text]) -> Vec<proto::Text> {
    options.iter().map(text).collect()
}

/// A poll, whole.
#[must_use]
pub fn poll(poll: &Poll) -> proto::Poll {
    proto::Poll {
        id: poll.id.to_wire(),
        revision: poll.revision,
        title: Some(text(&poll.title)),
        items: poll.items.iter().map(item).collect(),
        form: terms::poll_form(poll.form),
        privacy: terms::privacy(poll.privacy),
        results: terms::showing(poll.showing),
        step_id: poll.step.map(|step| step.to_wire()).unwrap_or_default(),
        seconds: poll.seconds,
        once: poll.once,
    }
}

fn item(item: &Item) -> proto::PollItem {
    use poll_item::Kind as Wire;
    let kind = match &item.kind {
        Kind::Choice { options, picks_max, shuffled, correct, explanation } => {
            Wire::Choice(proto::ChoiceItem {
                options: texts(options),
                picks_max: *picks_max,
                shuffled: *shuffled,
                correct: correct.clone(),
                explanation: Some(text(explanation)),
            })
        }
        Kind::Scale { points, low, high, retrospective } => Wire::Scale(proto::ScaleItem {
            points: *points,
            low: Some(text(low)),
            high: Some(text(high)),
            retrospective: *retrospective,
        }),
        Kind::Ranking { options, shuffled } => {
            Wire::Ranking(proto::RankingItem { options: texts(options), shuffled: *shuffled })
        }
        Kind::Points { options, total, shuffled } => Wire::Points(proto::PointsItem {
            options: texts(options),
            total: *total,
            shuffled: *shuffled,
        }),
        Kind::Number { min, max, unit } => Wire::Number(proto::NumberItem {
            min_milli: *min,
            max_milli: *max,
            unit: Some(text(unit)),
        }),
        Kind::Words { words_max } => Wire::Words(proto::WordsItem { words_max: *words_max }),
        Kind::Open { chars_max } => Wire::Open(proto::OpenItem { chars_max: *chars_max }),
    };
    proto::PollItem {
        id: item.id,
        question: Some(text(&item.question)),
        required: item.required,
        kind: Some(kind),
    }
}

/// Answers.
#[must_use]
pub fn answers(answers: &[Answer]) -> Vec<proto::Answer> {
    use answer::Value as Wire;
    let wire = |answer: &Answer| {
        let value = match &answer.value {
            Value::Abstains => Wire::Abstains(proto::Abstention {}),
            Value::Picks(picks) => Wire::Picks(proto::Picks { options: picks.clone() }),
            Value::Scale(point, before) => {
                Wire::Scale(proto::ScaleAnswer { point: *point, before: *before })
            }
            Value::Ranking(order) => Wire::Ranking(proto::Picks { options: order.clone() }),
            Value::Points(points) => Wire::Points(proto::Shares { points: points.clone() }),
            Value::Number(number) => Wire::NumberMilli(*number),
            Value::Words(words) => Wire::Words(proto::WordList { words: words.clone() }),
            Value::Text(text) => Wire::Text(text.clone()),
        };
        proto::Answer { item_id: answer.item, value: Some(value) }
    };
    answers.iter().map(wire).collect()
}

/// A run, as everyone sees it.
pub(super) fn run(run: &Run) -> proto::Run {
    let (round_id, room) = match run.place {
        Place::Plenary => (String::new(), 0),
        Place::Rooms(round) => (round.to_wire(), 0),
        Place::Room(round, room) => (round.to_wire(), room),
    };
    proto::Run {
        id: run.id.to_wire(),
        poll: Some(poll(&run.poll)),
        number: run.number,
        place: Some(proto::RunPlace { round_id, room }),
        opened_at_ms: run.opened_at,
        ends_at_ms: run.ends_at.unwrap_or_default(),
        closed_at_ms: run.closed_at.unwrap_or_default(),
        token_key: run.token_key.as_deref().map(Bytes::copy_from_slice).unwrap_or_default(),
        opening_ballots: run.is_unsealing,
    }
}

/// What came of a run.
pub(super) fn tally_of(tally: &Tally) -> proto::RunResults {
    proto::RunResults { run_id: tally.run.to_wire(), ..results(&tally.results) }
}

/// What came of it, of whatever run.
pub(super) fn results(results: &Results) -> proto::RunResults {
    proto::RunResults {
        run_id: String::new(),
        answered: results.answered,
        eligible: results.eligible,
        items: results.items.iter().map(item_tally).collect(),
        groups: results.groups.iter().map(row).collect(),
        too_few: results.too_few,
    }
}

fn item_tally(tally: &ItemTally) -> proto::ItemTally {
    let number = tally.number.as_ref().map(|number| proto::NumberTally {
        min_milli: number.min,
        max_milli: number.max,
        mean_milli: number.mean,
        median_milli: number.median,
        counts: number.counts.clone(),
    });
    let words = tally.words.iter();
    let words = words.map(|(word, count)| proto::WordCount { word: word.clone(), count: *count });
    let texts = tally.texts.iter().map(|found| proto::TextAnswer {
        text: found.text.clone(),
        person_id: found.person.map(|person| person.to_wire()).unwrap_or_default(),
    });
    proto::ItemTally {
        item_id: tally.item,
        answered: tally.answered,
        abstained: tally.abstained,
        counts: tally.counts.clone(),
        others: tally.others.clone(),
        number,
        words: words.collect(),
        texts: texts.collect(),
    }
}

fn row(row: &GroupRow) -> proto::GroupRow {
    let (kind, group) = match row.group {
        Group::Role(role) => {
            let number = role.map(terms::job_role).unwrap_or_default();
            (proto::GroupKind::JobRole, u32::try_from(number).unwrap_or_default())
        }
        Group::Region(region) => (proto::GroupKind::Region, u32::from(region)),
        Group::Room(room) => (proto::GroupKind::Room, room),
    };
    proto::GroupRow {
        kind: kind.into(),
        group,
        answered: row.answered,
        eligible: row.eligible,
        suppressed: row.suppressed,
        items: row.items.iter().map(item_tally).collect(),
    }
}

/// What someone has answered.
pub(super) fn my_ballot(ballot: &MyBallot) -> proto::MyBallot {
    proto::MyBallot {
        run_id: ballot.run.to_wire(),
        answers: answers(&ballot.answers),
        at_ms: ballot.at,
        rows: ballot.rows.iter().map(row).collect(),
        token_issued: ballot.token_issued,
    }
}

/// How people moved between two runs.
#[must_use]
pub fn transition(found: &Transition) -> proto::Transition {
    let rows = found.rows.iter().map(|row| proto::TransitionRow {
        to: row.iter().map(|count| count.unwrap_or_default()).collect(),
        suppressed: row.iter().map(Option::is_none).collect(),
    });
    proto::Transition { rows: rows.collect(), people: found.people }
}

/// An anonymous ballot, before it is sealed.
#[must_use]
pub fn anonymous_ballot(nullifier: Nullifier, answers: &[Answer]) -> Vec<u8> {
    let nullifier = Bytes::copy_from_slice(&nullifier);
    proto::OpenedBallot { nullifier, answers: self::answers(answers) }.encode_to_vec()
}

/// One that was sealed.
#[must_use]
pub fn read_anonymous_ballot(bytes: &[u8]) -> Option<Opened> {
    super::stored::poll::ballot(&proto::OpenedBallot::decode(bytes).ok()?).ok()
}
