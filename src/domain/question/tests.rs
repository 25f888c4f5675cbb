//! Q1 to Q15.

use super::*;
use crate::domain::{
    Command as AnyCommand,
    chat::Rejection as Chat,
    count,
    roster::{self, Consent},
    session::{self, Spotlight},
    tests::{
        ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, person_id, refuses, text,
        the_law_holds_for_all,
    },
};

const WRONG_STATE: session::Rejection = session::Rejection::WrongState;
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;
const NONE: Rejection = Rejection::NoSuchQuestion;
const STAGE: Rejection = Rejection::WrongStage;

fn ask(text: &str, anonymous: bool) -> Command {
    Command::Ask { text: QuestionText::parse(text).unwrap(), anonymous }
}

fn rules(moderation: Moderation, closed: bool, named_only: bool) -> Command {
    Command::SetRules(Rules { moderation, closed, named_only })
}

fn reply(said: &str) -> Option<Reply> {
    Some(Reply::InText(text(said)))
}

impl Story {
    fn asks(&mut self, who: PersonId, text: &str, anonymous: bool) -> QuestionId {
        match self.does(who, ask(text, anonymous)).as_slice() {
            [crate::domain::Event::Question(Event::Asked { question, .. })] => *question,
            other => panic!("{other:?}"),
        }
    }

    fn counts(&mut self) {
        self.pass(count::COUNT_MS);
        self.server(AnyCommand::Count);
    }

    fn shown(&self, who: PersonId) -> Vec<String> {
        self.view(who).questions.shown.into_iter().map(|asked| asked.text).collect()
    }

    fn votes(&self, who: PersonId) -> Vec<u32> {
        self.view(who).questions.shown.into_iter().map(|asked| asked.votes).collect()
    }
}

#[test]
fn asking() {
    allows("Q1 live", &Story::live(), ANA, ask("Why?", false), 1);
    allows("Q1 in the lobby", &Story::in_lobby(), ANA, ask("Why?", true), 1);
    refuses("Q1 before", &Story::scheduled(), FAY, ask("Why?", false), Chat::ConsentNeeded);
    refuses("Q1 after", &Story::ended(), ANA, ask("Why?", false), WRONG_STATE);
    refuses("Q1 unasked", &Story::live(), EVA, ask("Why?", false), Chat::ConsentNeeded);
    refuses("Q1 strangers", &Story::live(), NOBODY, ask("Why?", false), NOT_ALLOWED);
    let mut story = Story::live();
    story.does(EVA, session::Command::AnswerConsent(Consent::WatchOnly));
    refuses("Q1 watching", &story, EVA, ask("Why?", false), Chat::WatchingOnly);
    let at_door = Story::with_guest();
    refuses("Q1 at the door", &at_door, GUS, ask("Why?", false), roster::Rejection::Waiting);
}

#[test]
fn who_asked() {
    let mut story = Story::live();
    let (named, hidden) = (story.asks(ANA, "By name?", false), story.asks(ANA, "Without?", true));
    story.does(FAY, Command::Show(hidden, true));
    let authors = |story: &Story, who| {
        let shown = story.view(who).questions.shown.into_iter();
        shown.map(|asked| asked.author.map(|(id, _)| id)).collect::<Vec<_>>()
    };
    assert_eq!(authors(&story, BEN), [Some(ANA), None], "Q2");
    assert_eq!(authors(&story, FAY), [Some(ANA), None], "Q2 nothing else on the wall");
    let desk = story.view(FAY).questions.desk;
    assert_eq!([desk[0].author.0, desk[1].author.0], [ANA, ANA], "Q2 staff see it");
    assert_eq!([desk[0].anonymous, desk[1].anonymous], [false, true], "Q2");
    assert_eq!(story.view(BEN).questions.desk, Vec::new(), "Q2");
    let mine: Vec<_> = story.view(ANA).questions.mine.iter().map(|mine| mine.asked.id).collect();
    assert_eq!(mine, [named, hidden], "Q2 one's own");
    the_law_holds_for_all("Q2", &story);
}

