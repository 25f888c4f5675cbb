//! What conversations become by what happens in them, and what of it is shown to whom.

use crate::domain::{
    Audience, Change, LineId, Millis,
    chat::{Channel, ChannelKey, Chat, Event, Line, Reaction, ReviewState, Withdrawn},
};
use std::sync::Arc;

pub(in crate::domain) fn apply(chat: &mut Chat, at: Millis, event: &Event) {
    match event {
        Event::Sent { line, channel, author, author_name, text, reply_to, mentions } => {
            let line = Line {
                id: *line,
                author: *author,
                author_name: author_name.clone(),
                text: text.clone(),
                at,
                reply_to: *reply_to,
                mentions: Arc::clone(mentions),
                edited_at: None,
                withdrawn: None,
                reactions: [0; 6],
            };
            chat.add(channel, line);
            chat.unkept.extend(chat.unkept_round(channel));
        }
        Event::Edited(id, text) => {
            // Also in rooms that are open again: what was forgotten may say something new.
            let unkept = chat.line(*id).and_then(|(key, _)| chat.unkept_round(key));
            chat.unkept.extend(unkept);
            chat.change(*id, |line| {
                line.text.clone_from(text);
                line.edited_at = Some(at);
            });
        }
        Event::Withdrawn { line, by, how } => {
            let is_private = chat.line(*line).is_none_or(|(key, _)| {
                let is_private = matches!(key, ChannelKey::Private(_));
                is_private || chat.unkept_round(key).is_some() || chat.is_among_themselves(key)
            });
            // One of these is nobody's to review, unless someone has shown it.
            if !is_private || chat.review(*line).is_some() {
                chat.change_review(*line, |review| review.settle(ReviewState::Withdrawn, *by));
            }
            chat.unpin(*line);
            chat.change(*line, |line| withdraw(line, *how));
        }
        Event::Pinned(id, true) => {
            if let Some(channel) = chat.channels.get_mut(&ChannelKey::Plenary) {
                channel.pins.push_back(*id);
            }
        }
        Event::Pinned(id, false) => chat.unpin(*id),
        Event::Reacted(id, person, reaction, on) => {
            let mine = chat.reacted.entry(*person).or_default();
            if *on {
                mine.insert((*id, *reaction));
            } else {
                mine.remove(&(*id, *reaction));
            }
            if mine.is_empty() {
                chat.reacted.remove(person);
            }
            chat.change(*id, |line| count(line, *reaction, *on));
        }
        Event::Reported(id, person) => {
            chat.reported.entry(*person).or_default().insert(*id);
            let said = chat.line(*id).map(|(_, line)| Line::clone(line));
            chat.change_review(*id, |review| review.reported_by(*person, said));
        }
        Event::ReportedInRoom(id, person, said) => chat.report_in_room(*id, *person, said),
        Event::Forgotten(round) => chat.forget(*round),
        Event::Kept(id, by) => {
            chat.change_review(*id, |review| review.settle(ReviewState::Kept, *by));
        }
        Event::RulesSet(rules) => chat.rules = *rules,
    }
}

fn withdraw(line: &mut Line, how: Withdrawn) {
    line.text = String::new();
    line.mentions = Arc::default();
    line.withdrawn = Some(how);
}

fn count(line: &mut Line, reaction: Reaction, on: bool) {
    let counts = line.reactions.iter_mut().zip(Reaction::ALL);
    for (count, _) in counts.filter(|(_, of)| *of == reaction) {
        *count = if on { count.saturating_add(1) } else { count.saturating_sub(1) };
    }
}

impl Chat {
    /// A line of the plenary that nobody has sent just now.
    pub(in crate::domain) fn say_to_all(&mut self, line: Line) {
        self.add(&ChannelKey::Plenary, line);
    }

    fn add(&mut self, key: &ChannelKey, line: Line) {
        if !self.channels.contains_key(key) {
            let opened_by = matches!(key, ChannelKey::Private(_)).then_some(line.author);
            self.put(key.clone(), Channel { opened_by, ..Channel::default() });
        }
        let index = self.channels.get(key).map_or(0, |channel| channel.lines.len());
        self.index(key, index, &line);
        if let Some(channel) = self.channels.get_mut(key) {
            channel.lines.push_back(Arc::new(line));
        }
    }

    fn change(&mut self, id: LineId, f: impl FnOnce(&mut Line)) {
        let Some((key, index)) = self.places.get(&id) else { return };
        let channel = self.channels.get_mut(key);
        if let Some(line) = channel.and_then(|channel| channel.lines.get_mut(*index)) {
            f(Arc::make_mut(line));
        }
    }

    fn unpin(&mut self, id: LineId) {
        if let Some(channel) = self.channels.get_mut(&ChannelKey::Plenary) {
            channel.pins.retain(|pinned| *pinned != id);
        }
    }
}

pub(in crate::domain) fn project(chat: &Chat, event: &Event) -> Vec<(Audience, Change)> {
    match event {
        Event::Sent { line, .. } => sent(chat, *line),
        Event::Edited(id, _) => changed(chat, *id),
        Event::Withdrawn { line, .. } => {
            let mut changes = changed(chat, *line);
            // It may have been pinned.
            if matches!(chat.line(*line), Some((ChannelKey::Plenary, _))) {
                changes.push(pinned(chat));
            }
            changes.extend(reviewed(chat, *line));
            changes
        }
        Event::Pinned(..) => vec![pinned(chat)],
        Event::Reacted(id, person, reaction, on) => {
            let Some((key, line)) = chat.line(*id) else { return Vec::new() };
            let counts = Change::LineReactions(key.clone(), *id, line.reactions);
            let mine = Change::MyReaction(*id, *reaction, *on);
            vec![(chat.audience(key), counts), (Audience::People([*person].into()), mine)]
        }
        Event::Reported(id, _) | Event::ReportedInRoom(id, ..) | Event::Kept(id, _) => {
            reviewed(chat, *id)
        }
        // It was in nobody's view any more.
        Event::Forgotten(_) => Vec::new(),
        Event::RulesSet(rules) => vec![(Audience::Everyone, Change::ChatRules(*rules))],
    }
}

fn sent(chat: &Chat, id: LineId) -> Vec<(Audience, Change)> {
    let Some((key, line)) = chat.line(id) else { return Vec::new() };
    let added = (chat.audience(key), Change::LineAdded(key.clone(), Arc::clone(line)));
    match key {
        ChannelKey::Plenary | ChannelKey::Facilitators | ChannelKey::Room(..) => vec![added],
        // The first line of a private channel brings it; later ones find it there.
        ChannelKey::Private(_) => {
            vec![(chat.audience(key), Change::ChannelPut(key.clone())), added]
        }
    }
}

fn changed(chat: &Chat, id: LineId) -> Vec<(Audience, Change)> {
    let found = chat
        .line(id)
        .map(|(key, line)| (chat.audience(key), Change::LinePut(key.clone(), Arc::clone(line))));
    found.into_iter().collect()
}

fn pinned(chat: &Chat) -> (Audience, Change) {
    let key = ChannelKey::Plenary;
    let lines = chat.pinned(&key);
    (Audience::Everyone, Change::Pinned(key, lines))
}

fn reviewed(chat: &Chat, id: LineId) -> Vec<(Audience, Change)> {
    let review = chat.review(id).cloned();
    review.into_iter().map(|review| (Audience::Facilitators, Change::ReviewPut(review))).collect()
}
