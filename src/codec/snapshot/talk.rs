//! Questions, hands, waterfalls and written voice in a snapshot.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        stored::{self, read_id, read_ids, read_some_id, title},
        talk, terms,
    },
    domain::{
        Millis, PersonId, State,
        hand::{Hands, Turn},
        question::{Answer, Answered, Question, Questions, Stage},
        voice::Voice,
        waterfall::{Count, Draft, Stage as Fall, Waterfall, Waterfalls},
    },
    proto,
};
use std::sync::Arc;

/// What of a snapshot is here; the rest of it is nothing.
pub(super) fn snapshot(state: &State) -> proto::SessionSnapshot {
    let State { questions, hands, .. } = state;
    let hand = |(person, at): &(PersonId, Millis)| proto::HandSnapshot {
        person_id: person.to_bytes(),
        raised_at_ms: *at,
    };
    let turns = |(person, turns): (&PersonId, &u32)| proto::TurnsSnapshot {
        person_id: person.to_bytes(),
        turns: *turns,
    };
    let voice = |(person, count): (&PersonId, &u32)| proto::VoiceSnapshot {
        person_id: person.to_bytes(),
        contributions: *count,
    };
    let turn = |turn: Turn| proto::TurnGiven {
        person_id: turn.person.to_bytes(),
        ends_at_ms: turn.ends_at,
    };
    let question = |found: &Arc<Question>| question(found, questions.anew.contains(&found.id));
    proto::SessionSnapshot {
        questions: questions.all.iter().map(question).collect(),
        question_rules: Some(talk::rules(questions.rules)),
        hands: hands.raised.iter().map(hand).collect(),
        turn: hands.turn.map(turn),
        turn_since_ms: hands.turn.map_or(0, |turn| turn.since),
        turns: hands.turns.iter().map(turns).collect(),
        pulse: Some(talk::pulse(&hands.shown)),
        pressed: Some(talk::pulse(&hands.pressed)),
        pulse_anew: hands.anew,
        waterfall: state.waterfall.last.as_ref().map(|last| waterfall(&state.waterfall, last)),
        voice: state.voice.contributions.iter().map(voice).collect(),
        ..proto::SessionSnapshot::default()
    }
}

fn question(question: &Question, votes_anew: bool) -> proto::QuestionSnapshot {
    let into = match question.stage {
        Stage::Merged(into) => Some(into),
        Stage::Waiting | Stage::Shown | Stage::Hidden | Stage::Withdrawn => None,
    };
    proto::QuestionSnapshot {
        question: Some(talk::asked(&question.asked())),
        author_id: question.author.to_bytes(),
        author_name: question.author_name.clone(),
        anonymous: question.anonymous,
        assigned_id: stored::some_id(question.assigned),
        into_id: stored::some_id(into),
        voters: question.voters.iter().map(WireId::to_bytes).collect(),
        votes_anew,
        shown_order: question.order,
        was_shown: question.was_shown,
    }
}

fn waterfall(all: &Waterfalls, last: &Waterfall) -> proto::WaterfallSnapshot {
    let shown = talk::waterfall(last);
    let draft = |draft: &Draft| proto::LineSnapshot {
        id: draft.line.to_bytes(),
        author_id: draft.author.to_bytes(),
        text: draft.text.clone(),
        ..proto::LineSnapshot::default()
    };
    proto::WaterfallSnapshot {
        waterfall_id: last.id.to_bytes(),
        prompt: shown.prompt,
        state: shown.state,
        started_at_ms: shown.started_at_ms,
        ended_at_ms: shown.ended_at_ms,
        released: shown.released,
        ready: all.ready.iter().map(draft).collect(),
        writing: all.writing.iter().map(WireId::to_bytes).collect(),
        counted_ready: all.counted.ready,
        counted_writing: all.counted.writing,
        count_anew: all.anew,
    }
}

/// Puts what is here into a state.
pub(super) fn restore(
    state: &mut State,
    snapshot: &proto::SessionSnapshot,
) -> Result<(), CodecError> {
    state.questions = restore_questions(snapshot)?;
    state.hands = restore_hands(snapshot)?;
    if let Some(found) = &snapshot.waterfall {
        state.waterfall = restore_waterfall(found)?;
    }
    let mut voice = Voice::default();
    for found in &snapshot.voice {
        voice.contributions.insert(read_id(&found.person_id)?, found.contributions);
    }
    state.voice = voice;
    Ok(())
}