#[test]
fn what_waits() {
    let mut story = Story::live();
    let stage = |story: &mut Story, who, anonymous| {
        let id = story.asks(who, "Why?", anonymous);
        story.state.questions.get(id).unwrap().stage
    };
    use Moderation as M;
    assert_eq!(stage(&mut story, ANA, false), Stage::Shown, "Q3 by name");
    assert_eq!(stage(&mut story, ANA, true), Stage::Waiting, "Q3 anonymous");
    story.does(FAY, rules(M::All, false, false));
    assert_eq!(stage(&mut story, ANA, false), Stage::Waiting, "Q3 all");
    assert_eq!(stage(&mut story, FAY, true), Stage::Shown, "Q3 who runs it");
    story.does(FAY, rules(M::Nobody, false, false));
    assert_eq!(stage(&mut story, ANA, true), Stage::Shown, "Q3 none");
    let mut story = Story::live();
    refuses("Q4 by others", &story, ANA, rules(M::All, true, false), NOT_ALLOWED);
    allows("Q4 as they are", &story, FAY, rules(M::Anonymous, false, false), 0);
    story.does(FAY, rules(M::Anonymous, false, true));
    refuses("Q4 by name only", &story, ANA, ask("Why?", true), Rejection::Closed);
    allows("Q4 by name only", &story, ANA, ask("Why?", false), 1);
    story.does(FAY, rules(M::Anonymous, true, false));
    refuses("Q4 closed", &story, ANA, ask("Why?", false), Rejection::Closed);
    assert!(story.view(ANA).questions.rules.closed, "Q4 everyone knows");
    the_law_holds_for_all("Q4", &story);
}

#[test]
fn how_many() {
    let mut story = Story::live();
    let all: Vec<_> = (0..OPEN_MAX).map(|_| story.asks(ANA, "Why?", false)).collect();
    refuses("Q5 twenty", &story, ANA, ask("Why?", false), Rejection::TooMany);
    allows("Q5 of one person", &story, BEN, ask("Why?", false), 1);
    story.does(FAY, Command::Answer(all[0], Some(Reply::Live)));
    allows("Q5 one is answered", &story, ANA, ask("Why?", false), 1);
    story.does(ANA, Command::Withdraw(all[1]));
    story.asks(ANA, "Why?", false);
    allows("Q5 one is taken back", &story, ANA, ask("Why?", false), 1);
    for _ in OPEN_MAX + 1..ASKED_MAX {
        let id = story.asks(ANA, "Why?", false);
        story.does(ANA, Command::Withdraw(id));
    }
    refuses("Q5 a hundred", &story, ANA, ask("Why?", false), Rejection::TooMany);
    while story.state.questions.all.len() < TOTAL_MAX {
        story.asks(FAY, "Why?", false);
    }
    refuses("Q5 a thousand", &story, FAY, ask("Why?", false), Rejection::Full);
}

#[test]
fn what_is_seen() {
    let mut story = Story::live();
    let first = story.asks(ANA, "first", false);
    let waits = story.asks(BEN, "waits", true);
    story.asks(BEN, "second", false);
    assert_eq!(story.shown(ANA), ["first", "second"], "Q6");
    story.does(FAY, Command::Show(waits, true));
    assert_eq!(story.shown(ANA), ["first", "second", "waits"], "Q6 as they were shown");
    story.does(FAY, Command::Show(first, false));
    assert_eq!(story.shown(FAY), ["second", "waits"], "Q6 hidden");
    assert_eq!(story.view(ANA).questions.mine[0].asked.stage, Stage::Hidden, "Q6 its author");
    assert_eq!(story.view(FAY).questions.desk.len(), 3, "Q6 facilitators");
    assert_eq!(story.view(BEN).questions.mine.len(), 2, "Q6 one's own");
    the_law_holds_for_all("Q6", &story);
    story.does(FAY, Command::Show(first, true));
    assert_eq!(story.shown(ANA), ["second", "waits", "first"], "Q6 again");
    story.asks(ANA, "unseen", true);
    assert_eq!(story.last_changes(BEN), Vec::new(), "Q6 others do not learn of it");
    let unseen = story.state.questions.all.back().unwrap().id;
    for command in [Command::Show(unseen, false), Command::Answer(unseen, reply("No"))] {
        story.does(FAY, command);
        assert_eq!(story.last_changes(BEN), Vec::new(), "Q6 nor of what becomes of it");
    }
    the_law_holds_for_all("Q6", &story);
}

