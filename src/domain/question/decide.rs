//! Who may ask, vote, show and answer: Q1 to Q14.

use crate::domain::{
    Ctx, PersonId, QuestionId, Rejection as AnyRejection, State, chat,
    question::{
        ASKED_MAX, Answer, Command, Event, Fate, Moderation, OPEN_MAX, Question, Questions,
        Rejection, Reply, Stage, TOTAL_MAX,
    },
    roster::{self, Permission, Person},
    text::QuestionText,
};
use std::sync::Arc;

/// Decides Q1 to Q14.
pub(in crate::domain) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    match command {
        Command::Ask { text, anonymous } => ask(state, ctx, text, anonymous),
        Command::Vote(id, on) => vote(state, ctx, id, on),
        Command::Withdraw(id) => withdraw(state, ctx, id),
        Command::Show(id, shown) => show(state, ctx, id, shown),
        Command::Merge(id, into) => merge(state, ctx, id, into),
        Command::Answer(id, reply) => answer(state, ctx, id, reply),
        Command::Assign(id, person, promised) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            let question = open(&state.questions, id)?;
            let runs_sessions =
                |id| state.roster.person(id).is_some_and(|p| p.permission.runs_sessions());
            if person.is_some_and(|id| question.assigned != Some(id) && !runs_sessions(id)) {
                return Err(roster::Rejection::NoSuchPerson.into());
            }
            // Only the promise is everyone's to see: it is a fact of its own.
            let assigned = (question.assigned != person).then_some(Event::Assigned(id, person));
            let promised = (question.promised != promised).then_some(Event::Promised(id, promised));
            Ok(assigned.into_iter().chain(promised).collect())
        }
        Command::SetRules(rules) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            let is_same = state.questions.rules == rules;
            Ok(if is_same { Vec::new() } else { vec![Event::RulesSet(rules)] })
        }
    }
}

/// A question of which something may still become.
fn open(questions: &Questions, id: QuestionId) -> Result<&Arc<Question>, Rejection> {
    let question = questions.get(id).ok_or(Rejection::NoSuchQuestion)?;
    if question.stage.is_open() { Ok(question) } else { Err(Rejection::WrongStage) }
}

fn ask(
    state: &State,
    ctx: &Ctx,
    text: QuestionText,
    anonymous: bool,
) -> Result<Vec<Event>, AnyRejection> {
    let author = chat::writer(state, ctx)?;
    state.session.goes_on()?;
    let Questions { all, rules, .. } = &state.questions;
    if rules.closed || (rules.named_only && anonymous) {
        return Err(Rejection::Closed.into());
    }
    within_limits(&state.questions, author)?;
    if all.len() >= TOTAL_MAX {
        return Err(Rejection::Full.into());
    }
    let waits = match rules.moderation {
        Moderation::Anonymous => anonymous,
        Moderation::All => true,
        Moderation::Nobody => false,
    };
    Ok(vec![Event::Asked {
        question: QuestionId(ctx.id),
        author: author.id,
        author_name: author.name.clone(),
        text: text.into_inner(),
        anonymous,
        // Whoever runs the session need not wait for themselves.
        shown: !waits || author.permission.runs_sessions(),
    }])
}

/// How much one person asks. Those who run the session also ask for others.
fn within_limits(questions: &Questions, author: &Person) -> Result<(), Rejection> {
    let own = || questions.all.iter().filter(|question| question.author == author.id);
    let open = own().filter(|found| found.stage.is_open() && found.answered.is_none()).count();
    let is_over = open >= OPEN_MAX || own().count() >= ASKED_MAX;
    if is_over && !author.permission.runs_sessions() {
        return Err(Rejection::TooMany);
    }
    Ok(())
}

fn vote(state: &State, ctx: &Ctx, id: QuestionId, on: bool) -> Result<Vec<Event>, AnyRejection> {
    let person = chat::writer(state, ctx)?;
    state.session.goes_on()?;
    let question = state.questions.shown(id).ok_or(Rejection::NoSuchQuestion)?;
    if question.author == person.id {
        return Err(roster::Rejection::NotAllowed.into());
    }
    let is_same = question.voters.contains(&person.id) == on;
    Ok(if is_same { Vec::new() } else { vec![Event::Voted(id, person.id, on)] })
}

fn withdraw(state: &State, ctx: &Ctx, id: QuestionId) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    let question = state.questions.get(id).ok_or(Rejection::NoSuchQuestion)?;
    if question.author != person.id {
        let sees = question.is_shown() || person.permission.runs_sessions();
        let why: AnyRejection = match sees {
            true => roster::Rejection::NotAllowed.into(),
            false => Rejection::NoSuchQuestion.into(),
        };
        return Err(why);
    }
    match question.stage {
        Stage::Withdrawn => Ok(Vec::new()),
        Stage::Merged(_) => Err(Rejection::WrongStage.into()),
        Stage::Waiting | Stage::Shown | Stage::Hidden if question.answered.is_some() => {
            Err(Rejection::WrongStage.into())
        }
        Stage::Waiting | Stage::Shown | Stage::Hidden => {
            Ok(vec![Event::Set(id, Fate::Withdrawn, person.id)])
        }
    }
}

fn show(state: &State, ctx: &Ctx, id: QuestionId, shown: bool) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
    let question = open(&state.questions, id)?;
    let (wanted, fate) = match shown {
        true => (Stage::Shown, Fate::Shown),
        false => (Stage::Hidden, Fate::Hidden),
    };
    let is_same = question.stage == wanted;
    Ok(if is_same { Vec::new() } else { vec![Event::Set(id, fate, person.id)] })
}

fn merge(
    state: &State,
    ctx: &Ctx,
    id: QuestionId,
    into: QuestionId,
) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
    state.session.goes_on()?;
    let question = open(&state.questions, id)?;
    open(&state.questions, into)?;
    if id == into || question.answered.is_some() {
        return Err(Rejection::WrongStage.into());
    }
    Ok(vec![Event::Merged(id, into, person.id)])
}

fn answer(
    state: &State,
    ctx: &Ctx,
    id: QuestionId,
    reply: Option<Reply>,
) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
    if matches!(reply, Some(Reply::Live)) {
        state.session.goes_on()?;
    }
    let question = open(&state.questions, id)?;
    let answer = reply.map(|reply| match reply {
        Reply::Live => Answer::Live,
        Reply::InText(text) => Answer::InText(text.into_inner()),
    });
    let is_same = question.answered.as_ref().map(|answered| &answered.answer) == answer.as_ref();
    let by: PersonId = person.id;
    Ok(if is_same { Vec::new() } else { vec![Event::Answered(id, answer, by)] })
}
