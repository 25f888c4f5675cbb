//! A view, and one change of it, as `view.proto` says.

use convene::proto::{self, Channel, Line, View, change::Change};

/// In one order, and without what says nothing.
pub fn sorted(mut view: View) -> View {
    view.people.sort_by(|a, b| a.id.cmp(&b.id));
    view.channels.sort_by(|a, b| a.id.cmp(&b.id));
    view.my_reactions.sort_by(|a, b| (&a.line_id, a.reaction).cmp(&(&b.line_id, b.reaction)));
    let is_set = |rules: &proto::ChatRules| *rules != proto::ChatRules::default();
    view.chat_rules = view.chat_rules.filter(is_set);
    view.now = view.now.filter(|now| now.item.is_some());
    view.spotlight = view.spotlight.filter(|spotlight| spotlight.on.is_some());
    view.outline = view.outline.filter(|outline| !outline.items.is_empty());
    view.open_round = view.open_round.filter(|round| !round.id.is_empty());
    view.my_room = view.my_room.filter(|room| !room.round_id.is_empty());
    view.runs.sort_by(|a, b| a.id.cmp(&b.id));
    view.shown.sort_by(|a, b| a.run_id.cmp(&b.run_id));
    view.tallies.sort_by(|a, b| a.run_id.cmp(&b.run_id));
    view.my_ballots.sort_by(|a, b| a.run_id.cmp(&b.run_id));
    view.agenda = view.agenda.filter(|agenda| !agenda.items.is_empty());
    super::talk::sorted(&mut view);
    view
}

pub fn put<T>(all: &mut Vec<T>, new: T, is_same: impl Fn(&T, &T) -> bool) {
    match all.iter_mut().find(|old| is_same(old, &new)) {
        Some(old) => *old = new,
        None => all.push(new),
    }
}

fn channel<'a>(view: &'a mut View, id: &str) -> &'a mut Channel {
    view.channels.iter_mut().find(|found| found.id == id).expect("a channel comes first")
}

fn held<'a>(view: &'a mut View, channel_id: &str, id: &str) -> Vec<&'a mut Line> {
    // The rooms of a round that is over are in no view any more.
    let Some(channel) = view.channels.iter_mut().find(|found| found.id == channel_id) else {
        return Vec::new();
    };
    let all = channel.lines.iter_mut().chain(channel.pinned.iter_mut());
    all.filter(|line| line.id == id).collect()
}

pub fn apply(view: &mut View, change: Change) {
    match change {
        Change::Session(session) => view.session = Some(session),
        Change::PersonPut(person) => put(&mut view.people, person, |a, b| a.id == b.id),
        Change::PersonGone(id) => view.people.retain(|other| other.id != id),
        Change::ChannelPut(channel) => {
            if !view.channels.iter().any(|other| other.id == channel.id) {
                view.channels.push(channel);
            }
        }
        Change::LineAdded(line) => {
            let channel = channel(view, &line.channel_id);
            channel.lines.push(line);
            let max = match channel.kind() {
                proto::ChannelKind::Private | proto::ChannelKind::Room => 50,
                _ => 100,
            };
            if channel.lines.len() > max {
                channel.lines.remove(0);
                channel.has_earlier = true;
            }
        }
        Change::LinePut(line) => {
            for old in held(view, &line.channel_id, &line.id) {
                *old = line.clone();
            }
        }
        Change::LineReactions(change) => {
            for line in held(view, &change.channel_id, &change.line_id) {
                line.reactions.clone_from(&change.reactions);
            }
        }
        Change::Pinned(change) => channel(view, &change.channel_id).pinned = change.lines,
        Change::ChatRules(rules) => view.chat_rules = Some(rules),
        Change::MyReaction(set) => {
            let mine = set.reaction.unwrap();
            view.my_reactions.retain(|other| *other != mine);
            if set.on {
                view.my_reactions.push(mine);
            }
        }
        Change::ReviewPut(review) => {
            let id = |review: &proto::Review| review.line.as_ref().map(|line| line.id.clone());
            put(&mut view.reviews, review, |a, b| id(a) == id(b));
            let beyond = view.reviews.len().saturating_sub(200);
            view.reviews.drain(..beyond);
        }
        Change::Outline(outline) => view.outline = Some(outline),
        Change::Agenda(agenda) => view.agenda = Some(agenda),
        Change::Now(now) => view.now = Some(now),
        Change::Spotlight(spotlight) => view.spotlight = Some(spotlight),
        Change::Check(check) => view.check = Some(check),
        Change::Tally(tally) => view.tally = Some(tally),
        Change::Me(me) => view.me = Some(me),
        Change::View(whole) => *view = whole,
        other => {
            if let Some(other) = super::talk::apply(view, other) {
                apply_rooms(view, other);
            }
        }
    }
}

fn apply_rooms(view: &mut View, change: Change) {
    match change {
        Change::OpenRound(round) => view.open_round = Some(round),
        Change::MyRoom(room) => view.my_room = Some(room),
        Change::RoundPut(round) => put(&mut view.rounds, round, |a, b| a.id == b.id),
        Change::RoundGone(id) => view.rounds.retain(|round| round.id != id),
        Change::RoomSet(set) => {
            let round = view.rounds.iter_mut().find(|round| round.id == set.round_id).unwrap();
            put(&mut round.rooms, set.room.unwrap(), |a, b| a.number == b.number);
        }
        Change::ChannelSet(channel) => put(&mut view.channels, channel, |a, b| a.id == b.id),
        Change::ChannelGone(id) => view.channels.retain(|channel| channel.id != id),
        Change::ChoiceSet(choice) => {
            let round = view.open_round.as_mut().unwrap();
            put(&mut round.choices, choice, |a, b| a.number == b.number);
        }
        Change::ResultsPut(results) => {
            put(&mut view.results, results, |a, b| a.round_id == b.round_id);
            let beyond = view.results.len().saturating_sub(3);
            view.results.drain(..beyond);
        }
        Change::OutcomeSet(set) => {
            let room = set.room.unwrap();
            let of_round = |results: &&mut proto::RoundResults| results.round_id == set.round_id;
            let round = view.results.iter_mut().find(of_round).unwrap();
            round.rooms.retain(|other| other.number != room.number);
            if room.result.is_some() {
                round.rooms.push(room);
                round.rooms.sort_by_key(|room| room.number);
            }
        }
        Change::Results(results) => view.results = results.rounds,
        Change::Reports(reports) => view.reports = Some(reports),
        other => apply_polls(view, other),
    }
}

fn apply_polls(view: &mut View, change: Change) {
    match change {
        Change::PollPut(poll) => put(&mut view.polls, poll, |a, b| a.id == b.id),
        Change::PollGone(id) => view.polls.retain(|poll| poll.id != id),
        Change::RunPut(run) => put(&mut view.runs, run, |a, b| a.id == b.id),
        Change::RunGone(id) => view.runs.retain(|run| run.id != id),
        Change::Shown(results) => put(&mut view.shown, results, |a, b| a.run_id == b.run_id),
        Change::ShownGone(id) => view.shown.retain(|results| results.run_id != id),
        Change::TallyPut(results) => {
            put(&mut view.tallies, results, |a, b| a.run_id == b.run_id);
        }
        Change::MyBallot(ballot) => put(&mut view.my_ballots, ballot, |a, b| a.run_id == b.run_id),
        other => panic!("{other:?}"),
    }
}
