//! Questions, hands, the waterfall and written voice: what clients ask for, and what they see.

use crate::{
    codec::{FieldError, ids::WireId, terms, view},
    domain::{
        Command, Millis, PersonId, QuestionId, WaterfallId,
        hand::{self, Hand, Turn},
        question::{self, Answer, Asked, Desk, Mine, Moderation, Reply, Rules, Stage},
        session::Spotlight,
        text::{Invalid, LineText, QuestionText, Text},
        voice::{Group, Report, Share},
        waterfall::{self, Count, Waterfall},
    },
    proto::{self, command::Body},
};

/// The last moment by which an answer may be promised: that of the year 2100.
const PROMISED_MAX: Millis = 4_102_444_800_000;

fn question_id(text: &str, field: &str) -> Result<QuestionId, FieldError> {
    QuestionId::from_wire(text).ok_or_else(|| FieldError::at(field)(Invalid("no question's id")))
}

fn waterfall_id(text: &str, field: &str) -> Result<WaterfallId, FieldError> {
    let wrong = || FieldError::at(field)(Invalid("no waterfall's id"));
    WaterfallId::from_wire(text).ok_or_else(wrong)
}

/// A person, or nobody.
fn some_person(text: &str, field: &str) -> Result<Option<PersonId>, FieldError> {
    let wrong = || FieldError::at(field)(Invalid("no person's id"));
    match text {
        "" => Ok(None),
        id => PersonId::from_wire(id).map(Some).ok_or_else(wrong),
    }
}

/// A question that is to be in the spotlight.
///
/// # Errors
/// No id of a question.
pub(super) fn spotlight(id: &str) -> Result<Spotlight, FieldError> {
    question_id(id, "set_spotlight.question_id").map(Spotlight::Question)
}

/// Reads a command about questions, hands or the waterfall.
///
/// # Errors
/// The field that is missing or wrong.
pub(super) fn command(body: &Body) -> Result<Command, FieldError> {
    match body {
        Body::RaiseHand(_) | Body::LowerHand(_) | Body::GiveTurn(_) | Body::PressReaction(_) => {
            hand_command(body).map(Command::Hand)
        }
        Body::StartWaterfall(_)
        | Body::WriteWaterfall(_)
        | Body::ReadyWaterfall(_)
        | Body::EndWaterfall(_) => waterfall_command(body).map(Command::Waterfall),
        body => question_command(body).map(Command::Question),
    }
}

fn question_command(body: &Body) -> Result<question::Command, FieldError> {
    use question::Command as C;
    let id = |id: &str, command: &str| question_id(id, &format!("{command}.question_id"));
    Ok(match body {
        Body::AskQuestion(body) => {
            let text = QuestionText::parse(&body.text);
            let text = text.map_err(FieldError::at("ask_question.text"))?;
            C::Ask { text, anonymous: body.anonymous }
        }
        Body::VoteQuestion(body) => C::Vote(id(&body.question_id, "vote_question")?, body.on),
        Body::WithdrawQuestion(body) => C::Withdraw(id(&body.question_id, "withdraw_question")?),
        Body::ShowQuestion(body) => C::Show(id(&body.question_id, "show_question")?, body.shown),
        Body::MergeQuestion(body) => C::Merge(
            id(&body.question_id, "merge_question")?,
            question_id(&body.into_id, "merge_question.into_id")?,
        ),
        Body::AnswerQuestion(body) => {
            let at = FieldError::at("answer_question.text");
            let reply = match (body.undo, &*body.text) {
                (true, "") => None,
                (true, _) => return Err(at(Invalid("an answer or its undoing, not both"))),
                (false, "") => Some(Reply::Live),
                (false, text) => Some(Reply::InText(LineText::parse(text).map_err(at)?)),
            };
            C::Answer(id(&body.question_id, "answer_question")?, reply)
        }
        Body::AssignQuestion(body) => {
            let at = FieldError::at("assign_question.promised_ms");
            if !(0..=PROMISED_MAX).contains(&body.promised_ms) {
                return Err(at(Invalid("a moment from 1970 to 2100, or 0")));
            }
            C::Assign(
                id(&body.question_id, "assign_question")?,
                some_person(&body.person_id, "assign_question.person_id")?,
                body.promised_ms,
            )
        }
        Body::SetQuestionRules(body) => {
            let rules = body.rules.as_ref();
            let rules = rules.ok_or_else(|| FieldError::missing("set_question_rules.rules"))?;
            let at = FieldError::at("set_question_rules.rules.moderation");
            C::SetRules(rules_of(rules).ok_or(Invalid("not known")).map_err(at)?)
        }
        _ => return Err(FieldError::missing("body")),
    })
}

