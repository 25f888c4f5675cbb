//! W1 to W10.

use super::*;
use crate::domain::{
    Command as AnyCommand, Event as AnyEvent,
    chat::{ChannelKey, LINES_PER_PERSON_MAX, Rules, To},
    count,
    roster::{self, NewPerson},
    session,
    tests::{
        ANA, BEN, EVA, FAY, GUS, Story, allows, new_person, person_id, refuses, say, text,
        the_law_holds_for_all,
    },
};

const WRONG_STATE: session::Rejection = session::Rejection::WrongState;
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;
const OVER: Rejection = Rejection::Over;

fn start() -> Command {
    Command::Start(Text::prompt("In one sentence?", "").unwrap())
}

fn ready(id: WaterfallId, said: &str) -> Command {
    Command::Ready(id, Some(text(said)))
}

fn release(id: WaterfallId) -> Command {
    Command::End { waterfall: id, release: true }
}

fn cancel(id: WaterfallId) -> Command {
    Command::End { waterfall: id, release: false }
}

impl Story {
    fn falls(mut self) -> (Self, WaterfallId) {
        match self.does(FAY, start()).as_slice() {
            [AnyEvent::Waterfall(Event::Started(id, _))] => (self, *id),
            other => panic!("{other:?}"),
        }
    }

    fn lines(&self, who: PersonId) -> Vec<String> {
        let view = self.view(who);
        let plenary = view.channels.iter().find(|found| found.key == ChannelKey::Plenary);
        plenary.unwrap().lines.iter().map(|line| line.text.clone()).collect()
    }

    fn count(&self) -> (u32, u32) {
        let (_, count) = self.view(FAY).waterfall.count.unwrap();
        (count.ready, count.writing)
    }
}

#[test]
fn beginning() {
    allows("W1 live", &Story::live(), FAY, start(), 1);
    allows("W1 in the lobby", &Story::in_lobby(), FAY, start(), 1);
    refuses("W1 before", &Story::scheduled(), FAY, start(), WRONG_STATE);
    refuses("W1 after", &Story::ended(), FAY, start(), WRONG_STATE);
    refuses("W1 others", &Story::live(), ANA, start(), NOT_ALLOWED);
    let (mut story, id) = Story::live().falls();
    refuses("W1 one at a time", &story, FAY, start(), Rejection::Open);
    let other = WaterfallId(GUS.0);
    refuses("W2 another", &story, ANA, Command::Write(other), OVER);
    refuses("W2 another", &story, ANA, ready(other, "this"), OVER);
    let needed = chat::Rejection::ConsentNeeded;
    refuses("W2 unasked", &story, EVA, Command::Write(id), needed);
    refuses("W2 unasked", &story, EVA, ready(id, "this"), needed);
    allows("W2 nothing yet", &story, ANA, Command::Ready(id, None), 0);
    story.does(ANA, Command::Write(id));
    allows("W2 once", &story, ANA, Command::Write(id), 0);
    story.does(ANA, ready(id, "this"));
    allows("W2 has begun", &story, ANA, Command::Write(id), 0);
    allows("W2 the same", &story, ANA, ready(id, "this"), 0);
    story.does(ANA, ready(id, "that"));
    assert_eq!(story.view(ANA).waterfall.mine, Some((id, "that".to_owned())), "W2 otherwise");
    the_law_holds_for_all("W2", &story);
    story.does(ANA, Command::Ready(id, None));
    assert_eq!(story.view(ANA).waterfall.mine, None, "W2 not after all");
    the_law_holds_for_all("W2", &story);
}

#[test]
fn what_is_seen_before() {
    let (mut story, id) = Story::live().falls();
    story.does(BEN, Command::Write(id));
    story.does(ANA, ready(id, "a secret"));
    for who in [BEN, FAY, EVA] {
        assert_eq!(story.last_changes(who), Vec::new(), "W3 nothing");
        assert!(!format!("{:?}", story.view(who)).contains("secret"), "W3 {who:?}");
    }
    assert_eq!(story.count(), (0, 0), "W3 not yet");
    story.pass(count::COUNT_MS);
    story.server(AnyCommand::Count);
    assert_eq!(story.count(), (1, 1), "W3 by the count");
    assert_eq!(story.last_changes(FAY).len(), 1, "W3 facilitators");
    assert_eq!(story.last_changes(ANA), Vec::new(), "W3 nobody else");
    assert_eq!(story.view(BEN).waterfall.count, None, "W3");
    story.pass(count::COUNT_MS);
    assert!(story.server(AnyCommand::Count).is_empty(), "W3 nothing new");
    the_law_holds_for_all("W3", &story);
}

