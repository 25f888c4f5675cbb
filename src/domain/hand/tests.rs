//! N1 to N7.

use super::*;
use crate::domain::{
    Command as AnyCommand, count,
    roster::Consent,
    session,
    tests::{ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, refuses, the_law_holds_for_all},
};

const WRONG_STATE: session::Rejection = session::Rejection::WrongState;
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;
const UP: Command = Command::Raise(true);

fn turn(who: PersonId) -> Command {
    Command::GiveTurn(Some(who), 60)
}

fn hands(story: &Story) -> Vec<(PersonId, u32)> {
    story.view(BEN).hands.hands.iter().map(|hand| (hand.person, hand.turns)).collect()
}

#[test]
fn raising() {
    allows("N1 live", &Story::live(), ANA, UP, 1);
    allows("N1 in the lobby", &Story::in_lobby(), ANA, UP, 1);
    allows("N1 is down", &Story::live(), ANA, Command::Raise(false), 0);
    refuses("N1 after", &Story::ended(), ANA, UP, WRONG_STATE);
    refuses("N1 unasked", &Story::live(), EVA, UP, chat::Rejection::ConsentNeeded);
    refuses("N1 strangers", &Story::live(), NOBODY, UP, NOT_ALLOWED);
    refuses("N1 at the door", &Story::with_guest(), GUS, UP, roster::Rejection::Waiting);
    let mut story = Story::live();
    story.does(EVA, session::Command::AnswerConsent(Consent::WatchOnly));
    story.does(EVA, UP);
    story.does(ANA, UP);
    allows("N1 is up", &story, ANA, UP, 0);
    assert_eq!(hands(&story), [(EVA, 0), (ANA, 0)], "N2 who watches, too; in order");
    story.does(EVA, Command::Raise(false));
    story.does(EVA, UP);
    assert_eq!(hands(&story), [(ANA, 0), (EVA, 0)], "N2 behind");
    the_law_holds_for_all("N2", &story);
    refuses("N3 others", &story, ANA, Command::Lower(Some(EVA)), NOT_ALLOWED);
    allows("N3 is down", &story, FAY, Command::Lower(Some(BEN)), 0);
    story.does(FAY, Command::Lower(Some(EVA)));
    assert_eq!(hands(&story), [(ANA, 0)], "N3 one");
    story.does(BEN, UP);
    story.does(FAY, Command::Lower(None));
    assert_eq!(hands(&story), [], "N3 all");
    allows("N3 none", &story, FAY, Command::Lower(None), 0);
    the_law_holds_for_all("N3", &story);
}

#[test]
fn turns() {
    let mut story = Story::live();
    refuses("N4 others", &story, ANA, turn(ANA), NOT_ALLOWED);
    let nobody = roster::Rejection::NoSuchPerson;
    refuses("N4 has not been here", &story, FAY, turn(EVA), nobody);
    refuses("N4 after", &Story::ended(), FAY, turn(ANA), WRONG_STATE);
    allows("N4 nobody's", &story, FAY, Command::GiveTurn(None, 0), 0);
    story.does(ANA, UP);
    story.does(FAY, turn(ANA));
    let now = story.view(BEN).hands.turn.unwrap();
    assert_eq!((now.person, now.ends_at - now.since), (ANA, 60_000), "N4");
    assert_eq!(hands(&story), [], "N4 the hand goes down");
    story.does(FAY, Command::GiveTurn(Some(ANA), 0));
    let more = story.view(BEN).hands.turn.unwrap();
    assert_eq!((more.since, more.ends_at), (now.since, 0), "N4 more time");
    story.does(ANA, UP);
    assert_eq!(hands(&story), [(ANA, 1)], "N4 is no other turn");
    story.does(FAY, turn(BEN));
    story.does(FAY, turn(ANA));
    story.does(FAY, Command::GiveTurn(None, 0));
    assert_eq!(story.view(BEN).hands.turn, None, "N4 ended");
    story.does(ANA, UP);
    assert_eq!(hands(&story), [(ANA, 2)], "N4 counted");
    the_law_holds_for_all("N4", &story);
}

#[test]
fn going() {
    let mut story = Story::live();
    for who in [ANA, BEN] {
        story.does(who, UP);
    }
    let mut left = story.clone();
    let now = left.now();
    assert_eq!(left.server(roster::Command::Depart(ANA, now)).len(), 2, "N5");
    assert_eq!(hands(&left), [(BEN, 0)], "N5 who has left");
    left.does(FAY, turn(ANA));
    assert_eq!(left.server(roster::Command::Depart(FAY, now)).len(), 1, "N5 no hand of theirs");
    assert!(left.state.hands.turn.is_some(), "N5 who comes back goes on");
    left.does(FAY, roster::Command::Remove(ANA));
    assert_eq!(left.state.hands.turn, None, "N5 taken out");
    the_law_holds_for_all("N5", &left);
    story.does(FAY, turn(FAY));
    story.does(FAY, session::Command::End);
    story.does(FAY, session::Command::EndNow);
    assert_eq!((hands(&story).len(), story.state.hands.turn), (0, None), "N5 with the session");
    the_law_holds_for_all("N5", &story);
}

#[test]
fn the_pulse() {
    let clap = Command::Press(Reaction::Clap);
    allows("N6 in the lobby", &Story::in_lobby(), ANA, clap, 1);
    refuses("N6 after", &Story::ended(), ANA, clap, WRONG_STATE);
    refuses("N6 unasked", &Story::live(), EVA, clap, chat::Rejection::ConsentNeeded);
    let mut story = Story::live();
    for who in [ANA, ANA, BEN] {
        story.does(who, clap);
        assert_eq!(story.last_changes(who), Vec::new(), "N6 not one by one");
    }
    story.pass(count::COUNT_MS);
    story.server(AnyCommand::Count);
    assert_eq!(story.view(EVA).hands.pulse, [0; 6], "N6 not for who is not in");
    assert_eq!(story.view(ANA).hands.pulse, [0, 0, 0, 0, 0, 3], "N6 by the count");
    assert_eq!(story.last_changes(ANA).len(), 1, "N6");
    the_law_holds_for_all("N6", &story);
}

#[test]
fn who_a_guest_turns_out_to_be() {
    let mut story = Story::with_guest_in();
    story.does(FAY, turn(GUS));
    for who in [GUS, BEN] {
        story.does(who, UP);
    }
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    assert_eq!(hands(&story), [(EVA, 1), (BEN, 0)], "N7 hand and turns");
    assert_eq!(story.state.hands.turn.unwrap().person, EVA, "N7 turn");
    the_law_holds_for_all("N7", &story);
}
