//! A transcript in which all is well, and one for everything that can be wrong with it.

use super::{
    Account, Answer, Asked, Attendance, Channel, CommandId, Fact, Finding, Kind, Line, Loss, Mark,
    Recorded, Shown, Step, Steps, Transcript, Wanted, Why,
    history::{Due, History, What},
    judge,
};
use crate::rng::Rng;
use convene::{
    codec::ids,
    domain::{LineId, PersonId, chat::ChannelKey},
};
use std::{collections::BTreeSet, time::Duration};

const INSTANCE: u64 = 7;
/// The facilitator, and three participants.
const PEOPLE: u8 = 4;

fn person(n: u8) -> PersonId {
    let bytes = [n + 1; 16];
    ids::WireId::from_bytes(&bytes).unwrap()
}

fn line(n: usize) -> LineId {
    ids::WireId::from_bytes(&(n as u128 + 1).to_be_bytes()).unwrap()
}

/// Something for everyone, something for few, and something done to what was said.
fn log_of(events: usize) -> Vec<Recorded> {
    let mut rng = Rng::new(5);
    let mut lines = vec![0];
    let mut log = Vec::new();
    for n in 0..events {
        let by = person(u8::try_from(n % usize::from(PEOPLE)).unwrap());
        let of = line(*rng.pick(&lines).unwrap());
        let channel = match rng.below(8) {
            0 => ChannelKey::Facilitators,
            1 => ChannelKey::Private([person(1), person(2)].into()),
            _ => ChannelKey::Plenary,
        };
        let fact = match rng.below(10) {
            0 if n > 0 => Fact::Edited { line: of, text: format!("{n} otherwise") },
            1 if n > 50 => Fact::Withdrawn { line: of },
            2 if n > 0 => Fact::Reacted { line: of, reaction: rng.below(6), on: true },
            _ => {
                lines.push(n);
                let text = format!("{n} said");
                Fact::Sent { line: line(n), channel, author: by, text }
            }
        };
        let command = Some(CommandId { by, instance: INSTANCE, n: n as u64 + 1 });
        log.push(Recorded { at_ms: 1000 + n as i64, command, fact });
    }
    log
}

/// One command after the other, of which three are on their way at any time.
fn asked_for(log: &[Recorded]) -> Vec<Asked> {
    let asked = |(n, recorded): (usize, &Recorded)| {
        let wanted = match recorded.fact.clone() {
            Fact::Sent { channel, text, .. } => {
                Wanted::Said { channel: ids::channel(&channel), text }
            }
            Fact::Edited { line, text } => Wanted::Edited { line, text },
            Fact::Withdrawn { line } => Wanted::Withdrawn { line },
            Fact::Reacted { line, reaction, .. } => Wanted::Reacted { line, reaction },
            Fact::Other => Wanted::Other,
        };
        let at = |ms: usize| Duration::from_millis(ms as u64);
        Asked {
            sent: Some(at(10 * n)),
            answer: Answer::Acked(at(10 * n + 25)),
            ..Asked::new(recorded.command.unwrap(), wanted)
        }
    };
    log.iter().enumerate().map(asked).collect()
}

/// What someone must be shown, by the history itself.
fn dues(history: &History, of: u8) -> Vec<Due> {
    let is_for = |due: &&Due| {
        let (What::Added(line) | What::Put(line) | What::Reacted(line, _)) = due.what;
        history.lines[&line].is_for(person(of), of == 0)
    };
    history.dues.iter().filter(is_for).cloned().collect()
}

fn as_shown(history: &History, id: LineId, seq: usize) -> Line {
    let said = &history.lines[&id];
    let version = said.at(seq).unwrap();
    Line {
        id,
        channel: said.channel.clone(),
        author: said.author,
        text: version.text.clone(),
        is_edited: version.is_edited,
        is_withdrawn: version.is_withdrawn,
    }
}

fn step(history: &History, due: &Due) -> Step {
    match due.what {
        What::Added(id) => Step::Added(as_shown(history, id, due.seq)),
        What::Put(id) => Step::Put(as_shown(history, id, due.seq)),
        What::Reacted(id, counts) => Step::Reacted(id, counts),
    }
}

