//! C21 to C24: what is written in rooms and not kept.

use super::*;
use crate::domain::{
    Actor, Event as AnyEvent, Level, Recorded, State,
    breakout::{self, Draft, DraftRoom, Place, Spec, Strategy, Why},
    session::Plan,
    tests::{plan, random_story, server_gets},
    text::Text,
};
use uuid::Uuid;

const ONE: RoundId = RoundId(Uuid::from_u128(601));
const NO_SUCH_ROOM: Rejection = Rejection::NoSuchRoom;

fn draft() -> breakout::Command {
    let room = |number, person| DraftRoom {
        number,
        name: Text::default(),
        link: None,
        places: vec![Place { person, why: Why::Mixed }],
    };
    let spec = Spec {
        strategy: Strategy::Mixed,
        size: 2,
        min: 1,
        max: 4,
        from: None,
        hosts: Vec::new(),
        splits_districts: false,
    };
    breakout::Command::Put(Box::new(Draft {
        id: ONE,
        title: Text::title("Round", "").unwrap(),
        prompt: Text::default(),
        spec,
        item: None,
        minutes: 0,
        form: breakout::Form::default(),
        rooms: vec![room(1, ANA), room(2, BEN)],
    }))
}

/// Ana is in room 1, Ben in room 2.
fn open(forgets_rooms: bool) -> Story {
    let mut story = Story::scheduled();
    let plan = Plan { forgets_rooms, ..plan("Spring convening") };
    story.server(session::Command::Reschedule(plan));
    for person in [ANA, BEN, FAY] {
        story.does(person, session::Command::AnswerConsent(Consent::Given));
    }
    story.server(roster::Command::Arrive(vec![ANA, BEN, FAY]));
    story.does(FAY, session::Command::Start);
    story.does(FAY, draft());
    story.does(FAY, breakout::Command::Open(ONE));
    story
}

fn close(story: &mut Story) {
    story.does(FAY, breakout::Command::CloseNow(ONE, Vec::new()));
}

fn in_room(said: &str) -> Command {
    say(To::Room(ONE, 1), said)
}

fn due(story: &Story) -> Option<AnyCommand> {
    story.state.due(story.now(), FORGET_MS)
}

/// What becomes of a story if the keys of what is sealed are gone: it is folded without that.
fn without_keys(story: &Story) -> State {
    let mut state = State::new(story.state.session.id);
    for (n, recorded) in story.events.iter().enumerate() {
        let mut left = recorded.clone();
        if story.states[n + 1].seal_of(&recorded.event).is_some() {
            match &mut left.event {
                AnyEvent::Chat(Event::Sent { author_name, text, mentions, .. }) => {
                    (*author_name, *text, *mentions) = (String::new(), String::new(), [].into());
                }
                AnyEvent::Chat(Event::Edited(_, text)) => text.clear(),
                other => panic!("{other:?}"),
            }
        }
        state.apply(n as u64 + 1, &left);
    }
    state
}

#[test]
fn nobody_reads_what_is_not_kept_once_rooms_are_closed() {
    let mut kept = open(false);
    let mut story = open(true);
    let room = ChannelKey::Room(ONE, 1);
    let reads = |story: &Story, who| {
        let viewer = story.state.viewer(who);
        viewer.is_in(&story.state.chat.audience(&room))
    };
    let line = story.sends(ANA, in_room("among us"));
    kept.sends(ANA, in_room("among us"));
    assert_eq!([ANA, BEN, FAY].map(|who| reads(&story, who)), [true, false, true], "C21 open");
    story.does(FAY, roster::Command::SetPermission(BEN, roster::Permission::Facilitator));
    the_law_holds_for_all("C21", &story);
    close(&mut story);
    close(&mut kept);
    assert_eq!([ANA, BEN, FAY].map(|who| reads(&story, who)), [false; 3], "C21 closed");
    assert!(reads(&kept, FAY), "C21 what is kept is read by those who run the session");
    for who in [ANA, FAY] {
        let viewer = story.state.viewer(who);
        assert!(story.state.chat.before(&viewer, &room, None).is_none(), "C21");
        assert!(story.state.chat.thread(&viewer, line).is_none(), "C21");
        refuses("C21", &story, who, Command::Report(line), NO_SUCH_LINE);
        refuses("C21", &story, who, in_room("more"), NO_SUCH_ROOM);
    }
    let mut withdrawn = open(true);
    let line = withdrawn.sends(ANA, in_room("oh no"));
    withdrawn.does(FAY, Command::Withdraw(line));
    assert_eq!(withdrawn.state.chat.reviews().count(), 0, "C21 nobody has shown it");
    assert!(withdrawn.last_changes(FAY).len() == 1, "C21 a tombstone and no review");
    the_law_holds_for_all("C21", &withdrawn);
}

