//! A line that is edited or withdrawn, or an answer that is hidden, while some have not read it
//! yet: what waits for them is replaced, change by change, so that counts still hold. Only a
//! frame that is already on its way to someone still says what it was.

use crate::{
    domain::{
        Change, Event, LineId, QuestionId, RunId, State,
        chat::{self, ChannelKey, Conversation, Line},
        poll::{self, BallotBox},
        question::{self, Fate, Update},
    },
    live::{Item, frame::Holds},
};
use std::{collections::HashMap, sync::Arc};

/// What takes back what others have yet to read.
pub(super) enum Withheld {
    /// A line is no longer what it was.
    Line(Box<OneLine>),
    /// What was said in rooms is forgotten.
    Rooms(Forgotten),
    /// A question is not shown any more.
    Question(QuestionId, Arc<Item>),
    /// A text is not shown any more among what came of a run.
    Results(Box<OneRun>),
}

impl Withheld {
    /// What an event takes back. `state` is the state after it.
    pub(super) fn of(state: &State, event: &Event) -> Option<Self> {
        match event {
            Event::Chat(chat::Event::Edited(id, _) | chat::Event::Withdrawn { line: id, .. }) => {
                OneLine::of(state, *id).map(|line| Self::Line(Box::new(line)))
            }
            Event::Chat(chat::Event::Forgotten(round)) => {
                let lines = state.chat.lines_of_round(*round);
                Some(Self::Rooms(Forgotten(
                    lines.map(|(key, line)| (line.id, (key, line))).collect(),
                )))
            }
            Event::Question(question::Event::Set(id, Fate::Hidden | Fate::Withdrawn, _)) => {
                let gone = Change::Question(Update::Gone(*id));
                Some(Self::Question(*id, Item::of_change(&gone)))
            }
            Event::Poll(poll::Event::Hidden(run, ..)) => {
                state.polls.run(*run).map(|found| Self::Results(Box::new(OneRun::of(found))))
            }
            _ => None,
        }
    }

    /// Replaces an item that shows too much.
    pub(super) fn replace(&self, item: &mut Arc<Item>) {
        match self {
            Self::Line(line) => line.replace(item),
            Self::Rooms(forgotten) => forgotten.replace(item),
            Self::Question(id, gone) => {
                if matches!(item.holds, Holds::Question(shown) if shown == *id) {
                    *item = Arc::clone(gone);
                }
            }
            Self::Results(run) => run.replace(item),
        }
    }
}

/// What came of a run as it is shown now, to whomever.
pub(super) struct OneRun {
    run: RunId,
    shown: Arc<Item>,
    voters: Arc<Item>,
    team: Arc<Item>,
}

impl OneRun {
    fn of(found: &BallotBox) -> Self {
        Self {
            run: found.run.id,
            shown: Item::of_change(&Change::ShownPut(found.shown())),
            voters: Item::of_change(&Change::TallyPut(found.shown())),
            team: Item::of_change(&Change::TallyPut(found.tally())),
        }
    }

    fn replace(&self, item: &mut Arc<Item>) {
        let new = match item.holds {
            Holds::Results(run) if run == self.run => &self.shown,
            Holds::Tally { run, is_for_team } if run == self.run => {
                if is_for_team {
                    &self.team
                } else {
                    &self.voters
                }
            }
            _ => return,
        };
        *item = Arc::clone(new);
    }
}

/// Lines as they are now, and where each was said.
pub(super) struct Forgotten(HashMap<LineId, (ChannelKey, Arc<Line>)>);

impl Forgotten {
    fn replace(&self, item: &mut Arc<Item>) {
        let now = match &item.holds {
            Holds::Line(id) => {
                self.0.get(id).map(|(key, line)| Change::LineAdded(key.clone(), Arc::clone(line)))
            }
            Holds::ChangedLine(id) => {
                self.0.get(id).map(|(key, line)| Change::LinePut(key.clone(), Arc::clone(line)))
            }
            Holds::Conversation(conversation) => {
                retold(conversation, |line| self.0.get(&line.id).map(|(_, line)| line))
                    .map(Change::ChannelSet)
            }
            Holds::Pins
            | Holds::Spotlight
            | Holds::Question(_)
            | Holds::Results(_)
            | Holds::Tally { .. }
            | Holds::Nothing => None,
        };
        if let Some(now) = now {
            *item = Item::of_change(&now);
        }
    }
}

