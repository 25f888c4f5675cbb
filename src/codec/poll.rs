//! Polls and answers, as clients send them, parsed once.

use crate::{
    codec::{FieldError, agenda::item_id, ids::WireId, terms},
    domain::{
        PollId, RoundId, RunId,
        poll::{
            Answer, Command, ITEMS_MAX, Item, Kind, Opening, Place, Poll, SECONDS_MAX, Value,
            limits::{
                CHARS_MAX, ID_MAX, NUMBER_MAX, OPTIONS_MAX, RANKED_MAX, SCALE_BOUNDS, TOTAL_BOUNDS,
                WORDS_MAX,
            },
        },
        text::{Invalid, LineText, Text, word},
    },
    proto::{self, answer, command::Body, poll_item},
};
use uuid::Uuid;

/// Longest question.
const QUESTION_CHARS_MAX: usize = 500;
/// Longest option.
const OPTION_CHARS_MAX: usize = 200;
/// What an end of a scale means.
const END_CHARS_MAX: usize = 60;
/// Of what numbers are.
const UNIT_CHARS_MAX: usize = 40;

/// Reads what is asked of polls. What it brings into being gets the id `fresh`.
///
/// # Errors
/// The field that is missing or wrong.
pub(super) fn command(body: &Body, fresh: Uuid) -> Result<Command, FieldError> {
    let run = |id: &str, command: &str| run_id(id, &format!("{command}.run_id"));
    Ok(match body {
        Body::PutPoll(body) => {
            let poll = body.poll.as_ref();
            let poll = poll.ok_or_else(|| FieldError::missing("put_poll.poll"))?;
            Command::Put(Box::new(self::poll(poll, fresh, "put_poll.poll.")?))
        }
        Body::RemovePoll(body) => Command::Remove(poll_id(&body.poll_id, "remove_poll.poll_id")?),
        Body::OpenPoll(body) => Command::Open(opening(body, "open_poll.")?),
        Body::ExtendPoll(body) => {
            let fits = body.seconds.unsigned_abs() <= SECONDS_MAX;
            let wrong = || FieldError::at("extend_poll.seconds")(Invalid("-86,400 to 86,400"));
            let seconds = fits.then_some(body.seconds).ok_or_else(wrong)?;
            Command::Extend(run(&body.run_id, "extend_poll")?, seconds)
        }
        Body::ClosePoll(body) => Command::Close(run(&body.run_id, "close_poll")?),
        Body::RevealPoll(body) => Command::Reveal(run(&body.run_id, "reveal_poll")?, body.on),
        Body::CastBallot(body) => {
            let answers = answers(&body.answers, "cast_ballot.answers")?;
            Command::Cast(run(&body.run_id, "cast_ballot")?, answers)
        }
        Body::HideAnswer(body) => {
            let at = FieldError::at("hide_answer.text");
            let text = LineText::parse(&body.text).map_err(at)?;
            Command::Hide(run(&body.run_id, "hide_answer")?, body.item_id, text.into_inner())
        }
        _ => return Err(FieldError::missing("body")),
    })
}

/// Reads which run is to be opened; whose key it needs is not known here.
///
/// # Errors
/// The field that is missing or wrong, below `prefix`.
pub fn opening(body: &proto::OpenPoll, prefix: &str) -> Result<Opening, FieldError> {
    let place = match &body.place {
        None => Place::Plenary,
        Some(place) if place.round_id.is_empty() => Place::Plenary,
        Some(place) => {
            let at = || FieldError::at(format!("{prefix}place.round_id"));
            let round = RoundId::from_wire(&place.round_id);
            let round = round.ok_or(Invalid("no round's id")).map_err(at())?;
            match place.room {
                0 => Place::Rooms(round),
                room => Place::Room(round, room),
            }
        }
    };
    let poll = poll_id(&body.poll_id, &format!("{prefix}poll_id"))?;
    Ok(Opening { poll, place, after: body.after_run, key: None })
}

fn poll_id(text: &str, field: &str) -> Result<PollId, FieldError> {
    PollId::from_wire(text).ok_or_else(|| FieldError::at(field)(Invalid("no poll's id")))
}

pub(super) fn run_id(text: &str, field: &str) -> Result<RunId, FieldError> {
    RunId::from_wire(text).ok_or_else(|| FieldError::at(field)(Invalid("no run's id")))
}

