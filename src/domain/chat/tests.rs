//! C1 to C6. C7 is with the law.

use super::*;
use crate::domain::{
    Command as AnyCommand, roster,
    tests::{ANA, BEN, EVA, FAY, NOBODY, Story, allows, refuses, say},
};

const WRONG_STATE: session::Rejection = session::Rejection::WrongState;
const BAD_RECIPIENTS: Rejection = Rejection::BadRecipients;
const NO_SUCH_PERSON: roster::Rejection = roster::Rejection::NoSuchPerson;

fn consent(answer: Consent) -> AnyCommand {
    session::Command::AnswerConsent(answer).into()
}

#[test]
fn who_writes() {
    let story = Story::live();
    allows("C1 agreed", &story, ANA, say(To::Plenary, "hello"), 1);
    refuses("C1 not asked", &story, EVA, say(To::Plenary, "hello"), Rejection::ConsentNeeded);
    let mut watching = story.clone();
    watching.does(ANA, consent(Consent::WatchOnly));
    refuses("C1 watching", &watching, ANA, say(To::Plenary, "hello"), Rejection::WatchingOnly);
    let not_allowed = roster::Rejection::NotAllowed;
    refuses("C1 strangers", &story, NOBODY, say(To::Plenary, "hello"), not_allowed);
    allows("C3 facilitators", &story, FAY, say(To::Facilitators, "hello"), 1);
    refuses("C3 others", &story, ANA, say(To::Facilitators, "hello"), not_allowed);
}

#[test]
fn when() {
    let mut scheduled = Story::scheduled();
    scheduled.does(FAY, consent(Consent::Given));
    refuses("C2 too early", &scheduled, FAY, say(To::Plenary, "hello"), WRONG_STATE);
    allows("C2 in the back", &scheduled, FAY, say(To::Facilitators, "hello"), 1);
    allows("C2 in the lobby", &Story::in_lobby(), ANA, say(To::Plenary, "hello"), 1);
    refuses("C2 too late", &Story::ended(), ANA, say(To::Plenary, "hello"), WRONG_STATE);
    refuses("C2 all of it", &Story::ended(), FAY, say(To::Facilitators, "hello"), WRONG_STATE);
}

#[test]
fn to_whom() {
    let story = Story::live();
    let to = |people: &[PersonId]| say(To::People(people.to_vec()), "between us");
    allows("C4 one", &story, ANA, to(&[BEN]), 1);
    allows("C4 two, one of them twice", &story, ANA, to(&[BEN, FAY, BEN, ANA]), 1);
    refuses("C4 nobody", &story, ANA, to(&[]), BAD_RECIPIENTS);
    refuses("C4 oneself", &story, ANA, to(&[ANA]), BAD_RECIPIENTS);
    refuses("C4 strangers", &story, ANA, to(&[NOBODY]), NO_SUCH_PERSON);
    refuses("C4 not here yet", &story, FAY, to(&[EVA]), NO_SUCH_PERSON);
    let crowd: Vec<_> = (10..18).map(|n| PersonId(uuid::Uuid::from_u128(n))).collect();
    refuses("C4 eight others", &story, ANA, to(&crowd), BAD_RECIPIENTS);
    let mut busy = story.clone();
    let mut chat = busy.state.chat.clone();
    for n in 0..OPENED_MAX as u128 {
        let members = [ANA, PersonId(uuid::Uuid::from_u128(100 + n))];
        let channel = Channel { opened_by: Some(ANA), ..Channel::default() };
        chat.put(ChannelKey::Private(members.into()), channel);
    }
    busy.state.chat = chat;
    refuses("C5 one more", &busy, ANA, to(&[BEN]), Rejection::TooManyChannels);
    allows("C5 others to her", &busy, BEN, to(&[ANA]), 1);
}

#[test]
fn who_sees() {
    let mut story = Story::live();
    let sees = |story: &Story, who: PersonId| {
        let recorded = story.events.last().unwrap();
        !story.state.changes(recorded, &story.state.viewer(who)).is_empty()
    };
    let rows = [
        (To::Plenary, [true, true, true, false]),
        (To::Facilitators, [false, false, true, false]),
        (To::People(vec![BEN]), [false, true, true, false]),
    ];
    for (to, expected) in rows {
        story.does(FAY, say(to, "hello"));
        let seen = [ANA, BEN, FAY, EVA].map(|who| sees(&story, who));
        assert_eq!(seen, expected, "C6");
    }
}
