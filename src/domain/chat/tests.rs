//! C1 to C24.

mod forget_tests;

use super::*;
use crate::domain::{
    Command as AnyCommand,
    roster::{self, Consent},
    session,
    tests::{
        ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, refuses, say, text, the_law_holds_for_all,
    },
};

const WRONG_STATE: session::Rejection = session::Rejection::WrongState;
const BAD_RECIPIENTS: Rejection = Rejection::BadRecipients;
const NO_SUCH_LINE: Rejection = Rejection::NoSuchLine;
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;
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

/// What [`rich`] has said, and where.
struct Said {
    /// By Ana, to everyone.
    open: LineId,
    /// By Fay, in the back.
    back: LineId,
    /// By Ana, to Ben.
    private: LineId,
    /// By Ben, to everyone, and withdrawn.
    gone: LineId,
}

/// A live session in which something was said everywhere.
fn rich() -> (Story, Said) {
    let mut story = Story::live();
    let open = story.says(ANA, "to all");
    let back = story.sends(FAY, say(To::Facilitators, "in the back"));
    let private = story.sends(ANA, say(To::People(vec![BEN]), "between us"));
    let gone = story.says(BEN, "forget this");
    story.does(BEN, Command::Withdraw(gone));
    (story, Said { open, back, private, gone })
}

/// The same story after its end.
fn after_the_end(story: &Story) -> Story {
    let mut ended = story.clone();
    ended.does(FAY, session::Command::End);
    ended.does(FAY, session::Command::EndNow);
    ended
}

fn watching(story: &Story, who: PersonId) -> Story {
    let mut watching = story.clone();
    watching.does(who, consent(Consent::WatchOnly));
    watching
}

fn texts(lines: &[Arc<Line>]) -> Vec<&str> {
    lines.iter().map(|line| &*line.text).collect()
}

#[test]
fn a_view_holds_the_end() {
    let mut story = Story::live();
    for n in 0..LINES_MAX {
        story.says(ANA, &n.to_string());
    }
    assert!(!story.view(BEN).channels[0].has_earlier, "C7 a hundred are all");
    story.says(ANA, "one more");
    let plenary = &story.view(BEN).channels[0];
    assert_eq!((plenary.lines.len(), plenary.has_earlier), (LINES_MAX, true), "C7");
    assert_eq!(plenary.lines[0].text, "1", "C7");
    for n in 0..=PRIVATE_LINES_MAX {
        story.sends(ANA, say(To::People(vec![BEN]), &n.to_string()));
    }
    let private = &story.view(BEN).channels[1];
    assert_eq!((private.lines.len(), private.has_earlier), (PRIVATE_LINES_MAX, true), "C7 fifty");
    the_law_holds_for_all("C7", &story);
    let held = story.state.chat.channels[&ChannelKey::Plenary].lines.len();
    assert_eq!(held, LINES_MAX + 1, "C7 the session holds all");
}

