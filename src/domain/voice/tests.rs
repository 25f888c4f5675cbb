//! E1 to E4.

use super::*;
use crate::domain::{
    chat::To,
    organisation::Organisation,
    roster::{self, Consent, Permission},
    session,
    tests::{ANA, BEN, EVA, FAY, GUS, Story, new_person, person_id, say, text},
    text::{QuestionText, Text},
    waterfall,
};

fn of(story: &Story, person: PersonId) -> u32 {
    story.state.voice.of(person)
}

#[test]
fn what_counts() {
    let mut story = Story::live();
    let line = story.says(ANA, "hello");
    story.does(ANA, say(To::People(vec![BEN]), "between us"));
    story.does(FAY, say(To::Facilitators, "in the back"));
    story.does(ANA, chat::Command::Edit(line, text("hello all")));
    assert_eq!((of(&story, ANA), of(&story, FAY)), (1, 0), "E1 lines for all");
    let why = QuestionText::parse("Why?").unwrap();
    story.does(ANA, question::Command::Ask { text: why, anonymous: true });
    assert_eq!(of(&story, ANA), 2, "E1 questions");
    let prompt = Text::default();
    let started = story.does(FAY, waterfall::Command::Start(prompt));
    let [Event::Waterfall(waterfall::Event::Started(id, _))] = started[..] else { panic!() };
    story.does(ANA, waterfall::Command::Ready(id, Some(text("mine"))));
    assert_eq!(of(&story, ANA), 2, "E1 not yet");
    story.does(FAY, waterfall::Command::End { waterfall: id, release: true });
    assert_eq!(of(&story, ANA), 3, "E1 what the gate let through");
}

#[test]
fn what_counts_on_boards() {
    let (mut story, key) = board::tests::with_board();
    let [note, stroke] = board::tests::note_and_stroke();
    story.does(ANA, board::Command::Edit(key, vec![note.clone(), stroke]));
    assert_eq!(of(&story, ANA), 1, "E1 notes, not strokes");
    let moved = board::Patch { x: Some(5), ..board::Patch::of(note.id) };
    story.does(BEN, board::Command::Edit(key, vec![moved]));
    let elements = vec![note.id];
    let copy = board::Command::Carry { from: key, elements, into: key, section: None };
    story.does(BEN, copy);
    assert_eq!((of(&story, ANA), of(&story, BEN)), (1, 0), "E1 not what is moved or copied");
}

/// People who have come, each so many seconds after the one before.
fn crowd(groups: &[(JobRole, &str, usize)]) -> (Story, Vec<PersonId>) {
    let mut story = Story::live();
    let mut people = Vec::new();
    for (role, code, count) in groups {
        for _ in 0..*count {
            let id = person_id(700 + people.len() as u128);
            let organisation = Organisation::parse(code, "District").unwrap();
            let new = new_person(id, Permission::Participant);
            let new = roster::NewPerson { organisation, job_role: Some(*role), ..new };
            story.server(roster::Command::Add(vec![new]));
            story.does(id, session::Command::AnswerConsent(Consent::Given));
            people.push(id);
        }
    }
    // Ana and Ben are not in it, and Fay runs the session.
    story.does(FAY, roster::Command::Remove(ANA));
    story.does(FAY, roster::Command::Remove(BEN));
    (story, people)
}

const ALAMEDA: &str = "0110017";
const FRESNO: &str = "1010108";

#[test]
fn shares() {
    let (mut story, people) = crowd(&[(JobRole::Teacher, ALAMEDA, 6), (JobRole::Coach, FRESNO, 5)]);
    let nobody = report(&story.state, story.now());
    assert_eq!(nobody, Report::default(), "E2 who has not been here");
    story.server(roster::Command::Arrive(people.clone()));
    for who in [people[0], people[0], people[1], people[6]] {
        story.says(who, "hello");
    }
    story.says(FAY, "welcome");
    // All at the same time: six of eleven, and three of four lines.
    story.pass(60_000);
    let found = report(&story.state, story.now());
    assert_eq!((found.people, found.heard, found.contributions), (11, 3, 4), "E2 not Fay");
    let teachers =
        Share { people: 6, heard: 2, contribution_permille: 750, presence_permille: 545 };
    let coaches = Share { people: 5, heard: 1, contribution_permille: 250, presence_permille: 455 };
    let rows = [
        (Group::JobRole(Some(JobRole::Teacher)), Some(teachers)),
        (Group::JobRole(Some(JobRole::Coach)), Some(coaches)),
        (Group::Region(Some(4)), Some(teachers)),
        (Group::Region(Some(7)), Some(coaches)),
    ];
    assert_eq!(found.rows, rows, "E2");
    let at = story.now();
    for who in &people[6..] {
        story.server(roster::Command::Depart(*who, at));
    }
    story.does(FAY, session::Command::End);
    story.does(FAY, session::Command::EndNow);
    let after = report(&story.state, story.now());
    let later = report(&story.later(600_000).state, story.now() + 600_000);
    assert_eq!(after, later, "E2 time ends with the session");
}

#[test]
fn few_are_not_told_apart() {
    let (mut story, people) = crowd(&[
        (JobRole::Teacher, ALAMEDA, 7),
        (JobRole::Coach, ALAMEDA, 6),
        (JobRole::Cabinet, FRESNO, 4),
    ]);
    story.server(roster::Command::Arrive(people));
    let found = report(&story.state, story.now());
    let shown: Vec<_> = found.rows.iter().map(|(group, share)| (*group, share.is_some())).collect();
    let role = |role| Group::JobRole(Some(role));
    let expected = [
        (role(JobRole::Teacher), true),
        (role(JobRole::Coach), false),
        (role(JobRole::Cabinet), false),
        (Group::Region(Some(4)), false),
        (Group::Region(Some(7)), false),
    ];
    assert_eq!(shown, expected, "E3 nor the one that would give them away");
}

#[test]
fn who_a_guest_turns_out_to_be() {
    let mut story = Story::with_guest_in();
    story.does(EVA, session::Command::AnswerConsent(Consent::Given));
    for who in [GUS, GUS, EVA] {
        story.says(who, "hello");
    }
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    assert_eq!((of(&story, GUS), of(&story, EVA)), (0, 3), "E4");
}