fn hand_command(body: &Body) -> Result<hand::Command, FieldError> {
    use hand::Command as C;
    Ok(match body {
        Body::RaiseHand(body) => C::Raise(body.up),
        Body::LowerHand(body) => C::Lower(some_person(&body.person_id, "lower_hand.person_id")?),
        Body::GiveTurn(body) => {
            if body.seconds > hand::TURN_S_MAX {
                let at = FieldError::at("give_turn.seconds");
                return Err(at(Invalid("at most 3,600 seconds")));
            }
            C::GiveTurn(some_person(&body.person_id, "give_turn.person_id")?, body.seconds)
        }
        Body::PressReaction(body) => {
            let reaction = terms::reaction_of(body.reaction);
            C::Press(reaction.ok_or_else(|| FieldError::missing("press_reaction.reaction"))?)
        }
        _ => return Err(FieldError::missing("body")),
    })
}

fn waterfall_command(body: &Body) -> Result<waterfall::Command, FieldError> {
    use waterfall::Command as C;
    let id = |id: &str, command: &str| waterfall_id(id, &format!("{command}.waterfall_id"));
    Ok(match body {
        Body::StartWaterfall(body) => {
            let prompt = body.prompt.clone().unwrap_or_default();
            let prompt = Text::prompt(&prompt.en, &prompt.es);
            C::Start(prompt.map_err(FieldError::at("start_waterfall.prompt"))?)
        }
        Body::WriteWaterfall(body) => C::Write(id(&body.waterfall_id, "write_waterfall")?),
        Body::ReadyWaterfall(body) => {
            let text = match &*body.text {
                "" => None,
                text => {
                    let text = LineText::parse(text);
                    Some(text.map_err(FieldError::at("ready_waterfall.text"))?)
                }
            };
            C::Ready(id(&body.waterfall_id, "ready_waterfall")?, text)
        }
        Body::EndWaterfall(body) => {
            C::End { waterfall: id(&body.waterfall_id, "end_waterfall")?, release: body.release }
        }
        _ => return Err(FieldError::missing("body")),
    })
}

terms::terms_with_default!(moderation, moderation_of, Moderation, proto::Moderation, {
    Anonymous => Unspecified,
    All => All,
    Nobody => None,
});

/// How questions are taken.
pub(super) fn rules(rules: Rules) -> proto::QuestionRules {
    proto::QuestionRules {
        moderation: moderation(rules.moderation),
        closed: rules.closed,
        named_only: rules.named_only,
    }
}

/// How questions are taken; `None` for what is not known.
pub(super) fn rules_of(rules: &proto::QuestionRules) -> Option<Rules> {
    let moderation = moderation_of(rules.moderation)?;
    Some(Rules { moderation, closed: rules.closed, named_only: rules.named_only })
}

