//! S1 to S14.

use super::*;
use crate::domain::{
    agenda::{File, FileKind, Place},
    roster,
    tests::{
        ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, item, plan, refuses, say, server_gets,
        text, the_law_holds_for_all,
    },
};
use uuid::Uuid;

const WRONG_STATE: Rejection = Rejection::WrongState;
const FINE: fn(usize) -> Result<usize, Rejection> = Ok;
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;

#[test]
fn life() {
    let (scheduled, lobby) = (Story::scheduled(), Story::in_lobby());
    let (live, ended) = (Story::live(), Story::ended());
    let publish = Command::PublishReplay;
    refuses("S1 open", &scheduled, ANA, Command::OpenLobby, NOT_ALLOWED);
    refuses("S1 start", &lobby, ANA, Command::Start, NOT_ALLOWED);
    refuses("S1 end", &live, ANA, Command::End, NOT_ALLOWED);
    refuses("S1 reopen", &ended, ANA, Command::Reopen, NOT_ALLOWED);
    refuses("S1 publish", &ended, ANA, publish(ReplayAudience::Roster), NOT_ALLOWED);
    refuses("S1 strangers", &live, NOBODY, Command::End, NOT_ALLOWED);
    allows("S2 from scheduled", &scheduled, FAY, Command::OpenLobby, 1);
    refuses("S2 twice", &lobby, FAY, Command::OpenLobby, WRONG_STATE);
    refuses("S2 while live", &live, FAY, Command::OpenLobby, WRONG_STATE);
    allows("S3 from scheduled", &scheduled, FAY, Command::Start, 1);
    allows("S3 from the lobby", &lobby, FAY, Command::Start, 1);
    refuses("S3 twice", &live, FAY, Command::Start, WRONG_STATE);
    refuses("S4 again", &ended, FAY, Command::Start, WRONG_STATE);
    allows("S6 to all", &ended, FAY, publish(ReplayAudience::Roster), 1);
    allows("S6 as it is", &ended, FAY, publish(ReplayAudience::Team), 0);
    refuses("S6 before the end", &live, FAY, publish(ReplayAudience::Roster), WRONG_STATE);
}

#[test]
fn consent() {
    let answer = Command::AnswerConsent;
    let story = Story::live();
    allows("S5 first", &story, EVA, answer(Consent::WatchOnly), 1);
    allows("S5 another", &story, ANA, answer(Consent::WatchOnly), 1);
    allows("S5 the same", &story, ANA, answer(Consent::Given), 0);
    allows("S5 after the end", &Story::ended(), EVA, answer(Consent::Given), 1);
    allows("S5 at the door", &Story::with_guest(), GUS, answer(Consent::WatchOnly), 1);
    refuses("S5 strangers", &story, NOBODY, answer(Consent::Given), NOT_ALLOWED);
}

#[test]
fn announcing() {
    let story = Story::scheduled();
    let schedule = Command::Schedule(plan("Another"));
    refuses("S7 people", &story, FAY, schedule.clone(), NOT_ALLOWED);
    server_gets("S7 once", &story, schedule, FINE(0));
    assert_eq!(story.state.session.plan.title.en, "Spring convening", "S7");
    let mut story = Story::live();
    let reschedule = Command::Reschedule(plan("Another"));
    refuses("S8 people", &story, FAY, reschedule.clone(), NOT_ALLOWED);
    server_gets("S8 otherwise", &story, reschedule.clone(), FINE(1));
    story.server(reschedule.clone());
    server_gets("S8 as it is", &story, reschedule, FINE(0));
    let session = &story.state.session;
    assert_eq!((&*session.plan.title.en, session.revision), ("Another", 1), "S8 counted");
    the_law_holds_for_all("S8", &story);
}

