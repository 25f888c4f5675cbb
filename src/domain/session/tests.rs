//! S1 to S7.

use super::*;
use crate::domain::{
    Actor, roster,
    tests::{ANA, EVA, FAY, NOBODY, Story, allows, refuses},
};

const WRONG_STATE: Rejection = Rejection::WrongState;
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;

#[test]
fn life() {
    let (scheduled, lobby) = (Story::scheduled(), Story::in_lobby());
    let (live, ended) = (Story::live(), Story::ended());
    let publish = Command::PublishReplay;
    refuses("S1 open", &scheduled, ANA, Command::OpenLobby, NOT_ALLOWED);
    refuses("S1 start", &lobby, ANA, Command::Start, NOT_ALLOWED);
    refuses("S1 end", &live, ANA, Command::End, NOT_ALLOWED);
    refuses("S1 publish", &ended, ANA, publish(ReplayAudience::Roster), NOT_ALLOWED);
    refuses("S1 strangers", &live, NOBODY, Command::End, NOT_ALLOWED);
    allows("S2 from scheduled", &scheduled, FAY, Command::OpenLobby, 1);
    refuses("S2 twice", &lobby, FAY, Command::OpenLobby, WRONG_STATE);
    refuses("S2 while live", &live, FAY, Command::OpenLobby, WRONG_STATE);
    allows("S3 from scheduled", &scheduled, FAY, Command::Start, 1);
    allows("S3 from the lobby", &lobby, FAY, Command::Start, 1);
    refuses("S3 twice", &live, FAY, Command::Start, WRONG_STATE);
    allows("S4 live", &live, FAY, Command::End, 1);
    refuses("S4 before", &lobby, FAY, Command::End, WRONG_STATE);
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
    refuses("S5 strangers", &story, NOBODY, answer(Consent::Given), NOT_ALLOWED);
}

#[test]
fn announcing() {
    let title = Text::title("Another", "").unwrap();
    let schedule = Command::Schedule { title, scheduled_at: 5 };
    let story = Story::scheduled();
    refuses("S7 people", &story, FAY, schedule.clone(), NOT_ALLOWED);
    assert_eq!(story.clone().ask(Actor::Server, schedule), Ok(Vec::new()), "S7 once");
    assert_eq!(story.state.session.title.en, "Spring convening", "S7");
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