/// Reads a poll. Without an id it gets `fresh`. Its revision is what it says.
///
/// # Errors
/// The field that is missing or wrong, below `prefix`.
pub fn poll(poll: &proto::Poll, fresh: Uuid, prefix: &str) -> Result<Poll, FieldError> {
    let at = |field: &str| FieldError::at(format!("{prefix}{field}"));
    if poll.items.is_empty() || poll.items.len() > ITEMS_MAX {
        return Err(at("items")(Invalid("1 to 20 items")));
    }
    let mut items = Vec::with_capacity(poll.items.len());
    for (index, found) in poll.items.iter().enumerate() {
        let found = item(found, &format!("{prefix}items[{index}]."))?;
        if items.iter().any(|item: &Item| item.id == found.id) {
            return Err(at(&format!("items[{index}].id"))(Invalid("each id once")));
        }
        items.push(found);
    }
    if poll.seconds > SECONDS_MAX {
        return Err(at("seconds")(Invalid("0 to 86,400 seconds")));
    }
    let title = poll.title.clone().unwrap_or_default();
    let known = Invalid("choose one");
    Ok(Poll {
        id: match &*poll.id {
            "" => PollId(fresh),
            id => poll_id(id, &format!("{prefix}id"))?,
        },
        revision: poll.revision,
        title: Text::title(&title.en, &title.es).map_err(at("title.en"))?,
        items,
        form: terms::poll_form_of(poll.form).ok_or(known).map_err(at("form"))?,
        privacy: terms::privacy_of(poll.privacy).ok_or(known).map_err(at("privacy"))?,
        showing: terms::showing_of(poll.results).ok_or(known).map_err(at("results"))?,
        step: match &*poll.step_id {
            "" => None,
            id => Some(item_id(id, &format!("{prefix}step_id"))?),
        },
        seconds: poll.seconds,
        once: poll.once,
    })
}

fn item(item: &proto::PollItem, prefix: &str) -> Result<Item, FieldError> {
    let at = |field: &str| FieldError::at(format!("{prefix}{field}"));
    if !(1..=ID_MAX).contains(&item.id) {
        return Err(at("id")(Invalid("1 to 1,000")));
    }
    let question = item.question.clone().unwrap_or_default();
    let wrong = "write a question of at most 500 characters";
    let question = Text::label(&question.en, &question.es, QUESTION_CHARS_MAX, true, wrong);
    let kind = item.kind.as_ref().ok_or_else(|| FieldError::missing(format!("{prefix}kind")))?;
    Ok(Item {
        id: item.id,
        question: question.map_err(at("question.en"))?,
        required: item.required,
        kind: self::kind(kind, prefix)?,
    })
}

fn kind(kind: &poll_item::Kind, prefix: &str) -> Result<Kind, FieldError> {
    use poll_item::Kind as Wire;
    let at = |field: &str| FieldError::at(format!("{prefix}{field}"));
    let within = |fits: bool, field: &str, why: &'static str| {
        if fits { Ok(()) } else { Err(at(field)(Invalid(why))) }
    };
    Ok(match kind {
        Wire::Choice(choice) => self::choice(choice, prefix)?,
        Wire::Scale(scale) => {
            within(SCALE_BOUNDS.contains(&scale.points), "scale.points", "3 to 11 points")?;
            let end = |text: &Option<proto::Text>, field: &str| {
                let text = text.clone().unwrap_or_default();
                let wrong = "at most 60 characters";
                Text::label(&text.en, &text.es, END_CHARS_MAX, false, wrong).map_err(at(field))
            };
            Kind::Scale {
                points: scale.points,
                low: end(&scale.low, "scale.low")?,
                high: end(&scale.high, "scale.high")?,
                retrospective: scale.retrospective,
            }
        }
        Wire::Ranking(ranking) => Kind::Ranking {
            options: options(&ranking.options, RANKED_MAX, &format!("{prefix}ranking.options"))?,
            shuffled: ranking.shuffled,
        },
        Wire::Points(points) => {
            within(TOTAL_BOUNDS.contains(&points.total), "points.total", "2 to 1,000 points")?;
            Kind::Points {
                options: options(&points.options, RANKED_MAX, &format!("{prefix}points.options"))?,
                total: points.total,
                shuffled: points.shuffled,
            }
        }
        Wire::Number(number) => {
            let (min, max) = (number.min_milli, number.max_milli);
            let fits = min < max && min >= -NUMBER_MAX && max <= NUMBER_MAX;
            within(fits, "number.max_milli", "more than the smallest, within a million million")?;
            let unit = number.unit.clone().unwrap_or_default();
            let wrong = "at most 40 characters";
            let unit = Text::label(&unit.en, &unit.es, UNIT_CHARS_MAX, false, wrong);
            Kind::Number { min, max, unit: unit.map_err(at("number.unit"))? }
        }
        Wire::Words(words) => {
            let words_max = words.words_max;
            within((1..=WORDS_MAX).contains(&words_max), "words.words_max", "1 to 5 words")?;
            Kind::Words { words_max }
        }
        Wire::Open(open) => {
            let fits = (1..=CHARS_MAX).contains(&open.chars_max);
            within(fits, "open.chars_max", "1 to 2,000 characters")?;
            Kind::Open { chars_max: open.chars_max }
        }
    })
}

