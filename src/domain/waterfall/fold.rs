//! What a waterfall becomes by what happens in it, and what of it is shown to whom.

use super::{Count, Draft, Event, ONE_BY_ONE_MAX, Stage, Update, Waterfall, Waterfalls, line};
use crate::domain::{Audience, Change, LineId, Millis, PersonId, State, chat::ChannelKey};
use imbl::{OrdSet, Vector};
use std::{collections::BTreeMap, sync::Arc};

pub(in crate::domain) fn apply(state: &mut State, at: Millis, event: &Event) {
    let waterfall = &mut state.waterfall;
    match event {
        Event::Started(id, prompt) => {
            let (id, prompt, started_at) = (*id, prompt.clone(), at);
            let last = Waterfall { id, prompt, started_at, stage: Stage::Writing };
            *waterfall = Waterfalls { last: Some(last), ..Waterfalls::default() };
        }
        Event::Begun(_, person) => {
            waterfall.writing.insert(*person);
        }
        Event::Ready(_, person, line, text) => {
            waterfall.writing.remove(person);
            let draft = Draft { author: *person, line: *line, text: text.clone() };
            match waterfall.ready.iter_mut().find(|draft| draft.author == *person) {
                Some(own) => *own = draft,
                None => waterfall.ready.push_back(draft),
            }
        }
        Event::Unready(_, person) => {
            waterfall.ready.retain(|draft| draft.author != *person);
            waterfall.writing.insert(*person);
        }
        Event::Ended(_, lines) => {
            let ready = std::mem::take(&mut waterfall.ready);
            waterfall.writing = OrdSet::new();
            if let Some(last) = &mut waterfall.last {
                last.stage = match lines {
                    None => Stage::Cancelled { at },
                    Some(lines) => {
                        let lines = u32::try_from(lines.len()).unwrap_or(u32::MAX);
                        Stage::Released { at, lines }
                    }
                };
            }
            release(state, at, &ready, lines.as_deref().unwrap_or_default());
        }
    }
}

/// What was ready is said, in this order, by what people are called now.
fn release(state: &mut State, at: Millis, ready: &Vector<Draft>, lines: &[LineId]) {
    let drafts: BTreeMap<_, _> = ready.iter().map(|draft| (draft.line, draft)).collect();
    for draft in lines.iter().filter_map(|id| drafts.get(id)) {
        if let Some(author) = state.roster.anyone(draft.author) {
            let line = line(draft, author, at);
            state.voice.wrote(line.author);
            state.chat.say_to_all(line);
        }
    }
}

impl Waterfalls {
    /// Someone was taken out: what they wrote goes.
    pub(in crate::domain) fn drop_of(&mut self, person: PersonId) {
        self.writing.remove(&person);
        self.ready.retain(|draft| draft.author != person);
    }

    /// One person turned out to be another: what the one wrote is the other's, unless they
    /// have written something themselves.
    pub(in crate::domain) fn adopt(&mut self, from: PersonId, into: PersonId) {
        if self.draft_of(into).is_some() {
            self.drop_of(from);
            return;
        }
        if let Some(draft) = self.ready.iter_mut().find(|draft| draft.author == from) {
            draft.author = into;
            self.drop_of(from);
            self.writing.remove(&into);
        } else if self.writing.remove(&from).is_some() {
            self.writing.insert(into);
        }
    }
}

/// What that changes on the screens.
pub(in crate::domain) fn adopted(
    waterfall: &Waterfalls,
    into: PersonId,
) -> Option<(Audience, Change)> {
    waterfall.open().map(|_| mine(waterfall, into))
}

fn mine(waterfall: &Waterfalls, person: PersonId) -> (Audience, Change) {
    let update = Update::Mine(waterfall.mine(person));
    (Audience::People([person].into()), Change::Waterfall(update))
}

pub(in crate::domain) fn project(state: &State, event: &Event) -> Vec<(Audience, Change)> {
    let waterfall = &state.waterfall;
    let everyone = |update| (Audience::Everyone, Change::Waterfall(update));
    let set = || waterfall.last.clone().map(|last| everyone(Update::Set(last)));
    match event {
        Event::Started(id, _) => {
            let count = Change::Waterfall(Update::Count(*id, Count::default()));
            set().into_iter().chain([(Audience::Facilitators, count)]).collect()
        }
        // By the next count.
        Event::Begun(..) => Vec::new(),
        Event::Ready(_, person, ..) | Event::Unready(_, person) => {
            vec![mine(waterfall, *person)]
        }
        // What was somebody's own is everyone's now, or nobody's.
        Event::Ended(_, lines) => {
            let mut changes: Vec<_> = set().into_iter().collect();
            changes.push(everyone(Update::Mine(None)));
            changes.extend(said(state, lines.as_deref().unwrap_or_default()));
            changes
        }
    }
}

fn said(state: &State, lines: &[LineId]) -> Vec<(Audience, Change)> {
    let changes: Vec<Change> = if lines.len() > ONE_BY_ONE_MAX {
        vec![Change::ChannelSet(state.chat.plenary())]
    } else {
        let lines = lines.iter().filter_map(|id| state.chat.line(*id));
        let added = |line| Change::LineAdded(ChannelKey::Plenary, Arc::clone(line));
        lines.map(|(_, line)| added(line)).collect()
    };
    changes.into_iter().map(|change| (Audience::Everyone, change)).collect()
}