#[test]
fn ending() {
    let (live, ending, ended) = (Story::live(), Story::ending(), Story::ended());
    allows("S4 live", &live, FAY, Command::End, 1);
    allows("S4 twice", &ending, FAY, Command::End, 0);
    refuses("S4 before", &Story::in_lobby(), FAY, Command::End, WRONG_STATE);
    refuses("S4 again", &ended, FAY, Command::End, WRONG_STATE);
    refuses("S4 not without the countdown", &live, FAY, Command::EndNow, WRONG_STATE);
    allows("S4 at once", &ending, FAY, Command::EndNow, 1);
    refuses("S4 at once, by others", &ending, ANA, Command::EndNow, NOT_ALLOWED);
    allows("S4 people go on", &ending, ANA, say(chat::To::Plenary, "bye"), 1);
    allows("S9 stopped", &ending, FAY, Command::CancelEnd, 1);
    allows("S9 nothing to stop", &live, FAY, Command::CancelEnd, 0);
    refuses("S9 too late", &ended, FAY, Command::CancelEnd, WRONG_STATE);
    refuses("S9 by others", &ending, ANA, Command::CancelEnd, NOT_ALLOWED);
    let mut on = ending.clone();
    on.does(FAY, Command::CancelEnd);
    assert!(on.state.due(i64::MAX, 0).is_none(), "S9 it does not end");
    the_law_holds_for_all("S9", &on);
}

#[test]
fn the_countdown_is_over() {
    let ending = Story::ending();
    let Life::Live { ending_at: Some(at), .. } = ending.state.session.life else {
        panic!("S10 {:?}", ending.state.session.life);
    };
    assert_eq!(at, ending.events.last().unwrap().at + COUNTDOWN_MS, "S4 thirty seconds");
    let finish = Command::FinishEnd(at);
    refuses("S10 people", &ending, FAY, finish.clone(), NOT_ALLOWED);
    server_gets("S10 not yet", &ending, finish.clone(), FINE(0));
    assert!(ending.state.due(at - 1, 0).is_none(), "S10 nothing is due");
    let mut late = ending.later(COUNTDOWN_MS * 10);
    server_gets("S10 another", &late, Command::FinishEnd(at - 1), FINE(0));
    late.does(ANA, say(chat::To::Plenary, "still here"));
    let due = late.state.due(late.now(), 0).unwrap();
    late.server(due);
    let Life::Ended { ended_at, .. } = late.state.session.life else { panic!("S10") };
    assert_eq!(ended_at, at, "S10 when the countdown was over");
    server_gets("S10 once", &late, finish, FINE(0));
    assert!(late.state.due(i64::MAX, 0).is_none(), "S10");
    the_law_holds_for_all("S10", &late);
}

#[test]
fn reopening() {
    let mut ended = Story::ended();
    ended.does(FAY, Command::PublishReplay(ReplayAudience::Roster));
    let Life::Ended { started_at, ended_at, .. } = ended.state.session.life else { panic!("S11") };
    allows("S11 soon", &ended, FAY, Command::Reopen, 1);
    refuses("S11 by others", &ended, ANA, Command::Reopen, NOT_ALLOWED);
    let last = ended.later(ended_at + REOPEN_MS - ended.now());
    allows("S11 fifteen minutes", &last, FAY, Command::Reopen, 1);
    refuses("S11 and no more", &last.later(1), FAY, Command::Reopen, WRONG_STATE);
    allows("S11 what goes on", &Story::live(), FAY, Command::Reopen, 0);
    refuses("S11 before", &Story::in_lobby(), FAY, Command::Reopen, WRONG_STATE);
    ended.does(FAY, Command::Reopen);
    assert_eq!(ended.state.session.life, Life::Live { started_at, ending_at: None }, "S11");
    allows("S11 people talk", &ended, ANA, say(chat::To::Plenary, "back"), 1);
    ended.does(FAY, Command::End);
    ended.does(FAY, Command::EndNow);
    let Life::Ended { replay, .. } = ended.state.session.life else { panic!("S11") };
    assert_eq!(replay, ReplayAudience::Team, "S11 the replay is published anew");
    the_law_holds_for_all("S11", &ended);
}