/// A conversation in which lines are what they became; nothing if none of them is in it.
fn retold<'a>(
    conversation: &Conversation,
    now: impl Fn(&Line) -> Option<&'a Arc<Line>>,
) -> Option<Conversation> {
    let mut new = conversation.clone();
    let mut is_same = true;
    for line in new.lines.iter_mut().chain(&mut new.pinned) {
        if let Some(now) = now(line) {
            *line = Arc::clone(now);
            is_same = false;
        }
    }
    (!is_same).then_some(new)
}

/// What takes the place of items that hold a line which is no longer what it was.
pub(super) struct OneLine {
    line: Arc<Line>,
    added: Arc<Item>,
    changed: Arc<Item>,
    pins: Arc<Item>,
    spotlight: Arc<Item>,
}

impl OneLine {
    fn of(state: &State, id: LineId) -> Option<Self> {
        let (key, line) = state.chat.line(id)?;
        let pinned = state.chat.pinned(&ChannelKey::Plenary);
        Some(Self {
            line: Arc::clone(line),
            added: Item::of_change(&Change::LineAdded(key.clone(), Arc::clone(line))),
            changed: Item::of_change(&Change::LinePut(key.clone(), Arc::clone(line))),
            pins: Item::of_change(&Change::Pinned(ChannelKey::Plenary, pinned)),
            spotlight: Item::of_change(&Change::Spotlight(state.spotlight())),
        })
    }

    fn replace(&self, item: &mut Arc<Item>) {
        let new = match &item.holds {
            Holds::Line(id) if *id == self.line.id => Arc::clone(&self.added),
            Holds::ChangedLine(id) if *id == self.line.id => Arc::clone(&self.changed),
            Holds::Conversation(conversation) => match self.retold(conversation) {
                Some(new) => new,
                None => return,
            },
            Holds::Pins => Arc::clone(&self.pins),
            Holds::Spotlight => Arc::clone(&self.spotlight),
            Holds::Nothing
            | Holds::Question(_)
            | Holds::Results(_)
            | Holds::Tally { .. }
            | Holds::Line(_)
            | Holds::ChangedLine(_) => return,
        };
        *item = new;
    }

