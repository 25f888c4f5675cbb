//! D1 to D7.

use super::*;
use crate::domain::{board, text::Text};
use uuid::Uuid;

fn account(n: u128) -> NewAccount {
    NewAccount {
        id: AccountId(Uuid::from_u128(n)),
        name: "Someone".to_owned(),
        email: format!("{n}@example.org"),
        permission: Permission::Facilitator,
    }
}

fn session(n: u128) -> SessionRow {
    SessionRow {
        id: SessionId(Uuid::from_u128(n)),
        code: format!("CODE{n}"),
        plan: Plan::default(),
        created_by: AccountId(Uuid::from_u128(1)),
    }
}

fn catalog(accounts: u128, sessions: u128) -> Catalog {
    let mut catalog = Catalog::default();
    for n in 0..accounts {
        catalog.apply(&Event::AccountCreated(account(n)));
    }
    for n in 0..sessions {
        catalog.apply(&Event::SessionCreated(session(n)));
    }
    catalog
}

#[track_caller]
fn check(rule: &str, catalog: &Catalog, command: Command, outcome: Result<usize, Rejection>) {
    assert_eq!(catalog.decide(command).map(|events| events.len()), outcome, "{rule}");
}

#[test]
fn rules() {
    let mut some = catalog(3, 3);
    check("D1 new", &some, Command::CreateAccount(account(9)), Ok(1));
    check("D1 taken", &some, Command::CreateAccount(account(1)), Err(Rejection::EmailTaken));
    check("D2 first", &some, Command::Activate(account(1).id), Ok(1));
    some.apply(&Event::AccountActivated(account(1).id));
    check("D2 again", &some, Command::Activate(account(1).id), Ok(0));
    check("D2 whose", &some, Command::Activate(account(9).id), Err(Rejection::NoSuchAccount));
    check("D3 new", &some, Command::CreateSession(session(9)), Ok(1));
    check("D3 taken", &some, Command::CreateSession(session(1)), Err(Rejection::CodeTaken));
    let full = catalog(1_000, 10_000);
    check("D4 accounts", &full, Command::CreateAccount(account(1_000)), Err(Rejection::Full));
    check("D4 sessions", &full, Command::CreateSession(session(10_000)), Err(Rejection::Full));
}

#[test]
fn losses() {
    let loss = |events| Loss { session: None, noticed_at: 7, events, restored: false };
    let mut some = catalog(1, 1);
    check("D5 recorded", &some, Command::RecordLoss(loss(1)), Ok(1));
    some.apply(&Event::LossRecorded(loss(1)));
    check("D5 once", &some, Command::RecordLoss(loss(1)), Ok(0));
    (0..60).for_each(|events| some.apply(&Event::LossRecorded(loss(events))));
    let kept: Vec<_> = some.losses.iter().map(|loss| loss.events).collect();
    assert_eq!(kept, (10..60).collect::<Vec<_>>(), "D5 the last 50");
}

#[test]
fn people_and_sessions_are_found() {
    let some = catalog(3, 3);
    assert_eq!(some.by_email("1@example.org").map(|found| found.id), Some(account(1).id));
    assert_eq!(some.by_code("CODE2").map(|found| found.id), Some(session(2).id));
    assert_eq!(some.by_code("CODE9"), None);
}

#[test]
fn saved_polls() {
    use crate::domain::{
        PollId,
        poll::{Form, Poll, Privacy, Showing},
        text::Text,
    };
    let poll = |n: u128, title: &str| {
        Box::new(Poll {
            id: PollId(Uuid::from_u128(n)),
            revision: 1,
            title: Text::title(title, "").unwrap(),
            items: Vec::new(),
            form: Form::Poll,
            privacy: Privacy::Named,
            showing: Showing::Live,
            step: None,
            seconds: 0,
            once: false,
        })
    };
    let by = account(1).id;
    let mut some = catalog(2, 0);
    check("D6 new", &some, Command::SavePoll(poll(1, "Pulse"), by), Ok(1));
    some.apply(&Event::PollSaved(poll(1, "Pulse"), by));
    check("D6 the same", &some, Command::SavePoll(poll(1, "Pulse"), by), Ok(0));
    check("D6 otherwise", &some, Command::SavePoll(poll(1, "Other"), by), Ok(1));
    some.apply(&Event::PollSaved(poll(1, "Other"), by));
    assert_eq!(some.polls.len(), 1, "D6 replaced");
    let (there, none) = (PollId(Uuid::from_u128(1)), PollId(Uuid::from_u128(2)));
    check("D6 none", &some, Command::RemovePoll(none), Err(Rejection::NoSuchPoll));
    check("D6 gone", &some, Command::RemovePoll(there), Ok(1));
    for n in 10..509 {
        some.apply(&Event::PollSaved(poll(n, "Pulse"), by));
    }
    check("D6 five hundred", &some, Command::SavePoll(poll(1, "Third"), by), Ok(1));
    check("D6 one more", &some, Command::SavePoll(poll(2, "Pulse"), by), Err(Rejection::Full));
    some.apply(&Event::PollRemoved(there));
    assert_eq!(some.polls.len(), SAVED_POLLS_MAX - 1, "D6");
}

#[test]
fn templates() {
    let template = |n, title| {
        let header = board::Header {
            title: Text::title(title, "").unwrap(),
            face: board::Face::Notes,
            mode: board::Mode::Open,
            veiled: false,
            votes_each: 0,
            shared: false,
            item: None,
            named: false,
        };
        let id = TemplateId(Uuid::from_u128(n));
        Box::new(Saved { id, header, elements: Vec::new() })
    };
    let by = account(1).id;
    let mut some = catalog(2, 0);
    let save = |n, title| Command::SaveTemplate(template(n, title), by);
    check("D7 new", &some, save(1, "KWL"), Ok(1));
    some.apply(&Event::TemplateSaved(template(1, "KWL"), by));
    check("D7 the same", &some, save(1, "KWL"), Ok(0));
    some.apply(&Event::TemplateSaved(template(1, "Other"), by));
    assert_eq!(some.templates.len(), 1, "D7 replaced");
    let remove = |n| Command::RemoveTemplate(TemplateId(Uuid::from_u128(n)));
    check("D7 none", &some, remove(2), Err(Rejection::NoSuchTemplate));
    check("D7 gone", &some, remove(1), Ok(1));
    (10..209).for_each(|n| some.apply(&Event::TemplateSaved(template(n, "KWL"), by)));
    check("D7 two hundred", &some, save(1, "Third"), Ok(1));
    check("D7 one more", &some, save(2, "KWL"), Err(Rejection::Full));
    some.apply(&Event::TemplateRemoved(TemplateId(Uuid::from_u128(1))));
    assert_eq!(some.templates.len(), TEMPLATES_MAX - 1, "D7");
}