#[test]
fn pages() {
    let mut story = Story::live();
    let lines: Vec<_> = (0..250).map(|n| story.says(ANA, &n.to_string())).collect();
    story.sends(ANA, say(To::People(vec![BEN]), "between us"));
    let page =
        |who, key: &ChannelKey, line| story.state.chat.before(&story.state.viewer(who), key, line);
    let bounds = |line| {
        let (lines, has_more) = page(BEN, &ChannelKey::Plenary, line).unwrap();
        let (first, last) = (lines.first(), lines.last());
        let text = |line: Option<&Arc<Line>>| line.map(|line| line.text.clone());
        (text(first).unwrap_or_default(), text(last).unwrap_or_default(), has_more)
    };
    let row = |from: &str, to: &str, more| (from.to_owned(), to.to_owned(), more);
    assert_eq!(bounds(None), row("150", "249", true), "C8 the end");
    assert_eq!(bounds(Some(lines[150])), row("50", "149", true), "C8 before a line");
    assert_eq!(bounds(Some(lines[101])), row("1", "100", true), "C8");
    assert_eq!(bounds(Some(lines[100])), row("0", "99", false), "C8 no more");
    assert_eq!(bounds(Some(lines[0])), row("", "", false), "C8 nothing before");
    let private = ChannelKey::Private([ANA, BEN].into());
    assert!(page(BEN, &private, None).is_some(), "C8 members");
    assert_eq!(page(FAY, &private, None), None, "C8 others");
    assert_eq!(page(ANA, &ChannelKey::Facilitators, None), None, "C8 others");
    assert_eq!(page(EVA, &ChannelKey::Plenary, None), None, "C8 not asked");
    assert_eq!(page(NOBODY, &ChannelKey::Plenary, None), None, "C8 strangers");
    assert_eq!(page(FAY, &ChannelKey::Facilitators, None), Some((Vec::new(), false)), "C8 empty");
    assert_eq!(page(BEN, &private, Some(lines[0])), None, "C8 a line of elsewhere");
}

fn reply(to: To, line: LineId) -> Command {
    let (text, mentions) = (text("yes"), Vec::new());
    Command::Send(NewLine { to, text, reply_to: Some(line), mentions })
}

#[test]
fn threads() {
    let (mut story, said) = rich();
    allows("C9 an answer", &story, BEN, reply(To::Plenary, said.open), 1);
    allows("C9 in private", &story, BEN, reply(To::People(vec![ANA]), said.private), 1);
    refuses("C9 elsewhere", &story, BEN, reply(To::Plenary, said.private), NO_SUCH_LINE);
    refuses("C9 unread", &story, BEN, reply(To::Plenary, said.back), NO_SUCH_LINE);
    refuses("C9 withdrawn", &story, ANA, reply(To::Plenary, said.gone), NO_SUCH_LINE);
    refuses("C9 which", &story, ANA, reply(To::Plenary, LineId(NOBODY.0)), NO_SUCH_LINE);
    let answer = story.sends(BEN, reply(To::Plenary, said.open));
    let second = story.sends(ANA, reply(To::Plenary, answer));
    let first = |line| story.state.chat.line(line).unwrap().1.reply_to;
    assert_eq!(first(second), Some(said.open), "C9 an answer to an answer");
    let thread = |story: &Story, who, line| {
        let found = story.state.chat.thread(&story.state.viewer(who), line);
        found.map(|(lines, has_more)| (lines.len(), has_more))
    };
    for line in [said.open, answer, second] {
        assert_eq!(thread(&story, ANA, line), Some((3, false)), "C9 from any of its lines");
    }
    assert_eq!(thread(&story, FAY, said.private), None, "C9 of others");
    assert_eq!(thread(&story, ANA, said.back), None, "C9 in the back");
    assert_eq!(thread(&story, EVA, said.open), None, "C9 not asked");
    story.does(ANA, Command::Withdraw(said.open));
    allows("C9 it goes on", &story, BEN, reply(To::Plenary, answer), 1);
    for _ in 0..THREAD_LINES_MAX - 3 {
        story.sends(BEN, reply(To::Plenary, answer));
    }
    assert_eq!(thread(&story, ANA, answer), Some((THREAD_LINES_MAX, false)), "C9 five hundred");
    story.sends(BEN, reply(To::Plenary, answer));
    assert_eq!(thread(&story, ANA, answer), Some((THREAD_LINES_MAX, true)), "C9 and more");
}