fn on_line(line: LineId) -> Command {
    Command::SetSpotlight(Some(Spotlight::Line(line)))
}

fn on_person(person: PersonId) -> Command {
    Command::SetSpotlight(Some(Spotlight::Person(person)))
}

fn on_slide(n: u128, page: u32) -> Command {
    Command::SetSpotlight(Some(Spotlight::Slide(ItemId(Uuid::from_u128(n)), page)))
}

/// Step 1, with or without slides.
fn step(with_file: bool) -> agenda::Command {
    let file = File { id: [7; 32], name: "slides.pdf".to_owned(), kind: FileKind::Pdf };
    let step = Item { file: with_file.then_some(file), ..item(1) };
    agenda::Command::Put(Box::new(step), Place::First)
}

#[test]
fn spotlight() {
    let mut story = Story::live();
    let line = story.says(ANA, "look");
    let private = story.sends(FAY, say(chat::To::People(vec![ANA]), "between us"));
    let back = story.sends(FAY, say(chat::To::Facilitators, "in the back"));
    let taken = story.says(BEN, "forget it");
    story.does(BEN, chat::Command::Withdraw(taken));
    allows("S12 a line", &story, FAY, on_line(line), 1);
    allows("S12 someone", &story, FAY, on_person(BEN), 1);
    allows("S12 nothing", &story, FAY, Command::SetSpotlight(None), 0);
    refuses("S1 spotlight", &story, ANA, on_line(line), NOT_ALLOWED);
    refuses("S12 someone not here", &story, FAY, on_person(EVA), roster::Rejection::NoSuchPerson);
    for (what, line) in [("private", private), ("back", back), ("withdrawn", taken)] {
        let rule = format!("S12 {what}");
        refuses(&rule, &story, FAY, on_line(line), chat::Rejection::NoSuchLine);
    }
    allows("S12 before", &Story::in_lobby(), FAY, on_person(ANA), 1);
    refuses("S12 after the end", &Story::ended(), FAY, on_person(ANA), WRONG_STATE);
    story.does(FAY, on_line(line));
    allows("S12 as it is", &story, FAY, on_line(line), 0);
    story.does(ANA, chat::Command::React(line, chat::Reaction::Heart, true));
    story.does(ANA, chat::Command::Edit(line, text("look here")));
    let Some(Shown::Line(shown)) = story.view(BEN).spotlight else { panic!("S12") };
    assert_eq!(shown.text, "look here", "S12 as it is said now");
    assert_eq!(shown.reactions, [0; 6], "S12 without reactions");
    the_law_holds_for_all("S12", &story);
}

#[test]
fn a_slide_in_the_spotlight() {
    let mut story = Story::live();
    let missing = agenda::Rejection::NoSuchItem;
    refuses("S12 no step", &story, FAY, on_slide(1, 1), missing);
    story.does(FAY, step(false));
    refuses("S12 a step without a file", &story, FAY, on_slide(1, 1), missing);
    story.does(FAY, step(true));
    refuses("S1 a slide", &story, ANA, on_slide(1, 1), NOT_ALLOWED);
    assert!(story.state.agenda.shown_files.is_empty(), "A9");
    story.does(FAY, on_slide(1, 3));
    assert!(story.state.agenda.shown_files.contains(&[7; 32]), "A9 in the spotlight");
    let Some(Shown::Slide(shown, 3)) = story.view(BEN).spotlight else { panic!("S12") };
    assert_eq!(shown.file.as_ref().map(|file| file.id), Some([7; 32]), "S12");
    allows("S12 as it is", &story, FAY, on_slide(1, 3), 0);
    allows("S12 another page", &story, FAY, on_slide(1, 4), 1);
    let mut renamed = story.clone();
    let file = shown.file.clone();
    let named = Item { title: plan("Look here").title, file, ..item(1) };
    renamed.does(FAY, agenda::Command::Put(Box::new(named), Place::First));
    let Some(Shown::Slide(shown, 3)) = renamed.view(BEN).spotlight else { panic!("S12") };
    assert_eq!(shown.title, plan("Look here").title, "S12 as it is called now");
    the_law_holds_for_all("S12", &renamed);
}