#[test]
fn voting() {
    let mut story = Story::live();
    let (id, waits) = (story.asks(ANA, "Why?", false), story.asks(ANA, "Who?", true));
    allows("Q7", &story, BEN, Command::Vote(id, true), 1);
    allows("Q7 not yet", &story, BEN, Command::Vote(id, false), 0);
    refuses("Q7 one's own", &story, ANA, Command::Vote(id, true), NOT_ALLOWED);
    refuses("Q7 not shown", &story, BEN, Command::Vote(waits, true), NONE);
    refuses("Q7 none", &story, BEN, Command::Vote(QuestionId(GUS.0), true), NONE);
    refuses("Q7 unasked", &story, EVA, Command::Vote(id, true), Chat::ConsentNeeded);
    story.does(BEN, Command::Vote(id, true));
    allows("Q7 once", &story, BEN, Command::Vote(id, true), 0);
    allows("Q7 taken back", &story, BEN, Command::Vote(id, false), 1);
    let yes = Change::Question(Update::MyVote(id, true));
    assert_eq!(story.last_changes(BEN), [yes], "Q8 at once");
    assert_eq!(story.last_changes(ANA), Vec::new(), "Q8 nobody else");
    assert_eq!(story.votes(ANA), [0], "Q8 not yet");
    story.counts();
    let votes = Change::Question(Update::Votes(vec![(id, 1)]));
    assert_eq!(story.last_changes(ANA), [votes], "Q8 by the count");
    assert_eq!(story.votes(ANA), [1], "Q8");
    story.pass(count::COUNT_MS);
    assert!(story.server(AnyCommand::Count).is_empty(), "Q8 nothing new");
    story.does(FAY, Command::Vote(id, true));
    story.does(FAY, Command::Vote(id, false));
    story.pass(count::COUNT_MS);
    assert!(story.server(AnyCommand::Count).is_empty(), "Q8 nothing after all");
    story.does(FAY, Command::Answer(id, Some(Reply::Live)));
    allows("Q7 answered", &story, BEN, Command::Vote(id, false), 1);
    the_law_holds_for_all("Q8", &story);
    story.does(FAY, session::Command::End);
    story.does(FAY, session::Command::EndNow);
    refuses("Q7 after", &story, BEN, Command::Vote(id, false), WRONG_STATE);
}

#[test]
fn taking_back() {
    let mut story = Story::live();
    let (id, waits) = (story.asks(ANA, "rash", false), story.asks(ANA, "hidden", true));
    refuses("Q9 others", &story, BEN, Command::Withdraw(id), NOT_ALLOWED);
    refuses("Q9 unseen", &story, BEN, Command::Withdraw(waits), NONE);
    refuses("Q9 facilitators", &story, FAY, Command::Withdraw(waits), NOT_ALLOWED);
    story.does(BEN, Command::Vote(id, true));
    let mut answered = story.clone();
    answered.does(FAY, Command::Answer(id, Some(Reply::Live)));
    refuses("Q9 answered", &answered, ANA, Command::Withdraw(id), STAGE);
    answered.does(FAY, Command::Answer(id, None));
    allows("Q9 not after all", &answered, ANA, Command::Withdraw(id), 1);
    story.does(ANA, Command::Withdraw(id));
    assert_eq!(story.view(BEN).questions, Seen::default(), "Q9 gone");
    for who in [ANA, FAY] {
        assert!(!format!("{:?}", story.view(who)).contains("rash"), "Q9 nobody reads it");
    }
    assert_eq!(story.view(FAY).questions.desk[0].asked.stage, Stage::Withdrawn, "Q9");
    allows("Q9 twice", &story, ANA, Command::Withdraw(id), 0);
    refuses("Q9 no more", &story, FAY, Command::Show(id, true), STAGE);
    refuses("Q9 no votes", &story, FAY, Command::Vote(id, true), NONE);
    the_law_holds_for_all("Q9", &story);
    story.does(FAY, session::Command::End);
    story.does(FAY, session::Command::EndNow);
    allows("Q9 after the end", &story, ANA, Command::Withdraw(waits), 1);
}