/// The view after some changes, drawn from the beginning.
fn view(history: &History, dues: &[Due]) -> Box<Shown> {
    let seq = dues.last().map_or(0, |due| due.seq);
    let mut channels: Vec<Channel> = Vec::new();
    for due in dues {
        match due.what {
            What::Added(id) => {
                let line = as_shown(history, id, seq);
                let at = channels.iter().position(|channel| channel.id == line.channel);
                let at = at.unwrap_or_else(|| {
                    let (id, lines) = (line.channel.clone(), Vec::new());
                    channels.push(Channel { id, has_earlier: false, lines });
                    channels.len() - 1
                });
                channels[at].lines.push((line, [0; 6]));
            }
            What::Put(_) => {}
            What::Reacted(id, counts) => {
                let lines = channels.iter_mut().flat_map(|channel| &mut channel.lines);
                lines.filter(|(line, _)| line.id == id).for_each(|(_, old)| *old = counts);
            }
        }
    }
    for channel in &mut channels {
        let max = if channel.id.starts_with("private") { 50 } else { 100 };
        channel.has_earlier = channel.lines.len() > max;
        let beyond = channel.lines.len().saturating_sub(max);
        channel.lines.drain(..beyond);
    }
    Box::new(Shown { channels: Some(channels) })
}

/// Everyone comes after `from` changes, reads all that follows, is gone once and comes back.
fn read_by(log: &[Recorded], from: usize) -> (Vec<Account>, Steps) {
    let history = History::of(log);
    let mut steps = Steps::default();
    let read = |of: u8| {
        let dues = dues(&history, of);
        let mut marks = vec![Mark::View(Why::Fresh, view(&history, &dues[..from]))];
        let back = dues.len() / 2;
        for (n, due) in dues.iter().enumerate().skip(from) {
            if n == back {
                marks.push(Mark::Resumed);
            }
            marks.push(Mark::Step(steps.number(step(&history, due))));
            let recorded = &log[due.seq - 1];
            marks.extend(recorded.command.filter(|id| id.by == person(of)).map(Mark::Acked));
        }
        marks.push(Mark::View(Why::Last, view(&history, &dues)));
        let name = format!("reader {of}");
        Account { name, person: person(of), is_facilitator: of == 0, marks }
    };
    let accounts = (0..PEOPLE).map(read).collect();
    (accounts, steps)
}

/// What was asked by one log, and read by another: the same, when all is well.
fn transcript(asked: &[Recorded], log: Vec<Recorded>) -> Transcript {
    let (accounts, steps) = read_by(&log, 3);
    let connected: BTreeSet<_> = (0..PEOPLE).map(person).collect();
    let shown = accounts.iter().map(|one| (one.name.clone(), connected.clone())).collect();
    let epochs = ["one", "one"].map(str::to_owned);
    Transcript {
        asked: asked_for(asked),
        accounts,
        steps,
        log,
        attendance: Attendance { connected, shown, epochs },
        loss: Loss::Forbidden,
    }
}

fn truth(events: usize) -> Transcript {
    transcript(&log_of(events), log_of(events))
}

/// Whatever is wrong with a transcript, it must be found, under this name.
#[track_caller]
fn finds(kind: Kind, transcript: &Transcript) {
    let findings = judge(transcript).findings;
    let all: Vec<_> = findings.iter().take(8).map(Finding::to_string).collect();
    assert!(findings.iter().any(|finding| finding.kind == kind), "{kind:?} in {all:?}");
}

/// The places of the changes in what someone was shown.
fn steps_of(account: &Account) -> Vec<usize> {
    let is_step = |(at, mark): (usize, &Mark)| matches!(mark, Mark::Step(_)).then_some(at);
    account.marks.iter().enumerate().filter_map(is_step).collect()
}

#[test]
fn the_truth_is_believed() {
    for events in [60, 400, 3000] {
        let verdict = judge(&truth(events));
        assert_eq!(verdict.findings, []);
        assert_eq!((verdict.acked, verdict.lost), (events, 0));
        assert!(verdict.shown > events);
    }
}

#[test]
fn a_lost_acknowledgement_is_found() {
    let mut log = log_of(300);
    let at = log.iter().rposition(|one| matches!(one.fact, Fact::Sent { .. })).unwrap();
    log.remove(at);
    finds(Kind::Lost, &transcript(&log_of(300), log));
}

#[test]
fn a_command_that_happened_twice_is_found() {
    let mut log = log_of(300);
    let at = log.iter().rposition(|one| matches!(one.fact, Fact::Sent { .. })).unwrap();
    let mut again = log[at].clone();
    again.at_ms = log[299].at_ms;
    if let Fact::Sent { line: id, .. } = &mut again.fact {
        *id = line(100_000);
    }
    log.push(again.clone());
    finds(Kind::Twice, &transcript(&log_of(300), log.clone()));
    // Under another number, as if nobody had known the first.
    again.command = again.command.map(|id| CommandId { instance: 8, n: 1, ..id });
    *log.last_mut().unwrap() = again;
    finds(Kind::Twice, &transcript(&log_of(300), log));
}