#[test]
fn an_hour_later_it_is_forgotten() {
    let mut story = open(true);
    let line = story.sends(ANA, in_room("among us"));
    story.does(ANA, Command::Edit(line, text("between us")));
    story.does(FAY, Command::React(line, Reaction::Heart, true));
    story.sends(FAY, say(To::Room(ONE, 2), "hello, two"));
    let said = story.says(BEN, "to all");
    assert!(due(&story.later(10 * FORGET_MS)).is_none(), "C22 not while it is open");
    assert!(!story.state.may_be_saved(), "C22 no snapshot has it");
    server_gets::<Rejection>("C22", &story, Command::Forget(ONE), Ok(0));
    close(&mut story);
    let closed_at = story.state.last_at;
    assert!(story.state.due(closed_at + FORGET_MS - 1, FORGET_MS).is_none(), "C22 not yet");
    assert!(story.state.due(closed_at + FORGET_MS, i64::MAX).is_some(), "C22 not later");
    assert!(story.state.due(closed_at + 5, 5).is_some(), "C22 earlier if that is wanted");
    assert!(story.state.will_forget() && !story.state.has_forgotten(ONE), "C22");
    story.pass(FORGET_MS);
    refuses("C22 people", &story, FAY, Command::Forget(ONE), NOT_ALLOWED);
    let forget = due(&story).unwrap();
    assert_eq!(story.server(forget).len(), 1, "C22");
    server_gets::<Rejection>("C22 once", &story, Command::Forget(ONE), Ok(0));
    assert!(due(&story).is_none(), "C22");
    assert!(story.state.may_be_saved() && story.state.has_forgotten(ONE), "C22");
    for (_, line) in story.state.chat.lines_of_round(ONE) {
        assert_eq!((line.text.as_str(), line.author_name.as_str()), ("", ""), "C22");
        assert!(line.mentions.is_empty(), "C22");
    }
    assert_eq!(story.state.chat.lines_of_round(ONE).count(), 2, "C22 they still count");
    assert_eq!(story.state.chat.line(line).unwrap().1.reactions[1], 1, "C22");
    assert_eq!(story.state.chat.line(said).unwrap().1.text, "to all", "C22 the rest stays");
    assert!(!format!("{:?}", story.state).contains("between us"), "C22");
    the_law_holds_for_all("C22", &story);
    assert_eq!(without_keys(&story), story.state, "V7 whether the key was there or not");
    // After the end as well: who ends a session closes its rooms.
    let mut ended = open(true);
    ended.sends(ANA, in_room("among us"));
    ended.does(FAY, session::Command::End);
    ended.does(FAY, session::Command::EndNow);
    ended.pass(FORGET_MS);
    let forget = due(&ended).unwrap();
    assert_eq!(ended.server(forget).len(), 1, "C22 after the end");
}

