//! Events of questions, hands and the waterfall.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        stored::{NOTHING, ids, read_id, read_ids, read_some_id, some_id, title},
        talk, terms, view,
    },
    domain::{
        Event as AnyEvent,
        hand::Event as Hand,
        question::{Answer, Event as Question, Fate},
        waterfall::Event as Waterfall,
    },
    proto::{self, StoredContent, stored_event::Fact},
};

/// Beside the fact.
fn text(text: &str) -> Option<StoredContent> {
    Some(StoredContent { text: text.to_owned(), ..StoredContent::default() })
}

pub(super) fn question_fact(event: &Question) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Question::Asked { question, author, author_name, text, anonymous, shown } => {
            let (text, name) = (text.clone(), author_name.clone());
            let state = match shown {
                true => proto::QuestionState::Shown,
                false => proto::QuestionState::Waiting,
            };
            let asked = proto::QuestionAsked {
                question_id: question.to_bytes(),
                author_id: author.to_bytes(),
                anonymous: *anonymous,
                state: state.into(),
            };
            let content = StoredContent { text, name, ..StoredContent::default() };
            return (Fact::QuestionAsked(asked), Some(content));
        }
        Question::Voted(question, person, on) => Fact::QuestionVoted(proto::QuestionVoted {
            question_id: question.to_bytes(),
            person_id: person.to_bytes(),
            on: *on,
        }),
        Question::Set(question, fate, by) => {
            let state = match fate {
                Fate::Shown => proto::QuestionState::Shown,
                Fate::Hidden => proto::QuestionState::Hidden,
                Fate::Withdrawn => proto::QuestionState::Withdrawn,
            };
            let (question_id, by) = (question.to_bytes(), by.to_bytes());
            Fact::QuestionSet(proto::QuestionSet { question_id, state: state.into(), by })
        }
        Question::Merged(question, into, by) => Fact::QuestionMerged(proto::QuestionMerged {
            question_id: question.to_bytes(),
            into_id: into.to_bytes(),
            by: by.to_bytes(),
        }),
        Question::Answered(question, answer, by) => {
            let (how, content) = match answer {
                None => (proto::Answered::Unspecified, NOTHING),
                Some(Answer::Live) => (proto::Answered::Live, NOTHING),
                Some(Answer::InText(answer)) => (proto::Answered::InText, text(answer)),
            };
            let (question_id, by) = (question.to_bytes(), by.to_bytes());
            let answered = proto::QuestionAnswered { question_id, how: how.into(), by };
            return (Fact::QuestionAnswered(answered), content);
        }
        Question::Assigned(question, person) => Fact::QuestionAssigned(proto::QuestionAssigned {
            question_id: question.to_bytes(),
            person_id: some_id(*person),
        }),
        Question::Promised(question, promised_ms) => {
            let (question_id, promised_ms) = (question.to_bytes(), *promised_ms);
            Fact::QuestionPromised(proto::QuestionPromised { question_id, promised_ms })
        }
        Question::RulesSet(rules) => {
            let rules = Some(talk::rules(*rules));
            Fact::QuestionRulesSet(proto::QuestionRulesSet { rules })
        }
    };
    (fact, NOTHING)
}

pub(super) fn hand_fact(event: &Hand) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Hand::Raised(person) => {
            Fact::HandRaised(proto::HandRaised { person_id: person.to_bytes() })
        }
        Hand::Lowered(people) => {
            Fact::HandsLowered(proto::HandsLowered { person_ids: ids(people) })
        }
        Hand::TurnGiven(person, ends_at) => {
            Fact::TurnGiven(proto::TurnGiven { person_id: some_id(*person), ends_at_ms: *ends_at })
        }
        Hand::Pressed(person, reaction) => Fact::ReactionPressed(proto::ReactionPressed {
            person_id: person.to_bytes(),
            reaction: terms::reaction(*reaction),
        }),
    };
    (fact, NOTHING)
}