/// A question as everyone sees it.
pub(super) fn asked(asked: &Asked) -> proto::Question {
    let state = match asked.stage {
        Stage::Waiting => proto::QuestionState::Waiting,
        Stage::Shown => proto::QuestionState::Shown,
        Stage::Hidden => proto::QuestionState::Hidden,
        Stage::Merged(_) => proto::QuestionState::Merged,
        Stage::Withdrawn => proto::QuestionState::Withdrawn,
    };
    let mut out = proto::Question {
        id: asked.id.to_wire(),
        text: asked.text.clone(),
        at_ms: asked.at,
        state: state.into(),
        votes: asked.votes,
        promised_ms: asked.promised,
        merged: asked.merged,
        ..proto::Question::default()
    };
    if let Some((id, name)) = &asked.author {
        (out.author_id, out.author_name) = (id.to_wire(), name.clone());
    }
    if let Some(answered) = &asked.answered {
        out.answered_at_ms = answered.at;
        out.answered_by_id = answered.by.to_wire();
        let how = match &answered.answer {
            Answer::Live => proto::Answered::Live,
            Answer::InText(text) => {
                out.answer.clone_from(text);
                proto::Answered::InText
            }
        };
        out.set_answered(how);
    }
    out
}

fn desk(desk: &Desk) -> proto::QuestionDesk {
    let into = match desk.asked.stage {
        Stage::Merged(into) => into.to_wire(),
        Stage::Waiting | Stage::Shown | Stage::Hidden | Stage::Withdrawn => String::new(),
    };
    let (author, name) = &desk.author;
    proto::QuestionDesk {
        question: Some(asked(&desk.asked)),
        author_id: author.to_wire(),
        author_name: name.clone(),
        anonymous: desk.anonymous,
        assigned_id: desk.assigned.map(|id| id.to_wire()).unwrap_or_default(),
        into_id: into,
    }
}

fn mine(mine: &Mine) -> proto::MyQuestion {
    proto::MyQuestion { question: Some(asked(&mine.asked)), anonymous: mine.anonymous }
}

fn hand(hand: &Hand) -> proto::Hand {
    proto::Hand { person_id: hand.person.to_wire(), raised_at_ms: hand.at, turns: hand.turns }
}

fn turn(turn: &Turn) -> proto::Turn {
    let Turn { person, since, ends_at } = *turn;
    proto::Turn { person_id: person.to_wire(), since_ms: since, ends_at_ms: ends_at }
}

/// How often each reaction was pressed.
pub(super) fn pulse(counts: &[u32; 6]) -> proto::Pulse {
    proto::Pulse { counts: view::reactions(counts) }
}

/// A waterfall as everyone sees it.
pub(super) fn waterfall(waterfall: &Waterfall) -> proto::Waterfall {
    use waterfall::Stage as S;
    let (state, ended_at_ms, released) = match waterfall.stage {
        S::Writing => (proto::WaterfallState::Writing, 0, 0),
        S::Released { at, lines } => (proto::WaterfallState::Released, at, lines),
        S::Cancelled { at } => (proto::WaterfallState::Cancelled, at, 0),
    };
    proto::Waterfall {
        id: waterfall.id.to_wire(),
        prompt: Some(view::text(&waterfall.prompt)),
        state: state.into(),
        started_at_ms: waterfall.started_at,
        ended_at_ms,
        released,
    }
}

fn count(id: WaterfallId, count: Count) -> proto::WaterfallCount {
    let Count { ready, writing } = count;
    proto::WaterfallCount { waterfall_id: id.to_wire(), ready, writing }
}

fn my_answer(mine: &Option<(WaterfallId, String)>) -> proto::MyAnswer {
    let mine = mine
        .as_ref()
        .map(|(id, text)| proto::MyAnswer { waterfall_id: id.to_wire(), text: text.clone() });
    mine.unwrap_or_default()
}