#[test]
fn editing() {
    let (mut story, said) = rich();
    let edit = |line| Command::Edit(line, text("otherwise"));
    allows("C10 the author edits", &story, ANA, edit(said.open), 1);
    allows("C10 in private", &story, ANA, edit(said.private), 1);
    allows("C10 as it is", &story, ANA, Command::Edit(said.open, text("to all")), 0);
    refuses("C10 nobody else", &story, BEN, edit(said.open), NOT_ALLOWED);
    refuses("C10 not who runs it", &story, FAY, edit(said.open), NOT_ALLOWED);
    refuses("C10 unread", &story, BEN, edit(said.back), NO_SUCH_LINE);
    refuses("C10 withdrawn", &story, BEN, edit(said.gone), NO_SUCH_LINE);
    refuses("C10 after the end", &after_the_end(&story), ANA, edit(said.open), WRONG_STATE);
    let watching = watching(&story, ANA);
    refuses("C10 watching", &watching, ANA, edit(said.open), Rejection::WatchingOnly);
    story.does(FAY, Command::Pin(said.open, true));
    story.does(ANA, edit(said.open));
    let plenary = &story.view(BEN).channels[0];
    assert_eq!(texts(&plenary.pinned), ["otherwise"], "C10 pinned");
    assert!(plenary.lines[0].edited_at.is_some(), "C10 it shows");
    assert!(!format!("{:?}", story.view(BEN)).contains("to all"), "C10 what it was is gone");
    the_law_holds_for_all("C10", &story);
}

#[test]
fn withdrawing() {
    let (mut story, said) = rich();
    let withdraw = Command::Withdraw;
    allows("C11 the author", &story, ANA, withdraw(said.open), 1);
    allows("C11 in private", &story, ANA, withdraw(said.private), 1);
    allows("C11 whoever runs it", &story, FAY, withdraw(said.open), 1);
    allows("C11 twice", &story, BEN, withdraw(said.gone), 0);
    allows("C11 after the end", &after_the_end(&story), ANA, withdraw(said.open), 1);
    allows("C11 watching", &watching(&story, ANA), ANA, withdraw(said.open), 1);
    refuses("C11 others", &story, BEN, withdraw(said.open), NOT_ALLOWED);
    refuses("C11 others in private", &story, BEN, withdraw(said.private), NOT_ALLOWED);
    refuses("C11 private lines of others", &story, FAY, withdraw(said.private), NO_SUCH_LINE);
    refuses("C11 unread", &story, BEN, withdraw(said.back), NO_SUCH_LINE);
    let to_fay = story.sends(ANA, say(To::People(vec![FAY]), "to you"));
    refuses("C11 a private line", &story, FAY, withdraw(to_fay), NOT_ALLOWED);
    let how = |line| story.state.chat.line(line).unwrap().1.withdrawn;
    assert_eq!(how(said.gone), Some(Withdrawn::ByAuthor), "C11 it shows who did");
}

#[test]
fn what_withdrawing_leaves() {
    let mut story = Story::live();
    let mentions = vec![BEN];
    let new = NewLine { to: To::Plenary, text: text("secret"), reply_to: None, mentions };
    let line = story.sends(ANA, Command::Send(new));
    story.does(FAY, Command::Pin(line, true));
    story.does(FAY, session::Command::SetSpotlight(Some(session::Spotlight::Line(line))));
    story.does(BEN, Command::React(line, Reaction::Clap, true));
    story.does(FAY, Command::Withdraw(line));
    let view = story.view(BEN);
    assert!(!format!("{view:?}").contains("secret"), "C12 the text is nowhere");
    let (plenary, found) = (&view.channels[0], &view.channels[0].lines[0]);
    assert!(found.mentions.is_empty() && found.text.is_empty(), "C12");
    assert_eq!(found.withdrawn, Some(Withdrawn::ByFacilitator), "C12");
    assert!(plenary.pinned.is_empty() && view.spotlight.is_none(), "C12 nor pinned, nor shown");
    for change in story.last_changes(BEN) {
        assert!(!format!("{change:?}").contains("secret"), "C12 {change:?}");
    }
    for command in [
        Command::Pin(line, true),
        Command::React(line, Reaction::Heart, true),
        Command::React(line, Reaction::Clap, false),
        Command::Report(line),
        Command::Edit(line, text("again")),
        reply(To::Plenary, line),
    ] {
        refuses("C12 nothing more is done with it", &story, FAY, command, NO_SUCH_LINE);
    }
    the_law_holds_for_all("C12", &story);
}