#[test]
fn out_of_the_spotlight() {
    let mut story = Story::with_guest_in();
    let line = story.says(ANA, "look");
    story.does(FAY, step(true));
    let leaves = |rule: &str, shown: Command, by: PersonId, then: super::super::Command| {
        let mut story = story.clone();
        story.does(FAY, shown);
        story.does(by, then);
        assert_eq!(story.state.session.spotlight, None, "{rule}");
        assert_eq!(story.view(BEN).spotlight, None, "{rule}");
        the_law_holds_for_all(rule, &story);
    };
    leaves("S13 withdrawn", on_line(line), ANA, chat::Command::Withdraw(line).into());
    leaves("S13 taken out", on_person(ANA), FAY, roster::Command::Remove(ANA).into());
    leaves("S13 without a file", on_slide(1, 1), FAY, step(false).into());
    let out = agenda::Command::Remove(ItemId(Uuid::from_u128(1)));
    leaves("S13 the step is out", on_slide(1, 1), FAY, out.into());
    let merge = roster::Command::Merge { guest: GUS, into: EVA };
    leaves("S13 merged", on_person(GUS), FAY, merge.into());
    let mut ending = story.clone();
    ending.does(FAY, on_line(line));
    ending.does(FAY, Command::End);
    assert!(ending.view(BEN).spotlight.is_some(), "S13 not before the end");
    ending.does(FAY, Command::EndNow);
    assert_eq!(ending.view(BEN).spotlight, None, "S13 the end");
    the_law_holds_for_all("S13", &ending);
    let mut other = story.clone();
    other.does(FAY, on_person(BEN));
    other.does(FAY, roster::Command::Remove(ANA));
    assert!(other.view(BEN).spotlight.is_some(), "S13 others stay");
}

#[test]
fn times_are_kept() {
    let mut story = Story::ended();
    story.does(FAY, Command::PublishReplay(ReplayAudience::Attended));
    let Life::Ended { started_at, ended_at, replay } = story.state.session.life else {
        panic!("S4 {:?}", story.state.session.life);
    };
    assert!(0 < started_at && started_at < ended_at, "S4");
    assert_eq!(replay, ReplayAudience::Attended, "S6");
}

#[test]
fn whether_rooms_are_kept() {
    let reschedule =
        |forgets_rooms| Command::Reschedule(Plan { forgets_rooms, ..plan("Spring convening") });
    let mut story = Story::scheduled();
    server_gets("S14 as it is", &story, reschedule(false), FINE(0));
    server_gets("S14 otherwise", &story, reschedule(true), FINE(1));
    story.does(FAY, Command::AnswerConsent(Consent::Given));
    server_gets("S14 whoever runs it may have answered", &story, reschedule(true), FINE(1));
    let mut open = story.clone();
    open.does(FAY, Command::OpenLobby);
    server_gets("S14 the lobby is open", &open, reschedule(true), Err(Rejection::Noticed));
    story.does(ANA, Command::AnswerConsent(Consent::WatchOnly));
    server_gets("S14 someone has answered", &story, reschedule(true), Err(Rejection::Noticed));
    let moved = Command::Reschedule(Plan { scheduled_at: 2_000, ..plan("Spring convening") });
    server_gets("S14 the rest may change", &story, moved, FINE(1));
    // Also someone who was taken out since has relied on it.
    story.does(FAY, roster::Command::Remove(ANA));
    server_gets("S14 they had answered", &story, reschedule(true), Err(Rejection::Noticed));
}
