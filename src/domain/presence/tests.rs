//! H1 to H4.

use super::*;
use crate::domain::{
    roster::{self, Consent},
    tests::{ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, refuses, the_law_holds_for_all},
};

const WRONG_STATE: session::Rejection = session::Rejection::WrongState;
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;

fn asked() -> Story {
    let mut story = Story::live();
    story.does(FAY, Command::Ask);
    story
}

#[test]
fn asking() {
    allows("H1 live", &Story::live(), FAY, Command::Ask, 1);
    allows("H1 in the lobby", &Story::in_lobby(), FAY, Command::Ask, 1);
    refuses("H1 before", &Story::scheduled(), FAY, Command::Ask, WRONG_STATE);
    refuses("H1 after", &Story::ended(), FAY, Command::Ask, WRONG_STATE);
    refuses("H1 by others", &Story::live(), ANA, Command::Ask, NOT_ALLOWED);
    let mut many = Story::live();
    many.state.presence.check.number = CHECKS_MAX - 1;
    allows("H1 a thousand", &many, FAY, Command::Ask, 1);
    many.state.presence.check.number = CHECKS_MAX;
    refuses("H1 one more", &many, FAY, Command::Ask, WRONG_STATE);
    let story = asked();
    allows("H3 while people answer", &story, FAY, Command::Ask, 0);
    let over = story.later(story.state.presence.check.ends_at - story.now());
    allows("H3 when the time is over", &over, FAY, Command::Ask, 1);
}

#[test]
fn answering() {
    let mut story = asked();
    allows("H2 in time", &story, ANA, Command::Confirm(1), 1);
    refuses("H2 none yet", &Story::live(), ANA, Command::Confirm(0), Rejection::Over);
    refuses("H2 another", &story, ANA, Command::Confirm(2), Rejection::Over);
    let last = story.later(story.state.presence.check.ends_at - story.now());
    allows("H2 two minutes", &last, ANA, Command::Confirm(1), 1);
    refuses("H2 too late", &last.later(1), ANA, Command::Confirm(1), Rejection::Over);
    refuses("H2 strangers", &story, NOBODY, Command::Confirm(1), NOT_ALLOWED);
    let unasked = chat::Rejection::ConsentNeeded;
    refuses("H2 not asked for consent", &story, EVA, Command::Confirm(1), unasked);
    story.does(EVA, session::Command::AnswerConsent(Consent::WatchOnly));
    allows("H2 watching", &story, EVA, Command::Confirm(1), 1);
    let mut guest = Story::with_guest();
    guest.does(FAY, Command::Ask);
    refuses("H2 at the door", &guest, GUS, Command::Confirm(1), roster::Rejection::Waiting);
    story.does(ANA, Command::Confirm(1));
    allows("H2 once", &story, ANA, Command::Confirm(1), 0);
    story.pass(ANSWER_MS);
    story.does(FAY, Command::Ask);
    refuses("H2 the one before", &story, BEN, Command::Confirm(1), Rejection::Over);
    story.does(ANA, Command::Confirm(2));
    assert_eq!(story.state.presence.of(ANA), Confirmed { last: 2, count: 2 }, "H2 counted");
}

#[test]
fn who_sees_the_answers() {
    let mut story = asked();
    story.does(ANA, Command::Confirm(1));
    story.does(BEN, Command::Confirm(1));
    assert_eq!(story.view(FAY).tally.map(|(_, count)| count), Some(2), "H4");
    assert_eq!(story.view(ANA).tally, None, "H4");
    let confirmed = |who| story.view(who).me.map(|me| me.confirmed_check);
    assert_eq!((confirmed(ANA), confirmed(FAY)), (Some(1), Some(0)), "H4 one's own");
    assert_eq!(story.last_changes(ANA), Vec::new(), "H4 nobody else's");
    the_law_holds_for_all("H4", &story);
    story.pass(ANSWER_MS);
    story.does(FAY, Command::Ask);
    assert_eq!(story.view(FAY).tally.map(|(_, count)| count), Some(0), "H4 from the beginning");
    the_law_holds_for_all("H4", &story);
}