#[test]
fn mentioning() {
    let story = Story::with_guest();
    let mention = |to: To, mentions: &[PersonId]| {
        let mentions = mentions.to_vec();
        Command::Send(NewLine { to, text: text("hey"), reply_to: None, mentions })
    };
    let between = || To::People(vec![BEN]);
    allows("C13 someone", &story, ANA, mention(To::Plenary, &[BEN, FAY, BEN]), 1);
    allows("C13 in private", &story, ANA, mention(between(), &[BEN]), 1);
    refuses("C13 who cannot read", &story, ANA, mention(between(), &[FAY]), NO_SUCH_PERSON);
    let back = mention(To::Facilitators, &[ANA]);
    refuses("C13 in the back", &story, FAY, back, NO_SUCH_PERSON);
    for who in [EVA, GUS, NOBODY] {
        refuses("C13 outside", &story, ANA, mention(To::Plenary, &[who]), NO_SUCH_PERSON);
    }
    let crowd = |n: u128| (0..n).map(|n| PersonId(uuid::Uuid::from_u128(n))).collect::<Vec<_>>();
    let many = mention(To::Plenary, &crowd(MENTIONS_MAX as u128 + 1));
    refuses("C13 too many", &story, ANA, many, Rejection::TooMany);
    let fit = mention(To::Plenary, &crowd(MENTIONS_MAX as u128));
    refuses("C13 twenty may be", &story, ANA, fit, NO_SUCH_PERSON);
}

#[test]
fn pinning() {
    let (mut story, said) = rich();
    let pin = Command::Pin;
    allows("C14 a line", &story, FAY, pin(said.open, true), 1);
    allows("C14 as it is", &story, FAY, pin(said.open, false), 0);
    refuses("C14 by others", &story, ANA, pin(said.open, true), NOT_ALLOWED);
    refuses("C14 in the back", &story, FAY, pin(said.back, true), NO_SUCH_LINE);
    refuses("C14 private", &story, FAY, pin(said.private, true), NO_SUCH_LINE);
    refuses("C14 withdrawn", &story, FAY, pin(said.gone, true), NO_SUCH_LINE);
    story.does(FAY, pin(said.open, true));
    allows("C14 twice", &story, FAY, pin(said.open, true), 0);
    for n in 0..LINES_MAX {
        let line = story.says(BEN, &n.to_string());
        if n < PINS_MAX - 1 {
            story.does(FAY, pin(line, true));
        } else {
            refuses("C14 a sixth", &story, FAY, pin(line, true), Rejection::TooManyPins);
        }
    }
    story.does(BEN, Command::React(said.open, Reaction::Heart, true));
    let plenary = &story.view(BEN).channels[0];
    assert_eq!(texts(&plenary.pinned), ["to all", "0", "1", "2", "3"], "C14 oldest pin first");
    assert_eq!(plenary.pinned[0].reactions[1], 1, "C14 a pinned line is held, however old");
    the_law_holds_for_all("C14", &story);
    story.does(FAY, pin(said.open, false));
    let last = story.says(ANA, "now");
    allows("C14 one fits", &story, FAY, pin(last, true), 1);
    the_law_holds_for_all("C14", &story);
}