#[test]
fn a_report_keeps_what_it_is_about() {
    let mut story = open(true);
    let line = story.sends(ANA, in_room("rude"));
    refuses("C23 who cannot read it", &story, BEN, Command::Report(line), NO_SUCH_LINE);
    let events = story.does(ANA, Command::Report(line));
    let is_copy = |event: &AnyEvent| matches!(event, AnyEvent::Chat(Event::ReportedInRoom(_, _, said)) if said.text == "rude");
    assert!(events.iter().all(is_copy), "C23 {events:?}");
    assert_eq!(story.state.seal_of(&events[0]), None, "C23 it is not sealed");
    allows("C23 once", &story, ANA, Command::Report(line), 0);
    story.does(ANA, Command::Edit(line, text("sorry")));
    story.does(FAY, Command::Keep(line));
    story.does(FAY, Command::Report(line));
    story.does(FAY, Command::Keep(line));
    story.does(ANA, Command::Withdraw(line));
    the_law_holds_for_all("C23", &story);
    close(&mut story);
    story.pass(FORGET_MS);
    let forget = due(&story).unwrap();
    story.server(forget);
    let reviews: Vec<_> = story.state.chat.reviews().collect();
    assert_eq!(reviews.len(), 1, "C23");
    assert_eq!(reviews[0].line.text, "sorry", "C23 as it was when it was last reported");
    assert_eq!(reviews[0].line.author_name, "Person 1", "C23");
    assert!(story.view(FAY).reviews.len() == 1 && story.view(ANA).reviews.is_empty(), "C23");
    assert_eq!(without_keys(&story), story.state, "V7");
    the_law_holds_for_all("C23", &story);
}

#[test]
fn what_is_sealed() {
    let mut story = open(true);
    story.sends(ANA, in_room("among us"));
    let sent = story.events.last().unwrap().event.clone();
    assert_eq!(story.state.seal_of(&sent), Some(ONE), "C24 a line");
    let AnyEvent::Chat(Event::Sent { line, .. }) = sent else { panic!("{sent:?}") };
    assert_eq!(story.state.seal_of(&Event::Edited(line, "us".to_owned()).into()), Some(ONE), "C24");
    let reacted = Event::Reacted(line, ANA, Reaction::Heart, true);
    assert_eq!(story.state.seal_of(&reacted.into()), None, "C24 what nobody wrote");
    let said = story.says(ANA, "to all");
    assert_eq!(story.state.seal_of(&story.events.last().unwrap().event), None, "C24 elsewhere");
    for (command, is_unkept) in [
        (in_room("hello"), true),
        (Command::Edit(line, text("hello")), true),
        (say(To::Plenary, "hello"), false),
        (Command::Edit(said, text("hello")), false),
        (Command::Withdraw(line), false),
    ] {
        assert_eq!(story.state.is_unkept(&command.into()), is_unkept, "C24");
    }
    let mut kept = open(false);
    kept.sends(ANA, in_room("among us"));
    assert_eq!(kept.state.seal_of(&kept.events.last().unwrap().event), None, "C24 kept");
    assert!(kept.state.may_be_saved() && !kept.state.is_unkept(&in_room("hello").into()), "C24");
}

impl From<Event> for AnyEvent {
    fn from(event: Event) -> Self {
        Self::Chat(event)
    }
}

/// Whatever happens: once all is forgotten it is the same whether the keys were there or not, and
/// before that nobody but facilitators sees any of it who is not in the room.
#[test]
fn forgetting_leaves_one_state() {
    let mut forgotten = 0;
    for seed in (1..120).step_by(2) {
        let mut story = random_story(seed);
        if let Some(round) = story.state.breakouts.open {
            let closed = breakout::Event::Closed(round);
            let (at, by) = (story.now(), Actor::Server);
            let recorded = Recorded { at, by, command: None, event: AnyEvent::Breakout(closed) };
            story.state.apply(story.events.len() as u64 + 1, &recorded);
            story.events.push(recorded);
            story.states.push(story.state.clone());
        }
        story.pass(FORGET_MS);
        // An end that was due comes first.
        while let Some(next) = due(&story) {
            assert!(!story.server(next).is_empty(), "V7 seed {seed}");
        }
        assert!(story.state.may_be_saved(), "V7 seed {seed}");
        let rounds = story.state.breakouts.rounds.iter();
        forgotten += rounds.flat_map(|it| story.state.chat.lines_of_round(it.id)).count();
        assert_eq!(without_keys(&story), story.state, "V7 seed {seed}");
        for state in &story.states {
            for round in &state.breakouts.rounds {
                let key = ChannelKey::Room(round.id, 1);
                let viewer = state.viewer(FAY);
                let reads = viewer.is_in(&state.chat.audience(&key));
                let is_fine =
                    !reads || (round.stage.is_open() && viewer.sight.level >= Level::Participant);
                assert!(is_fine, "C21 seed {seed}");
            }
        }
    }
    assert!(forgotten > 40, "V7 only {forgotten} lines were forgotten");
}