/// What of a view is here; the rest of it is nothing.
pub(super) fn seen(view: &crate::domain::View) -> proto::View {
    let (questions, hands, fall) = (&view.questions, &view.hands, &view.waterfall);
    let has_rules = questions.rules != Rules::default();
    proto::View {
        questions: questions.shown.iter().map(asked).collect(),
        question_desk: questions.desk.iter().map(desk).collect(),
        my_questions: questions.mine.iter().map(mine).collect(),
        my_votes: questions.votes.iter().map(WireId::to_wire).collect(),
        question_rules: has_rules.then(|| rules(questions.rules)),
        hands: hands.hands.iter().map(hand).collect(),
        turn: hands.turn.as_ref().map(turn),
        pulse: (hands.pulse != [0; 6]).then(|| pulse(&hands.pulse)),
        waterfall: fall.waterfall.as_ref().map(waterfall),
        waterfall_count: fall.count.map(|(id, found)| count(id, found)),
        my_answer: fall.mine.is_some().then(|| my_answer(&fall.mine)),
        ..proto::View::default()
    }
}

/// A change of questions.
pub(super) fn question_change(update: &question::Update) -> proto::change::Change {
    use proto::change::Change as Wire;
    use question::Update as U;
    match update {
        U::Put(found) => Wire::QuestionPut(asked(found)),
        U::Gone(id) => Wire::QuestionGone(id.to_wire()),
        U::Votes(votes) => {
            let vote = |(id, votes): &(QuestionId, u32)| proto::QuestionVote {
                question_id: id.to_wire(),
                votes: *votes,
            };
            let votes = votes.iter().map(vote).collect();
            Wire::QuestionVotes(proto::QuestionVotes { votes })
        }
        U::DeskPut(found) => Wire::QuestionDeskPut(desk(found)),
        U::MinePut(found) => Wire::MyQuestionPut(mine(found)),
        U::MyVote(id, on) => Wire::MyVote(proto::MyVote { question_id: id.to_wire(), on: *on }),
        U::Rules(found) => Wire::QuestionRules(rules(*found)),
    }
}

/// A change of hands, turns or the pulse.
pub(super) fn hand_change(update: &hand::Update) -> proto::change::Change {
    use hand::Update as U;
    use proto::change::Change as Wire;
    match update {
        U::Put(found) => Wire::HandPut(hand(found)),
        U::Gone(person) => Wire::HandGone(person.to_wire()),
        U::All(hands) => Wire::Hands(proto::Hands { hands: hands.iter().map(hand).collect() }),
        U::Turn(found) => Wire::Turn(found.as_ref().map(turn).unwrap_or_default()),
        U::Pulse(counts) => Wire::Pulse(pulse(counts)),
    }
}

/// A change of the waterfall.
pub(super) fn waterfall_change(update: &waterfall::Update) -> proto::change::Change {
    use proto::change::Change as Wire;
    use waterfall::Update as U;
    match update {
        U::Set(found) => Wire::Waterfall(waterfall(found)),
        U::Count(id, found) => Wire::WaterfallCount(count(*id, *found)),
        U::Mine(found) => Wire::MyAnswer(my_answer(found)),
    }
}

/// Whose words a session is made of.
#[must_use]
pub fn voice(report: &Report) -> proto::Voice {
    proto::Voice {
        rows: report.rows.iter().map(|(group, share)| voice_row(*group, *share)).collect(),
        contributions: report.contributions,
        people: report.people,
        people_heard: report.heard,
    }
}

fn voice_row(group: Group, share: Option<Share>) -> proto::VoiceRow {
    let (kind, group) = match group {
        Group::JobRole(role) => {
            let role = role.map(terms::job_role).unwrap_or_default();
            (proto::VoiceGroupKind::JobRole, u32::try_from(role).unwrap_or_default())
        }
        Group::Region(region) => {
            (proto::VoiceGroupKind::Region, u32::from(region.unwrap_or_default()))
        }
    };
    let row = proto::VoiceRow { kind: kind.into(), group, ..proto::VoiceRow::default() };
    match share {
        None => proto::VoiceRow { suppressed: true, ..row },
        Some(share) => proto::VoiceRow {
            people: share.people,
            people_heard: share.heard,
            contribution_permille: share.contribution_permille,
            presence_permille: share.presence_permille,
            ..row
        },
    }
}