#[test]
fn opening_the_gate() {
    let (mut story, id) = Story::live().falls();
    let rules = Rules { locked: true, slow_mode_s: 60, ..Rules::default() };
    story.says(ANA, "before");
    story.does(FAY, chat::Command::SetRules(rules));
    story.does(ANA, ready(id, "first"));
    story.does(BEN, ready(id, "second"));
    story.does(ANA, ready(id, "first, better"));
    refuses("W4 others", &story, ANA, release(id), NOT_ALLOWED);
    refuses("W4 another", &story, FAY, release(WaterfallId(GUS.0)), OVER);
    story.server(roster::Command::Import(
        vec![],
        vec![roster::Update {
            id: BEN,
            name: "Benjamin".to_owned(),
            organisation: crate::domain::organisation::Organisation::default(),
            job_role: None,
            details: roster::Details::default(),
        }],
    ));
    story.does(FAY, release(id));
    assert_eq!(story.lines(BEN), ["before", "first, better", "second"], "W4 W5 in order");
    let view = story.view(ANA);
    let line = view.channels[0].lines[2].clone();
    assert_eq!((line.author, &*line.author_name), (BEN, "Benjamin"), "W4 by what they are called");
    assert_eq!(line.at, story.events.last().unwrap().at, "W4 when the gate opens");
    assert_eq!(view.waterfall.mine, None, "W4 is everyone's now");
    let at = line.at;
    assert_eq!(view.waterfall.waterfall.unwrap().stage, Stage::Released { at, lines: 2 }, "W9");
    the_law_holds_for_all("W4", &story);
    for command in [
        chat::Command::React(line.id, chat::Reaction::Heart, true),
        chat::Command::Report(line.id),
        chat::Command::Pin(line.id, true),
        chat::Command::Withdraw(line.id),
    ] {
        allows("W5 a line as others", &story, FAY, command, 1);
    }
    refuses("W4 twice", &story, FAY, release(id), OVER);
    refuses("W4 too late", &story, ANA, ready(id, "late"), OVER);
    let (story, other) = story.falls();
    assert_eq!(story.view(ANA).waterfall.waterfall.unwrap().id, other, "W9 until the next");
    the_law_holds_for_all("W9", &story);
}

#[test]
fn as_far_as_there_is_room() {
    let (mut story, id) = Story::live().falls();
    story.does(ANA, ready(id, "this"));
    for _ in 1..LINES_PER_PERSON_MAX {
        story.says(ANA, "x");
    }
    allows("W6 the last one", &story, ANA, ready(id, "that"), 1);
    story.says(ANA, "x");
    let full = chat::Rejection::TooMany;
    refuses("W6 one too many", &story, ANA, ready(id, "that"), full);
    story.does(BEN, ready(id, "his"));
    story.does(FAY, release(id));
    assert_eq!(story.lines(FAY).last().unwrap(), "his", "W6 the others");
    assert_eq!(story.view(FAY).waterfall.waterfall.unwrap().released(), 1, "W6 hers is not said");
    the_law_holds_for_all("W6", &story);
}

impl Waterfall {
    fn released(&self) -> u32 {
        match self.stage {
            Stage::Released { lines, .. } => lines,
            Stage::Writing | Stage::Cancelled { .. } => 0,
        }
    }
}

#[test]
fn calling_it_off() {
    let (mut story, id) = Story::live().falls();
    story.does(ANA, ready(id, "a secret"));
    refuses("W7 others", &story, ANA, cancel(id), NOT_ALLOWED);
    let mut ended = story.clone();
    ended.does(FAY, session::Command::End);
    ended.does(FAY, session::Command::EndNow);
    story.does(FAY, cancel(id));
    for story in [&story, &ended] {
        let at = story.events.last().unwrap().at;
        let last = story.view(BEN).waterfall.waterfall.unwrap();
        assert_eq!(last.stage, Stage::Cancelled { at }, "W7");
        assert!(!format!("{:?}", story.view(ANA)).contains("secret"), "W7 nothing is said");
        the_law_holds_for_all("W7", story);
    }
    ended.does(FAY, session::Command::Reopen);
    refuses("W7 it stays so", &ended, FAY, release(id), OVER);
}

#[test]
fn whose_it_is() {
    let (mut story, id) = Story::with_guest_in().falls();
    story.does(EVA, session::Command::AnswerConsent(Consent::Given));
    for (who, said) in [(ANA, "Ana's"), (GUS, "Gus's"), (BEN, "Ben's")] {
        story.does(who, ready(id, said));
    }
    let mut both = story.clone();
    both.does(EVA, ready(id, "Eva's"));
    for (mut story, mine) in [(story, "Gus's"), (both, "Eva's")] {
        story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
        assert_eq!(story.view(EVA).waterfall.mine, Some((id, mine.to_owned())), "W8 her own first");
        the_law_holds_for_all("W8", &story);
        story.does(FAY, roster::Command::Remove(ANA));
        story.does(BEN, session::Command::AnswerConsent(Consent::WatchOnly));
        story.does(FAY, release(id));
        assert_eq!(story.lines(FAY), [mine], "W8 not who has gone, nor who only watches");
        the_law_holds_for_all("W8", &story);
    }
}

#[test]
fn many_at_once() {
    let mut story = Story::live();
    let many = u128::try_from(ONE_BY_ONE_MAX).unwrap() + 1;
    let ids: Vec<_> = (0..many).map(|n| person_id(500 + n)).collect();
    let new = |id: &PersonId| -> NewPerson { new_person(*id, Permission::Participant) };
    story.server(roster::Command::Add(ids.iter().map(new).collect()));
    let (mut story, id) = story.falls();
    for who in &ids {
        story.does(*who, session::Command::AnswerConsent(Consent::Given));
        story.does(*who, ready(id, "mine"));
    }
    let mut fewer = story.clone();
    fewer.does(ids[0], Command::Ready(id, None));
    fewer.does(FAY, release(id));
    assert_eq!(fewer.last_changes(ANA).len(), 2 + ONE_BY_ONE_MAX, "W10 one by one");
    story.does(ANA, say(To::Plenary, "before"));
    story.does(FAY, release(id));
    let changes = story.last_changes(ANA);
    assert_eq!(changes.len(), 3, "W10 the plenary anew");
    assert!(matches!(&changes[2], Change::ChannelSet(all) if all.lines.len() == 52), "W10");
    the_law_holds_for_all("W10", &story);
}