pub(super) fn waterfall_fact(event: &Waterfall) -> (Fact, Option<StoredContent>) {
    match event {
        Waterfall::Started(id, prompt) => {
            let prompt = Some(view::text(prompt));
            let fact = proto::WaterfallStarted { waterfall_id: id.to_bytes() };
            let content = StoredContent { prompt, ..StoredContent::default() };
            (Fact::WaterfallStarted(fact), Some(content))
        }
        Waterfall::Begun(id, person) => {
            let (waterfall_id, person_id) = (id.to_bytes(), person.to_bytes());
            (Fact::WaterfallBegun(proto::WaterfallBegun { waterfall_id, person_id }), NOTHING)
        }
        Waterfall::Ready(id, person, line, said) => {
            let fact = proto::WaterfallReady {
                waterfall_id: id.to_bytes(),
                person_id: person.to_bytes(),
                line_id: line.to_bytes(),
                ready: true,
            };
            (Fact::WaterfallReady(fact), text(said))
        }
        Waterfall::Unready(id, person) => {
            let fact = proto::WaterfallReady {
                waterfall_id: id.to_bytes(),
                person_id: person.to_bytes(),
                ..proto::WaterfallReady::default()
            };
            (Fact::WaterfallReady(fact), NOTHING)
        }
        Waterfall::Ended(id, lines) => {
            let fact = proto::WaterfallEnded {
                waterfall_id: id.to_bytes(),
                released: lines.is_some(),
                line_ids: lines.as_deref().map(ids).unwrap_or_default(),
            };
            (Fact::WaterfallEnded(fact), NOTHING)
        }
    }
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<AnyEvent>, CodecError> {
    if let Some(event) = question(fact, content)? {
        return Ok(Some(AnyEvent::Question(event)));
    }
    if let Some(event) = hand(fact)? {
        return Ok(Some(AnyEvent::Hand(event)));
    }
    Ok(waterfall(fact, content)?.map(AnyEvent::Waterfall))
}

fn question(fact: &Fact, content: &StoredContent) -> Result<Option<Question>, CodecError> {
    use proto::QuestionState as State;
    let field = CodecError::Field;
    Ok(Some(match fact {
        Fact::QuestionAsked(fact) => Question::Asked {
            question: read_id(&fact.question_id)?,
            author: read_id(&fact.author_id)?,
            author_name: content.name.clone(),
            text: content.text.clone(),
            anonymous: fact.anonymous,
            shown: match fact.state() {
                State::Shown => true,
                State::Waiting => false,
                State::Unspecified | State::Hidden | State::Merged | State::Withdrawn => {
                    return Err(field("state"));
                }
            },
        },
        Fact::QuestionVoted(fact) => {
            Question::Voted(read_id(&fact.question_id)?, read_id(&fact.person_id)?, fact.on)
        }
        Fact::QuestionSet(fact) => {
            let fate = match fact.state() {
                State::Shown => Fate::Shown,
                State::Hidden => Fate::Hidden,
                State::Withdrawn => Fate::Withdrawn,
                State::Unspecified | State::Waiting | State::Merged => {
                    return Err(field("state"));
                }
            };
            Question::Set(read_id(&fact.question_id)?, fate, read_id(&fact.by)?)
        }
        Fact::QuestionMerged(fact) => Question::Merged(
            read_id(&fact.question_id)?,
            read_id(&fact.into_id)?,
            read_id(&fact.by)?,
        ),
        Fact::QuestionAnswered(fact) => {
            let answer = match proto::Answered::try_from(fact.how) {
                Ok(proto::Answered::Unspecified) => None,
                Ok(proto::Answered::Live) => Some(Answer::Live),
                Ok(proto::Answered::InText) => Some(Answer::InText(content.text.clone())),
                Err(_) => return Err(field("how")),
            };
            Question::Answered(read_id(&fact.question_id)?, answer, read_id(&fact.by)?)
        }
        Fact::QuestionAssigned(fact) => {
            Question::Assigned(read_id(&fact.question_id)?, read_some_id(&fact.person_id)?)
        }
        Fact::QuestionPromised(fact) => {
            Question::Promised(read_id(&fact.question_id)?, fact.promised_ms)
        }
        Fact::QuestionRulesSet(fact) => {
            let rules = fact.rules.as_ref().and_then(talk::rules_of);
            Question::RulesSet(rules.ok_or(field("rules"))?)
        }
        _ => return Ok(None),
    }))
}

fn hand(fact: &Fact) -> Result<Option<Hand>, CodecError> {
    Ok(Some(match fact {
        Fact::HandRaised(fact) => Hand::Raised(read_id(&fact.person_id)?),
        Fact::HandsLowered(fact) => Hand::Lowered(read_ids(&fact.person_ids)?),
        Fact::TurnGiven(fact) => Hand::TurnGiven(read_some_id(&fact.person_id)?, fact.ends_at_ms),
        Fact::ReactionPressed(fact) => Hand::Pressed(
            read_id(&fact.person_id)?,
            terms::reaction_of(fact.reaction).ok_or(CodecError::Field("reaction"))?,
        ),
        _ => return Ok(None),
    }))
}

fn waterfall(fact: &Fact, content: &StoredContent) -> Result<Option<Waterfall>, CodecError> {
    Ok(Some(match fact {
        Fact::WaterfallStarted(fact) => {
            Waterfall::Started(read_id(&fact.waterfall_id)?, title(content.prompt.clone()))
        }
        Fact::WaterfallBegun(fact) => {
            Waterfall::Begun(read_id(&fact.waterfall_id)?, read_id(&fact.person_id)?)
        }
        Fact::WaterfallReady(fact) if fact.ready => Waterfall::Ready(
            read_id(&fact.waterfall_id)?,
            read_id(&fact.person_id)?,
            read_id(&fact.line_id)?,
            content.text.clone(),
        ),
        Fact::WaterfallReady(fact) => {
            Waterfall::Unready(read_id(&fact.waterfall_id)?, read_id(&fact.person_id)?)
        }
        Fact::WaterfallEnded(fact) => {
            let lines = fact.released.then(|| read_ids(&fact.line_ids)).transpose()?;
            Waterfall::Ended(read_id(&fact.waterfall_id)?, lines)
        }
        _ => return Ok(None),
    }))
}