#[test]
fn showing() {
    let mut story = Story::live();
    let id = story.asks(ANA, "Why?", true);
    refuses("Q10 others", &story, ANA, Command::Show(id, true), NOT_ALLOWED);
    refuses("Q10 none", &story, FAY, Command::Show(QuestionId(GUS.0), true), NONE);
    allows("Q10 hides what waits", &story, FAY, Command::Show(id, false), 1);
    story.does(FAY, Command::Show(id, true));
    allows("Q10 is shown", &story, FAY, Command::Show(id, true), 0);
    story.does(FAY, session::Command::End);
    story.does(FAY, session::Command::EndNow);
    allows("Q10 after the end", &story, FAY, Command::Show(id, false), 1);
}

#[test]
fn merging() {
    let mut story = Story::live();
    story.does(EVA, session::Command::AnswerConsent(Consent::Given));
    let (part, whole) = (story.asks(ANA, "part", false), story.asks(BEN, "whole", false));
    for (who, id) in [(BEN, part), (EVA, part), (EVA, whole)] {
        story.does(who, Command::Vote(id, true));
    }
    refuses("Q11 others", &story, ANA, Command::Merge(part, whole), NOT_ALLOWED);
    refuses("Q11 itself", &story, FAY, Command::Merge(part, part), STAGE);
    refuses("Q11 none", &story, FAY, Command::Merge(part, QuestionId(GUS.0)), NONE);
    let mut answered = story.clone();
    answered.does(FAY, Command::Answer(part, Some(Reply::Live)));
    refuses("Q11 answered", &answered, FAY, Command::Merge(part, whole), STAGE);
    allows("Q11 into what is", &answered, FAY, Command::Merge(whole, part), 1);
    story.does(FAY, Command::Merge(part, whole));
    story.counts();
    assert_eq!(story.shown(FAY), ["whole"], "Q11 one is left");
    assert_eq!(story.votes(FAY), [2], "Q11 Ana and Eva, once, and not Ben");
    assert_eq!(story.view(ANA).questions.votes, [whole], "Q11 its author");
    assert_eq!(story.view(EVA).questions.votes, [whole], "Q11 once");
    assert_eq!(story.view(BEN).questions.votes, [], "Q11 not what one asks");
    assert_eq!(story.view(ANA).questions.mine[0].asked.stage, Stage::Merged(whole), "Q11");
    assert_eq!(story.view(FAY).questions.shown[0].merged, 1, "Q11 how many");
    refuses("Q11 is part", &story, FAY, Command::Merge(part, whole), STAGE);
    refuses("Q11 into a part", &story, FAY, Command::Merge(whole, part), STAGE);
    refuses("Q11 taken back", &story, ANA, Command::Withdraw(part), STAGE);
    the_law_holds_for_all("Q11", &story);
}