fn choice(choice: &proto::ChoiceItem, prefix: &str) -> Result<Kind, FieldError> {
    let at = |field: &str| FieldError::at(format!("{prefix}choice.{field}"));
    let options = options(&choice.options, OPTIONS_MAX, &format!("{prefix}choice.options"))?;
    let count = u32::try_from(options.len()).unwrap_or_default();
    if !(1..=count).contains(&choice.picks_max) {
        return Err(at("picks_max")(Invalid("1 to as many as there are options")));
    }
    let mut correct = choice.correct.clone();
    correct.sort_unstable();
    correct.dedup();
    if correct.len() != choice.correct.len() || correct.iter().any(|option| *option >= count) {
        return Err(at("correct")(Invalid("options, from 0, each once")));
    }
    let explanation = choice.explanation.clone().unwrap_or_default();
    Ok(Kind::Choice {
        options,
        picks_max: choice.picks_max,
        shuffled: choice.shuffled,
        correct,
        explanation: Text::prompt(&explanation.en, &explanation.es).map_err(at("explanation"))?,
    })
}

fn options(options: &[proto::Text], max: usize, field: &str) -> Result<Vec<Text>, FieldError> {
    if !(2..=max).contains(&options.len()) {
        let why = if max == RANKED_MAX { "2 to 10 options" } else { "2 to 20 options" };
        return Err(FieldError::at(field)(Invalid(why)));
    }
    let options = options.iter().enumerate().map(|(index, text)| {
        let wrong = "write an option of at most 200 characters";
        let option = Text::label(&text.en, &text.es, OPTION_CHARS_MAX, true, wrong);
        option.map_err(FieldError::at(format!("{field}[{index}]")))
    });
    options.collect()
}

/// Reads answers. Whether they answer what is asked is not known here.
///
/// # Errors
/// The field that is missing or wrong.
pub fn answers(answers: &[proto::Answer], field: &str) -> Result<Vec<Answer>, FieldError> {
    if answers.len() > ITEMS_MAX {
        return Err(FieldError::at(field)(Invalid("at most 20 answers")));
    }
    let answers = answers.iter().enumerate().map(|(index, answer)| {
        let value = answer.value.as_ref();
        let value = value.ok_or_else(|| FieldError::missing(format!("{field}[{index}].value")))?;
        let value =
            self::value(value).map_err(FieldError::at(format!("{field}[{index}].value")))?;
        Ok(Answer { item: answer.item_id, value })
    });
    answers.collect()
}

fn value(value: &answer::Value) -> Result<Value, Invalid> {
    use answer::Value as Wire;
    let listed = |options: &[u32]| {
        let fits = options.len() <= OPTIONS_MAX;
        if fits { Ok(options.to_vec()) } else { Err(Invalid("at most 20 options")) }
    };
    Ok(match value {
        Wire::Abstains(_) => Value::Abstains,
        Wire::Picks(picks) => {
            let mut picks = listed(&picks.options)?;
            picks.sort_unstable();
            Value::Picks(picks)
        }
        Wire::Scale(scale) => Value::Scale(scale.point, scale.before),
        Wire::Ranking(order) => Value::Ranking(listed(&order.options)?),
        Wire::Points(shares) => Value::Points(listed(&shares.points)?),
        Wire::NumberMilli(number) => Value::Number(*number),
        Wire::Words(list) => {
            if list.words.len() > OPTIONS_MAX {
                return Err(Invalid("at most 5 words"));
            }
            Value::Words(list.words.iter().map(|raw| word(raw)).collect::<Result<_, _>>()?)
        }
        Wire::Text(text) => Value::Text(LineText::parse(text)?.into_inner()),
    })
}
