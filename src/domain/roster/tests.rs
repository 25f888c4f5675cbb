//! R1 to R8.

use super::*;
use crate::domain::tests::{ANA, BEN, EVA, FAY, NOBODY, Story, allows, new_person, refuses};
use uuid::Uuid;

const NOT_ALLOWED: Rejection = Rejection::NotAllowed;

#[track_caller]
fn server_gets(rule: &str, story: &Story, command: Command, outcome: Result<usize, Rejection>) {
    let asked = story.clone().ask(Actor::Server, command).map(|events| events.len());
    assert_eq!(asked, outcome.map_err(Into::into), "{rule}");
}

#[test]
fn adding() {
    let story = Story::live();
    let new = |n: u128| new_person(PersonId(Uuid::from_u128(n)), Permission::Participant);
    refuses("R1 people", &story, FAY, Command::Add(vec![new(50)]), NOT_ALLOWED);
    server_gets("R1 a list", &story, Command::Add(vec![new(50), new(51)]), Ok(2));
    server_gets(
        "R2 on the roster",
        &story,
        Command::Add(vec![new(50), new(1)]),
        Err(Rejection::EmailTaken),
    );
    let twins = vec![new(50), NewPerson { id: NOBODY, ..new(50) }];
    server_gets("R2 in the list", &story, Command::Add(twins), Err(Rejection::EmailTaken));
    let nameless = |n| NewPerson { email: String::new(), ..new(n) };
    server_gets(
        "R2 without address",
        &story,
        Command::Add(vec![nameless(50), nameless(51)]),
        Ok(2),
    );
    let there = story.state.roster.people.len() as u128;
    let room = PEOPLE_MAX as u128 - there;
    server_gets(
        "R3 to the brim",
        &story,
        Command::Add((0..room).map(|n| new(100 + n)).collect()),
        Ok(4996),
    );
    let crowd = (0..=room).map(|n| new(100 + n)).collect();
    server_gets("R3 over it", &story, Command::Add(crowd), Err(Rejection::Full));
    let guest = |n| NewPerson { identified: Identified::Guest, email: String::new(), ..new(n) };
    let guests = |n: u128| Command::Add((0..n).map(|n| guest(100 + n)).collect());
    server_gets("R3 guests", &story, guests(1_000), Ok(1_000));
    server_gets("R3 too many guests", &story, guests(1_001), Err(Rejection::Full));
}

#[test]
fn permissions() {
    let set = Command::SetPermission;
    let story = Story::live();
    allows("R4 up", &story, FAY, set(ANA, Permission::Facilitator), 1);
    allows("R4 as it is", &story, FAY, set(ANA, Permission::Participant), 0);
    refuses("R4 oneself", &story, ANA, set(ANA, Permission::Facilitator), NOT_ALLOWED);
    refuses("R4 too far", &story, FAY, set(ANA, Permission::Staff), NOT_ALLOWED);
    refuses("R4 whom", &story, FAY, set(NOBODY, Permission::Facilitator), Rejection::NoSuchPerson);
    let mut staffed = story.clone();
    let boss = PersonId(Uuid::from_u128(60));
    staffed.server(Command::Add(vec![new_person(boss, Permission::Staff)]));
    refuses("R4 above", &staffed, FAY, set(boss, Permission::Participant), NOT_ALLOWED);
    allows("R5 another is left", &staffed, FAY, set(FAY, Permission::Participant), 1);
    let down = set(FAY, Permission::Participant);
    refuses("R5 the last one steps down", &story, FAY, down, Rejection::LastFacilitator);
    let out = Command::Remove(FAY);
    refuses("R5 the last one leaves", &story, FAY, out, Rejection::LastFacilitator);
}

#[test]
fn removal() {
    let story = Story::live();
    allows("R6 remove", &story, FAY, Command::Remove(ANA), 1);
    refuses("R6 by others", &story, ANA, Command::Remove(BEN), NOT_ALLOWED);
    refuses("R6 strangers", &story, FAY, Command::Remove(NOBODY), Rejection::NoSuchPerson);
    let mut staffed = story.clone();
    let boss = PersonId(Uuid::from_u128(60));
    staffed.server(Command::Add(vec![new_person(boss, Permission::Staff)]));
    refuses("R6 above", &staffed, FAY, Command::Remove(boss), NOT_ALLOWED);
    let mut without = story.clone();
    without.does(FAY, Command::Remove(ANA));
    allows("R6 twice", &without, FAY, Command::Remove(ANA), 0);
    let answer = crate::domain::session::Command::AnswerConsent(Consent::Given);
    refuses("R6 nothing any more", &without, ANA, answer, Rejection::Removed);
    assert!(without.state.roster.person(ANA).is_none(), "R6");
}

#[test]
fn claiming() {
    let story = Story::live();
    refuses("R7 people", &story, FAY, Command::Claim(EVA), NOT_ALLOWED);
    server_gets("R7 first", &story, Command::Claim(EVA), Ok(1));
    server_gets("R7 used by link", &story, Command::Claim(ANA), Err(Rejection::AlreadyClaimed));
    let scheduled = Story::scheduled();
    let taken = Err(Rejection::AlreadyClaimed);
    server_gets("R7 of a facilitator", &scheduled, Command::Claim(FAY), taken);
    server_gets("R7 nothing to take back", &story, Command::Confirm(EVA), Ok(0));
    let mut claimed = story.clone();
    claimed.server(Command::Claim(EVA));
    server_gets("R7 taken back", &claimed, Command::Confirm(EVA), Ok(1));
    server_gets("R7 second", &claimed, Command::Claim(EVA), Err(Rejection::AlreadyClaimed));
    let how = claimed.state.roster.person(EVA).map(|person| person.identified);
    assert_eq!(how, Some(Identified::Code), "R7 it shows");
}

#[test]
fn attendance() {
    let story = Story::live();
    refuses("R8 people", &story, ANA, Command::Arrive(vec![ANA]), NOT_ALLOWED);
    server_gets("R8 here already", &story, Command::Arrive(vec![ANA, BEN]), Ok(0));
    server_gets("R8 not asked yet", &story, Command::Arrive(vec![EVA]), Ok(0));
    server_gets("R8 left", &story, Command::Depart(ANA, 5), Ok(1));
    server_gets("R8 never came", &story, Command::Depart(EVA, 5), Ok(0));
    let mut gone = story.clone();
    gone.server(Command::Depart(ANA, 5));
    server_gets("R8 left already", &gone, Command::Depart(ANA, 6), Ok(0));
    server_gets("R8 back", &gone, Command::Arrive(vec![ANA, BEN]), Ok(1));
    assert!(gone.state.roster.person(ANA).is_some_and(|ana| ana.arrived && !ana.here), "R8");
}