#[test]
fn reacting() {
    let (mut story, said) = rich();
    let react = |line, on| Command::React(line, Reaction::Laugh, on);
    allows("C15 to a line", &story, BEN, react(said.open, true), 1);
    allows("C15 to one's own", &story, ANA, react(said.open, true), 1);
    allows("C15 in private", &story, BEN, react(said.private, true), 1);
    allows("C15 nothing to take back", &story, BEN, react(said.open, false), 0);
    refuses("C15 unread", &story, BEN, react(said.back, true), NO_SUCH_LINE);
    refuses("C15 of others", &story, FAY, react(said.private, true), NO_SUCH_LINE);
    refuses("C15 after the end", &after_the_end(&story), BEN, react(said.open, true), WRONG_STATE);
    let watching = watching(&story, BEN);
    refuses("C15 watching", &watching, BEN, react(said.open, true), Rejection::WatchingOnly);
    refuses("C15 not asked", &story, EVA, react(said.open, true), Rejection::ConsentNeeded);
    story.does(BEN, react(said.open, true));
    allows("C15 twice", &story, BEN, react(said.open, true), 0);
    story.does(FAY, react(said.open, true));
    let view = story.view(BEN);
    assert_eq!(view.channels[0].lines[0].reactions, [0, 0, 2, 0, 0, 0], "C15 counted");
    assert_eq!(view.my_reactions, [(said.open, Reaction::Laugh)], "C15 one's own are known");
    assert!(story.view(ANA).my_reactions.is_empty(), "C15 others' are not");
    story.does(BEN, react(said.open, false));
    assert_eq!(story.view(BEN).channels[0].lines[0].reactions[2], 1, "C15 taken back");
    the_law_holds_for_all("C15", &story);
    let many =
        (0..REACTIONS_MAX as u128).map(|n| (LineId(uuid::Uuid::from_u128(n)), Reaction::Clap));
    story.state.chat.reacted.insert(BEN, many.collect());
    refuses("C15 a thousand", &story, BEN, react(said.open, true), Rejection::TooMany);
}

#[test]
fn reporting() {
    let (mut story, said) = rich();
    let report = Command::Report;
    allows("C16 a line", &story, BEN, report(said.open), 1);
    allows("C16 a private one", &story, BEN, report(said.private), 1);
    allows("C16 watching", &watching(&story, BEN), BEN, report(said.open), 1);
    allows("C16 after the end", &after_the_end(&story), BEN, report(said.open), 1);
    refuses("C16 unread", &story, BEN, report(said.back), NO_SUCH_LINE);
    refuses("C16 of others", &story, FAY, report(said.private), NO_SUCH_LINE);
    refuses("C16 withdrawn", &story, ANA, report(said.gone), NO_SUCH_LINE);
    refuses("C16 not asked", &story, EVA, report(said.open), NO_SUCH_LINE);
    story.does(BEN, report(said.open));
    allows("C16 once", &story, BEN, report(said.open), 0);
    let many = (0..REPORTS_MAX as u128).map(|n| LineId(uuid::Uuid::from_u128(n)));
    story.state.chat.reported.insert(BEN, many.collect());
    refuses("C16 fifty", &story, BEN, report(said.private), Rejection::TooMany);
}

#[test]
fn reviewing() {
    let (mut story, said) = rich();
    let review = |story: &Story, line| story.state.chat.review(line).cloned();
    assert_eq!(review(&story, said.gone).unwrap().line.text, "forget this", "C17 with its text");
    assert!(review(&story, said.open).is_none(), "C17");
    refuses("C17 none", &story, FAY, Command::Keep(said.open), NO_SUCH_LINE);
    story.does(BEN, Command::Report(said.open));
    refuses("C17 by others", &story, BEN, Command::Keep(said.open), NOT_ALLOWED);
    story.does(ANA, Command::Edit(said.open, text("something bad")));
    assert_eq!(review(&story, said.open).unwrap().line.text, "to all", "C17 as it was");
    story.does(FAY, Command::Keep(said.open));
    allows("C17 settled", &story, FAY, Command::Keep(said.open), 0);
    story.does(FAY, Command::Report(said.open));
    let again = review(&story, said.open).unwrap();
    assert_eq!((again.state, again.settled_by), (ReviewState::Open, None), "C17 open again");
    assert_eq!(again.reporters, [BEN, FAY], "C17");
    assert_eq!(again.line.text, "something bad", "C17 about what is said now");
    story.does(FAY, Command::Withdraw(said.open));
    let settled = review(&story, said.open).unwrap();
    assert_eq!((settled.state, settled.settled_by), (ReviewState::Withdrawn, Some(FAY)), "C17");
    allows("C17 nothing to keep", &story, FAY, Command::Keep(said.open), 0);
    the_law_holds_for_all("C17", &story);
}