fn restore_questions(snapshot: &proto::SessionSnapshot) -> Result<Questions, CodecError> {
    let rules = snapshot.question_rules.as_ref().and_then(talk::rules_of);
    let rules = rules.ok_or(CodecError::Field("question_rules"))?;
    let mut questions = Questions { rules, ..Questions::default() };
    for found in &snapshot.questions {
        let question = restore_question(found)?;
        questions.anew.extend(found.votes_anew.then_some(question.id));
        questions.all.push_back(Arc::new(question));
    }
    Ok(questions)
}

fn restore_question(found: &proto::QuestionSnapshot) -> Result<Question, CodecError> {
    let field = || CodecError::Field("question");
    let asked = found.question.as_ref().ok_or_else(field)?;
    let stage = match asked.state() {
        proto::QuestionState::Waiting => Stage::Waiting,
        proto::QuestionState::Shown => Stage::Shown,
        proto::QuestionState::Hidden => Stage::Hidden,
        proto::QuestionState::Merged => Stage::Merged(read_id(&found.into_id)?),
        proto::QuestionState::Withdrawn => Stage::Withdrawn,
        proto::QuestionState::Unspecified => return Err(field()),
    };
    let answer = match asked.answered() {
        proto::Answered::Unspecified => None,
        proto::Answered::Live => Some(Answer::Live),
        proto::Answered::InText => Some(Answer::InText(asked.answer.clone())),
    };
    let answered = answer.map(|answer| {
        let by = PersonId::from_wire(&asked.answered_by_id).ok_or_else(field)?;
        Ok(Answered { answer, at: asked.answered_at_ms, by })
    });
    Ok(Question {
        id: WireId::from_wire(&asked.id).ok_or_else(field)?,
        author: read_id(&found.author_id)?,
        author_name: found.author_name.clone(),
        anonymous: found.anonymous,
        text: asked.text.clone(),
        at: asked.at_ms,
        stage,
        order: found.shown_order,
        was_shown: found.was_shown,
        voters: read_ids(&found.voters)?,
        counted: asked.votes,
        answered: answered.transpose()?,
        promised: asked.promised_ms,
        assigned: read_some_id(&found.assigned_id)?,
        merged: asked.merged,
    })
}

fn restore_pulse(pulse: Option<&proto::Pulse>) -> [u32; 6] {
    use crate::domain::chat::Reaction;
    let counts = pulse.map(|pulse| pulse.counts.as_slice()).unwrap_or_default();
    Reaction::ALL.map(|reaction| {
        let of = |found: &&proto::ReactionCount| found.reaction == terms::reaction(reaction);
        counts.iter().find(of).map_or(0, |found| found.count)
    })
}

fn restore_hands(snapshot: &proto::SessionSnapshot) -> Result<Hands, CodecError> {
    let turn = snapshot.turn.as_ref().map(|turn| {
        let (since, ends_at) = (snapshot.turn_since_ms, turn.ends_at_ms);
        Ok(Turn { person: read_id(&turn.person_id)?, since, ends_at })
    });
    let raised = snapshot.hands.iter().map(|hand| {
        let person: PersonId = read_id(&hand.person_id)?;
        Ok((person, hand.raised_at_ms))
    });
    let turns = snapshot.turns.iter().map(|found| {
        let person: PersonId = read_id(&found.person_id)?;
        Ok((person, found.turns))
    });
    Ok(Hands {
        raised: raised.collect::<Result<_, CodecError>>()?,
        turn: turn.transpose()?,
        turns: turns.collect::<Result<_, CodecError>>()?,
        pressed: restore_pulse(snapshot.pressed.as_ref()),
        shown: restore_pulse(snapshot.pulse.as_ref()),
        anew: snapshot.pulse_anew,
    })
}

fn restore_waterfall(found: &proto::WaterfallSnapshot) -> Result<Waterfalls, CodecError> {
    let at = found.ended_at_ms;
    let stage = match found.state() {
        proto::WaterfallState::Writing => Fall::Writing,
        proto::WaterfallState::Released => Fall::Released { at, lines: found.released },
        proto::WaterfallState::Cancelled => Fall::Cancelled { at },
        proto::WaterfallState::Unspecified => return Err(CodecError::Field("waterfall")),
    };
    let last = Waterfall {
        id: read_id(&found.waterfall_id)?,
        prompt: title(found.prompt.clone()),
        started_at: found.started_at_ms,
        stage,
    };
    let ready = found.ready.iter().map(|line| {
        Ok(Draft {
            author: read_id(&line.author_id)?,
            line: read_id(&line.id)?,
            text: line.text.clone(),
        })
    });
    Ok(Waterfalls {
        last: Some(last),
        ready: ready.collect::<Result<_, CodecError>>()?,
        writing: read_ids(&found.writing)?,
        counted: Count { ready: found.counted_ready, writing: found.counted_writing },
        anew: found.count_anew,
    })
}
