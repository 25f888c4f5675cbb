//! What one person's client keeps of what it is shown: for the witness all of it, for itself
//! the few lines that it can do something with.

use super::witness::{self, Account, Channel, Line, Mark, Reactions, Shown, Step, Steps, Why};
use anyhow::Context;
use convene::{
    codec::ids::WireId,
    domain::{LineId, PersonId},
    proto::{self, change::Change},
};
use std::{
    collections::{BTreeSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

/// Lines of others that someone still thinks of.
const RECENT_MAX: usize = 20;

pub struct Notes {
    pub account: Account,
    /// Shared by all: most of what they are shown is the same.
    steps: Arc<Mutex<Steps>>,
    /// Who is shown as here.
    pub here: BTreeSet<PersonId>,
    /// Lines of the plenary that came lately, whoever wrote them.
    pub recent: VecDeque<LineId>,
    /// Their own lines, wherever.
    pub own: VecDeque<LineId>,
    /// Whether the notice has been answered, by their view.
    pub has_agreed: bool,
}

fn keep(lines: &mut VecDeque<LineId>, line: LineId) {
    lines.push_back(line);
    if lines.len() > RECENT_MAX {
        lines.pop_front();
    }
}

fn reactions(counts: &[proto::ReactionCount]) -> Reactions {
    let mut found = Reactions::default();
    for count in counts {
        let at = usize::try_from(count.reaction - 1).ok();
        if let Some(place) = at.and_then(|at| found.get_mut(at)) {
            *place = count.count;
        }
    }
    found
}

fn line(line: proto::Line) -> anyhow::Result<(Line, Reactions)> {
    let reactions = reactions(&line.reactions);
    let line = Line {
        id: LineId::from_wire(&line.id).context("the id of a line")?,
        channel: line.channel_id,
        author: PersonId::from_wire(&line.author_id).context("the author of a line")?,
        text: line.text,
        is_edited: line.edited_at_ms != 0,
        is_withdrawn: line.withdrawn != 0,
    };
    Ok((line, reactions))
}

fn channel(channel: proto::Channel) -> anyhow::Result<Channel> {
    let lines: anyhow::Result<_> = channel.lines.into_iter().map(line).collect();
    Ok(Channel { id: channel.id, has_earlier: channel.has_earlier, lines: lines? })
}

impl Notes {
    pub fn new(account: Account, steps: Arc<Mutex<Steps>>) -> Self {
        Self {
            account,
            steps,
            here: BTreeSet::new(),
            recent: VecDeque::new(),
            own: VecDeque::new(),
            has_agreed: false,
        }
    }

    pub fn view(&mut self, why: Why, view: proto::View) -> anyhow::Result<()> {
        let has_agreed = |me: &proto::Me| me.consent() != proto::Consent::Unspecified;
        self.has_agreed = view.me.as_ref().is_some_and(has_agreed);
        if !view.reviews.is_empty() || view.agenda.is_some() || view.tally.is_some() {
            self.for_facilitators("a view with what facilitators have");
        }
        view.channels.iter().for_each(|channel| self.channel(channel));
        let channels = self.has_agreed.then_some(view.channels);
        let channels = channels.map(|all| all.into_iter().map(channel).collect());
        let shown = Shown { channels: channels.transpose()? };
        self.account.marks.push(Mark::View(why, Box::new(shown)));
        Ok(())
    }

    pub fn change(&mut self, change: proto::Change) -> anyhow::Result<()> {
        let step = match change.change {
            Some(Change::View(view)) => return self.view(Why::Replaced, view),
            Some(Change::LineAdded(added)) => {
                let is_plenary = added.channel_id == "plenary";
                let added = line(added)?.0;
                if is_plenary {
                    keep(&mut self.recent, added.id);
                }
                if added.author == self.account.person {
                    keep(&mut self.own, added.id);
                }
                Step::Added(added)
            }
            Some(Change::LinePut(put)) => Step::Put(line(put)?.0),
            Some(Change::LineReactions(counts)) => {
                let of = LineId::from_wire(&counts.line_id).context("the id of a line")?;
                Step::Reacted(of, reactions(&counts.reactions))
            }
            Some(
                Change::ReviewPut(_)
                | Change::Agenda(_)
                | Change::Tally(_)
                | Change::QuestionDeskPut(_)
                | Change::WaterfallCount(_),
            ) => {
                self.for_facilitators("a change of what facilitators have");
                return Ok(());
            }
            Some(Change::ChannelPut(put)) => {
                self.channel(&put);
                return Ok(());
            }
            _ => return Ok(()),
        };
        let number = self.steps.lock().unwrap_or_else(PoisonError::into_inner).number(step);
        self.account.marks.push(Mark::Step(number));
        Ok(())
    }

    fn for_facilitators(&mut self, what: &'static str) {
        if !self.account.is_facilitator {
            self.account.marks.push(Mark::ForOthers(what));
        }
    }

    /// A conversation, whether or not anything has been said in it.
    fn channel(&mut self, channel: &proto::Channel) {
        let me = self.account.person.to_wire();
        match channel.kind() {
            proto::ChannelKind::Facilitators => self.for_facilitators("the back-channel"),
            proto::ChannelKind::Private if !channel.person_ids.contains(&me) => {
                self.account.marks.push(Mark::ForOthers("a private channel of others"));
            }
            proto::ChannelKind::Unspecified
            | proto::ChannelKind::Plenary
            | proto::ChannelKind::Private
            // Nobody opens rooms here.
            | proto::ChannelKind::Room => {}
        }
    }

    pub fn presence(&mut self, presence: proto::Presence) {
        let known = |ids: Vec<String>| ids.into_iter().filter_map(|id| PersonId::from_wire(&id));
        if presence.full {
            self.here.clear();
        }
        self.here.extend(known(presence.here));
        known(presence.away).for_each(|id| {
            self.here.remove(&id);
        });
    }

    pub fn acked(&mut self, command: witness::CommandId) {
        self.account.marks.push(Mark::Acked(command));
    }
}