#[test]
fn reviews_of_private_lines() {
    let (mut story, said) = rich();
    let shows = |story: &Story| format!("{:?}", story.view(FAY)).contains("between us");
    story.does(ANA, Command::Withdraw(said.private));
    assert!(story.state.chat.review(said.private).is_none(), "C17 nobody has shown it");
    let other = story.sends(ANA, say(To::People(vec![BEN]), "between us"));
    assert!(!shows(&story), "C17");
    story.does(BEN, Command::Report(other));
    assert!(shows(&story), "C17 someone has");
    story.does(ANA, Command::Withdraw(other));
    let state = story.state.chat.review(other).unwrap().state;
    assert_eq!(state, ReviewState::Withdrawn, "C17 settled");
    assert!(!format!("{:?}", story.view(BEN)).contains("between us"), "C17 gone for the others");
    the_law_holds_for_all("C17", &story);
}

#[test]
fn reviews_are_bounded() {
    let mut story = Story::live();
    let lines: Vec<_> = (0..=REVIEWS_MAX).map(|n| story.says(ANA, &n.to_string())).collect();
    for line in &lines {
        story.does(ANA, Command::Withdraw(*line));
    }
    let reviews = story.view(FAY).reviews;
    assert_eq!((reviews.len(), &*reviews[0].line.text), (REVIEWS_MAX, "1"), "C17 two hundred");
    the_law_holds_for_all("C17", &story);
    let line = story.says(ANA, "hm");
    for n in 0..20_u128 {
        let review = |chat: &mut Chat| {
            let person = PersonId(uuid::Uuid::from_u128(n));
            apply(chat, 5, &Event::Reported(line, person));
        };
        review(&mut story.state.chat);
    }
    let reporters = story.state.chat.review(line).unwrap().reporters.len();
    assert_eq!(reporters, 10, "C17 ten are named");
}

#[test]
fn rules_of_conversation() {
    let rules = |rules| Command::SetRules(rules);
    let slow = Rules { slow_mode_s: 60, ..Rules::default() };
    let locked = Rules { locked: true, ..Rules::default() };
    let mut story = Story::live();
    allows("C18 set", &story, FAY, rules(slow), 1);
    allows("C18 as they are", &story, FAY, rules(Rules::default()), 0);
    let digest = Rules { digest_above_per_minute: 60, ..Rules::default() };
    allows("C25 digests", &story, FAY, rules(digest), 1);
    refuses("C25 by others", &story, ANA, rules(digest), NOT_ALLOWED);
    refuses("C18 by others", &story, ANA, rules(slow), NOT_ALLOWED);
    let mut quiet = story.clone();
    quiet.does(FAY, rules(locked));
    refuses("C18 locked", &quiet, ANA, say(To::Plenary, "hello"), Rejection::Locked);
    allows("C18 who runs it", &quiet, FAY, say(To::Plenary, "hello"), 1);
    allows("C18 in private", &quiet, ANA, say(To::People(vec![BEN]), "hello"), 1);
    the_law_holds_for_all("C18", &quiet);
    story.does(FAY, rules(slow));
    allows("C18 the first", &story, ANA, say(To::Plenary, "one"), 1);
    story.says(ANA, "one");
    let said_at = story.events.last().unwrap().at;
    let at = |ms| story.later(said_at + ms - story.now());
    let two = || say(To::Plenary, "two");
    refuses("C18 at once", &at(1), ANA, two(), Rejection::SlowMode(60));
    refuses("C18 whole seconds", &at(58_001), ANA, two(), Rejection::SlowMode(2));
    refuses("C18 too soon", &at(59_999), ANA, two(), Rejection::SlowMode(1));
    allows("C18 a minute later", &at(60_000), ANA, two(), 1);
    allows("C18 others", &at(1), BEN, two(), 1);
    allows("C18 in private", &at(1), ANA, say(To::People(vec![BEN]), "two"), 1);
    story.says(FAY, "one");
    allows("C18 who runs it", &story, FAY, two(), 1);
}