#[test]
fn another_text_and_another_channel_are_found() {
    for change in [true, false] {
        let mut log = log_of(300);
        let sent = log.iter_mut().rev().find_map(|one| match &mut one.fact {
            Fact::Sent { text, channel, .. } if *channel == ChannelKey::Plenary => {
                Some((text, channel))
            }
            _ => None,
        });
        let (text, channel) = sent.unwrap();
        if change {
            text.push('!');
        } else {
            *channel = ChannelKey::Facilitators;
        }
        finds(Kind::Altered, &transcript(&log_of(300), log));
    }
}

#[test]
fn what_was_acknowledged_first_comes_first() {
    let mut log = log_of(300);
    let (a, b) = (log[200].clone(), log[210].clone());
    (log[200].command, log[200].fact) = (b.command, b.fact);
    (log[210].command, log[210].fact) = (a.command, a.fact);
    finds(Kind::Order, &transcript(&log_of(300), log));
}

#[test]
fn a_refusal_that_happened_is_found() {
    let mut told = truth(300);
    told.asked[100].answer = Answer::Refused;
    finds(Kind::RefusedAndHappened, &told);
    told.asked[100].answer = Answer::Forgotten;
    finds(Kind::Forgotten, &told);
}

#[test]
fn a_clock_that_goes_back_is_found() {
    let mut told = truth(300);
    told.log[100].at_ms -= 2;
    finds(Kind::Clock, &told);
}

#[test]
fn one_missing_of_ten_thousand_is_found() {
    let mut told = truth(13_000);
    let steps = steps_of(&told.accounts[2]);
    assert!(steps.len() > 10_000);
    told.accounts[2].marks.remove(steps[7_777]);
    finds(Kind::Gap, &told);
}

#[test]
fn a_swap_and_a_repeat_are_found() {
    let mut told = truth(300);
    let at = steps_of(&told.accounts[1])[20..].to_vec();
    let next = at.iter().position(|at| matches!(told.accounts[1].marks[at + 1], Mark::Step(_)));
    let at = at[next.unwrap()];
    told.accounts[1].marks.swap(at, at + 1);
    finds(Kind::Repeat, &told);
    let mut told = truth(300);
    let at = steps_of(&told.accounts[1])[40];
    let Mark::Step(number) = told.accounts[1].marks[at] else { unreachable!() };
    told.accounts[1].marks.insert(at, Mark::Step(number));
    finds(Kind::Repeat, &told);
}

/// As when someone comes back and is given one change too few, or too many.
#[test]
fn a_return_that_is_off_by_one_is_found() {
    let back = |told: &Transcript| {
        let marks = &told.accounts[3].marks;
        marks.iter().position(|mark| matches!(mark, Mark::Resumed)).unwrap()
    };
    let mut told = truth(300);
    let at = back(&told);
    told.accounts[3].marks.remove(at + 1);
    finds(Kind::Gap, &told);
    let mut told = truth(300);
    let at = back(&told);
    let last = told.accounts[3].marks[..at].iter().rev().find_map(|mark| match mark {
        Mark::Step(number) => Some(*number),
        _ => None,
    });
    told.accounts[3].marks.insert(at + 1, Mark::Step(last.unwrap()));
    finds(Kind::Repeat, &told);
}

#[test]
fn a_view_that_is_off_by_one_is_found() {
    let log = log_of(300);
    let history = History::of(&log);
    let dues = dues(&history, 1);
    for (had, kind) in [(4, Kind::Repeat), (2, Kind::Gap)] {
        let mut told = truth(300);
        told.accounts[1].marks[0] = Mark::View(Why::Fresh, view(&history, &dues[..had]));
        finds(kind, &told);
    }
    let mut told = truth(300);
    let last = told.accounts[1].marks.last_mut().unwrap();
    *last = Mark::View(Why::Last, view(&history, &dues[..dues.len() - 1]));
    finds(Kind::View, &told);
    // A view from before what they had seen.
    let mut told = truth(300);
    let at = steps_of(&told.accounts[1])[50];
    told.accounts[1].marks.insert(at, Mark::View(Why::Replaced, view(&history, &dues[..30])));
    finds(Kind::View, &told);
}