    fn retold(&self, conversation: &Conversation) -> Option<Arc<Item>> {
        let now = |line: &Line| (line.id == self.line.id).then_some(&self.line);
        retold(conversation, now).map(|new| Item::of_change(&Change::ChannelSet(new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Command, PersonId, RoundId,
        count::COUNT_MS,
        poll::tests::{asked, poll as poll_of, run_of},
        tests::{ANA, BEN, FAY},
    };
    use uuid::Uuid;

    fn line(n: u128, text: &str) -> Arc<Line> {
        Arc::new(Line {
            id: LineId(Uuid::from_u128(n)),
            author: PersonId(Uuid::from_u128(1)),
            author_name: "Person 1".to_owned(),
            text: text.to_owned(),
            at: 0,
            reply_to: None,
            mentions: [].into(),
            edited_at: None,
            withdrawn: None,
            reactions: [0; 6],
        })
    }

    fn conversation(lines: Vec<Arc<Line>>) -> Arc<Item> {
        let new = Conversation::new(ChannelKey::Plenary);
        Item::of_change(&Change::ChannelSet(Conversation { lines, ..new }))
    }

    #[test]
    fn what_was_said_in_rooms_does_not_wait() {
        let room = ChannelKey::Room(RoundId(Uuid::from_u128(7)), 1);
        let now = line(1, "");
        let lines = HashMap::from([(now.id, (room.clone(), Arc::clone(&now)))]);
        let withheld = Withheld::Rooms(Forgotten(lines));
        let of = |line: &Arc<Line>| {
            let (key, line) = (room.clone(), Arc::clone(line));
            let added = Change::LineAdded(key.clone(), Arc::clone(&line));
            [Item::of_change(&added), Item::of_change(&Change::LinePut(key, line))]
        };
        let was = line(1, "among us");
        for (mut waiting, wanted) in of(&was).into_iter().zip(of(&now)) {
            withheld.replace(&mut waiting);
            assert_eq!(waiting.as_framed(), wanted.as_framed());
        }
        let mut waiting = conversation(vec![was, line(2, "other")]);
        withheld.replace(&mut waiting);
        assert_eq!(waiting.as_framed(), conversation(vec![now, line(2, "other")]).as_framed());
        let [mut other, _] = of(&line(2, "other"));
        let before = Arc::clone(&other);
        withheld.replace(&mut other);
        assert!(Arc::ptr_eq(&before, &other), "nothing to take back");
    }

    #[test]
    fn a_question_that_is_hidden_does_not_wait() {
        let [mine, other] = [1, 2].map(|n| QuestionId(Uuid::from_u128(n)));
        let asked = |id| {
            Item::of_change(&Change::Question(Update::Put(question::Asked {
                id,
                author: None,
                text: "rash".to_owned(),
                at: 0,
                stage: question::Stage::Shown,
                votes: 0,
                answered: None,
                promised: 0,
                merged: 0,
            })))
        };
        let gone = Item::of_change(&Change::Question(Update::Gone(mine)));
        let withheld = Withheld::Question(mine, Arc::clone(&gone));
        let (mut waiting, mut elsewhere) = (asked(mine), asked(other));
        let before = Arc::clone(&elsewhere);
        withheld.replace(&mut waiting);
        withheld.replace(&mut elsewhere);
        assert_eq!(waiting.as_framed(), gone.as_framed());
        assert!(Arc::ptr_eq(&before, &elsewhere), "nothing to take back");
    }

    #[test]
    fn an_answer_that_is_hidden_does_not_wait() {
        let mut story = asked(|poll| {
            poll.items = poll_of(vec![poll::Kind::Open { chars_max: 20 }]).items;
            poll.privacy = poll::Privacy::Named;
            poll.showing = poll::Showing::Live;
        });
        let run = run_of(&story);
        let says = |text: &str| {
            let value = poll::Value::Text(text.to_owned());
            poll::Command::Cast(run, vec![poll::Answer { item: 1, value }])
        };
        story.does(ANA, says("rash"));
        story.does(BEN, says("calm"));
        story.pass(COUNT_MS);
        story.server(Command::Count);
        story.does(FAY, poll::Command::Close(run));
        let has = |item: &Item, text: &str| {
            item.as_framed().windows(text.len()).any(|found| found == text.as_bytes())
        };
        let steps = story.events.iter().zip(&story.states[1..]);
        let waiting = steps.flat_map(|(recorded, state)| state.project(recorded));
        let waiting = waiting.map(|(audience, change)| (audience, Item::of_change(&change)));
        // For those who run the session, for those who have answered, for everyone; their own
        // answers people may go on reading.
        let mut waiting: Vec<_> = waiting
            .filter(|(_, item)| !matches!(item.holds, Holds::Nothing) && has(item, "rash"))
            .collect();
        assert_eq!(waiting.len(), 5, "counted, closed and shown: {waiting:?}");
        let hide = poll::Command::Hide(run, 1, "rash".to_owned());
        let [event] = &story.does(FAY, hide)[..] else { panic!() };
        let withheld = Withheld::of(&story.state, event).unwrap();
        for (audience, item) in &mut waiting {
            withheld.replace(item);
            assert!(!has(item, "rash"), "{audience:?} would still read it");
            assert!(has(item, "calm"), "{audience:?}");
        }
    }

    #[test]
    fn a_conversation_that_waits_says_what_its_lines_became() {
        let now = line(1, "better");
        let nothing = Item::of_change(&Change::Pinned(ChannelKey::Plenary, Vec::new()));
        let [added, changed, pins, spotlight] = [(); 4].map(|()| Arc::clone(&nothing));
        let withheld = OneLine { line: Arc::clone(&now), added, changed, pins, spotlight };
        let mut waiting = conversation(vec![line(1, "rash"), line(2, "other")]);
        withheld.replace(&mut waiting);
        let wanted = conversation(vec![now, line(2, "other")]);
        assert_eq!(waiting.as_framed(), wanted.as_framed());
        let mut elsewhere = conversation(vec![line(2, "other")]);
        let before = Arc::clone(&elsewhere);
        withheld.replace(&mut elsewhere);
        assert!(Arc::ptr_eq(&before, &elsewhere), "nothing to take back");
    }
}