#[test]
fn answering() {
    let mut story = Story::live();
    let id = story.asks(ANA, "Why?", false);
    let answer = |reply| Command::Answer(id, reply);
    refuses("Q12 others", &story, ANA, answer(Some(Reply::Live)), NOT_ALLOWED);
    refuses("Q12 none", &story, FAY, Command::Answer(QuestionId(GUS.0), None), NONE);
    allows("Q12 not yet", &story, FAY, answer(None), 0);
    story.does(FAY, answer(Some(Reply::Live)));
    allows("Q12 twice", &story, FAY, answer(Some(Reply::Live)), 0);
    story.does(FAY, session::Command::End);
    story.does(FAY, session::Command::EndNow);
    allows("Q12 not after all", &story, FAY, answer(None), 1);
    story.does(FAY, answer(reply("Because")));
    let answered = story.view(BEN).questions.shown.remove(0).answered.unwrap();
    let because = Answer::InText("Because".to_owned());
    assert_eq!((answered.answer, answered.by), (because, FAY), "Q12 in writing, after the end");
    let mut undone = story.clone();
    undone.does(FAY, answer(None));
    refuses("Q12 speaking is over", &undone, FAY, answer(Some(Reply::Live)), WRONG_STATE);
    refuses("Q13 others", &story, ANA, Command::Assign(id, Some(FAY), 5), NOT_ALLOWED);
    let nobody = roster::Rejection::NoSuchPerson;
    refuses("Q13 one of them", &story, FAY, Command::Assign(id, Some(BEN), 5), nobody);
    allows("Q13 both", &story, FAY, Command::Assign(id, Some(FAY), 5), 2);
    story.does(FAY, Command::Assign(id, Some(FAY), 0));
    assert_eq!(story.last_changes(ANA), Vec::new(), "Q13 who, is theirs to know");
    allows("Q13 as it is", &story, FAY, Command::Assign(id, Some(FAY), 0), 0);
    story.does(FAY, Command::Assign(id, None, 7));
    assert_eq!(story.view(BEN).questions.shown[0].promised, 7, "Q13 by when, everyone's");
    the_law_holds_for_all("Q13", &story);
}

#[test]
fn who_a_guest_turns_out_to_be() {
    let mut story = Story::with_guest_in();
    story.does(EVA, session::Command::AnswerConsent(Consent::Given));
    let named = story.asks(GUS, "By name?", false);
    story.asks(EVA, "Hers?", false);
    let hidden = story.asks(GUS, "Without?", true);
    let other = story.asks(ANA, "Other?", false);
    for (who, id) in [(GUS, other), (EVA, other), (EVA, named)] {
        story.does(who, Command::Vote(id, true));
    }
    story.counts();
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    let about = |change: &Change, id| match change {
        Change::Question(Update::Put(asked)) => asked.id == id,
        _ => false,
    };
    let told = story.last_changes(BEN);
    assert!(told.iter().any(|change| about(change, named)), "Q14 whose it is");
    assert!(!told.iter().any(|change| about(change, hidden)), "Q14 not of an anonymous one");
    story.counts();
    assert_eq!(story.view(EVA).questions.mine.len(), 3, "Q14 hers");
    assert_eq!(story.view(EVA).questions.votes, [other], "Q14 not for her own");
    assert_eq!(story.votes(ANA), [0, 0, 1], "Q14 one vote of both");
    the_law_holds_for_all("Q14", &story);
    story.does(FAY, roster::Command::Remove(EVA));
    assert_eq!(story.shown(BEN).len(), 3, "Q14 of whoever was taken out");
}

#[test]
fn in_the_spotlight() {
    let on = |id| session::Command::SetSpotlight(Some(Spotlight::Question(id)));
    let mut story = Story::live();
    let (id, whole) = (story.asks(ANA, "Why?", true), story.asks(BEN, "Why?", false));
    refuses("Q15 waits", &story, FAY, on(id), NONE);
    story.does(FAY, Command::Show(id, true));
    story.does(FAY, on(id));
    assert_eq!(story.view(BEN).spotlight, Some(session::Shown::Question(id)), "Q15");
    let goes_out = |rule, who, command: Command| {
        let mut story = story.clone();
        story.does(who, command);
        assert_eq!(story.view(BEN).spotlight, None, "Q15 {rule}");
        the_law_holds_for_all("Q15", &story);
    };
    goes_out("hidden", FAY, Command::Show(id, false));
    goes_out("taken back", ANA, Command::Withdraw(id));
    goes_out("part of another", FAY, Command::Merge(id, whole));
    story.does(FAY, Command::Show(whole, false));
    assert!(story.view(BEN).spotlight.is_some(), "Q15 another");
    assert!(story.state.questions.get(QuestionId(person_id(9).0)).is_none());
}