#[test]
fn private_lines() {
    let mut story = Story::live();
    story.sends(ANA, say(To::People(vec![BEN]), "before"));
    let to = |people: &[PersonId]| say(To::People(people.to_vec()), "psst");
    let only = |private_lines| {
        let mut story = story.clone();
        story.does(FAY, Command::SetRules(Rules { private_lines, ..Rules::default() }));
        story
    };
    allows("C19 anyone", &story, ANA, to(&[BEN, FAY]), 1);
    let upwards = only(PrivateLines::ToFacilitators);
    allows("C19 to who runs it", &upwards, ANA, to(&[FAY]), 1);
    refuses("C19 to others", &upwards, ANA, to(&[BEN]), Rejection::PrivateOff);
    refuses("C19 to both", &upwards, ANA, to(&[BEN, FAY]), Rejection::PrivateOff);
    allows("C19 facilitators", &upwards, FAY, to(&[ANA, BEN]), 1);
    let off = only(PrivateLines::Off);
    refuses("C19 off", &off, ANA, to(&[FAY]), Rejection::PrivateOff);
    allows("C19 facilitators", &off, FAY, to(&[ANA]), 1);
    assert_eq!(off.view(BEN).channels.len(), 2, "C19 what was said stays");
}

#[test]
fn a_session_is_full() {
    let mut story = Story::live();
    story.says(ANA, "one");
    let mut line = Line::clone(&story.view(ANA).channels[0].lines[0]);
    let mut channel = Channel::default();
    for n in 0..LINES_TOTAL_MAX as u128 - 2 {
        line.id = LineId(uuid::Uuid::from_u128(n));
        channel.lines.push_back(Arc::new(line.clone()));
    }
    story.state.chat.put(ChannelKey::Private([ANA, FAY].into()), channel);
    allows("C20 the last", &story, BEN, say(To::Plenary, "hello"), 1);
    story.says(BEN, "hello");
    refuses("C20 one more", &story, BEN, say(To::Plenary, "hello"), Rejection::Full);
}

/// One person cannot use up the room that all share.
#[test]
fn one_person_says_so_much() {
    let mut story = Story::live();
    for _ in 0..LINES_PER_PERSON_MAX {
        story.says(ANA, "again");
    }
    refuses("C20 of one person", &story, ANA, say(To::Plenary, "again"), Rejection::TooMany);
    allows("C20 others", &story, BEN, say(To::Plenary, "hello"), 1);
}

/// An old line must not say what a new one may not.
#[test]
fn edits_obey_the_rules_too() {
    let mut story = Story::live();
    let open = story.says(ANA, "open");
    let sent = story.does(ANA, say(To::People(vec![BEN]), "private"));
    let [crate::domain::Event::Chat(Event::Sent { line: private, .. })] = &sent[..] else {
        panic!("{sent:?}")
    };
    let rules = Rules { locked: true, private_lines: PrivateLines::Off, ..Rules::default() };
    story.does(FAY, Command::SetRules(rules));
    let edit = |line| Command::Edit(line, text("otherwise"));
    refuses("C10 C18 locked", &story, ANA, edit(open), Rejection::Locked);
    refuses("C10 C19 switched off", &story, ANA, edit(*private), Rejection::PrivateOff);
}