#[test]
fn a_line_for_others_is_found() {
    let mut told = truth(300);
    let history = History::of(&told.log);
    for (key, reader) in [
        (ChannelKey::Facilitators, 1_u8),
        (ChannelKey::Private([person(1), person(2)].into()), 3),
        (ChannelKey::Private([person(1), person(2)].into()), 0),
    ] {
        let is_of =
            |due: &&Due| matches!(due.what, What::Added(line) if history.lines[&line].key == key);
        let foreign = history.dues.iter().find(is_of).unwrap();
        let number = told.steps.number(step(&history, foreign));
        let reader = usize::from(reader);
        told.accounts[reader].marks.insert(5, Mark::Step(number));
        finds(Kind::Foreign, &told);
        told.accounts[reader].marks.remove(5);
        let Mark::View(_, shown) = &mut told.accounts[reader].marks[0] else { unreachable!() };
        let What::Added(id) = foreign.what else { unreachable!() };
        let seen = as_shown(&history, id, foreign.seq);
        shown.channels.as_mut().unwrap()[0].lines.push((seen, [0; 6]));
        finds(Kind::Foreign, &told);
        (told.accounts, told.steps) = read_by(&told.log, 3);
    }
}

#[test]
fn a_channel_of_others_is_found() {
    let mut told = truth(60);
    told.accounts[1].marks.push(Mark::ForOthers("the back-channel"));
    finds(Kind::Foreign, &told);
}

#[test]
fn what_the_log_does_not_hold_is_found() {
    let mut told = truth(300);
    let history = History::of(&told.log);
    let Step::Added(mut vanished) = step(&history, &history.dues[0]) else { unreachable!() };
    vanished.id = line(100_000);
    let number = told.steps.number(Step::Added(vanished));
    told.accounts[1].marks.insert(9, Mark::Step(number));
    finds(Kind::NeverWas, &told);
}

#[test]
fn an_acknowledgement_before_its_change_is_found() {
    let mut told = truth(300);
    let marks = &mut told.accounts[1].marks;
    let is_step = |mark: Option<&Mark>| matches!(mark, Some(Mark::Step(_)));
    let at = (1..marks.len())
        .find(|at| matches!(marks[*at], Mark::Acked(_)) && is_step(marks.get(at - 1)))
        .unwrap();
    marks.swap(at - 1, at);
    finds(Kind::AckFirst, &told);
}

#[test]
fn who_stops_reading_is_found() {
    let mut told = truth(300);
    let at = steps_of(&told.accounts[2])[100];
    told.accounts[2].marks.truncate(at);
    finds(Kind::Unfinished, &told);
    told.accounts[2].marks.clear();
    finds(Kind::Unfinished, &told);
}

#[test]
fn ghosts_are_found() {
    let mut told = truth(60);
    told.attendance.connected.remove(&person(3));
    finds(Kind::Ghost, &told);
    let mut told = truth(60);
    told.attendance.shown[1].1.remove(&person(3));
    finds(Kind::Ghost, &told);
}

#[test]
fn another_history_must_be_said_and_only_then() {
    let mut told = truth(300);
    "two".clone_into(&mut told.attendance.epochs[1]);
    finds(Kind::Epoch, &told);
    told.loss = Loss::Told;
    finds(Kind::Epoch, &told);
    let mut told = truth(300);
    let Mark::View(why, _) = &mut told.accounts[0].marks[0] else { unreachable!() };
    *why = Why::Diverged;
    finds(Kind::Epoch, &told);
}

/// Two faults at once: some is gone, everyone was told, and nothing is wrong with that.
#[test]
fn a_loss_that_everyone_was_told_of_is_believed() {
    let mut log = log_of(300);
    let kept = 250;
    let before = truth(300);
    log.truncate(kept);
    let mut told = transcript(&log_of(300), log);
    "two".clone_into(&mut told.attendance.epochs[1]);
    told.loss = Loss::Told;
    let steps = &mut told.steps;
    for (account, old) in told.accounts.iter_mut().zip(before.accounts) {
        let Mark::View(why, _) = &mut account.marks[0] else { unreachable!() };
        *why = Why::Diverged;
        // What they had seen of the other history.
        let seen = old.marks.into_iter().map(|mark| match mark {
            Mark::Step(number) => {
                Mark::Step(steps.number(before.steps.get(number).unwrap().clone()))
            }
            other => other,
        });
        let seen: Vec<_> = seen.collect();
        account.marks.splice(0..0, seen);
    }
    let verdict = judge(&told);
    assert_eq!(verdict.findings, []);
    assert_eq!(verdict.lost, 50);
}
