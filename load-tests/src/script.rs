//! The event script: what a convening of a given size does, minute by minute.

use anyhow::Context;
use serde::Deserialize;

const SCRIPT: &str = include_str!("../data/event_script.json");

#[derive(Deserialize)]
struct Script {
    events: Vec<Event>,
}

/// One convening. Every number in it is an assumption.
#[derive(Deserialize)]
pub struct Event {
    pub name: String,
    pub agenda: Vec<Step>,
}

#[derive(Deserialize)]
pub struct Step {
    pub at_min: i32,
    pub dur_min: u32,
    pub key: String,
    #[serde(default)]
    pub params: Params,
}

/// What of a step can be done today; `_pp` is per person.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Params {
    /// Share of the people who write.
    pub posters: f64,
    /// Lines of each of them.
    pub chat_per_poster: f64,
    pub room_chat_pp: f64,
    pub notes_pp: f64,
    pub comments_pp: f64,
    pub reactions_pp: f64,
    /// Share of the people who answer.
    pub answer_rate: f64,
    pub window_s: f64,
    /// Lines of each person after the window.
    pub tail_per_person: f64,
    pub leave_rate: f64,
    /// Questions and votes for questions.
    pub qna_pp: f64,
    pub upvotes_pp: f64,
    /// Half of those who answer a poll have done so by then.
    pub median_s: f64,
}

/// A convening of the script.
pub fn event(name: &str) -> anyhow::Result<Event> {
    let script: Script = serde_json::from_str(SCRIPT).context("the event script")?;
    script.events.into_iter().find(|event| event.name == name).context("no such event")
}

impl Event {
    pub fn step(&self, key: &str) -> anyhow::Result<&Step> {
        let step = self.agenda.iter().find(|step| step.key == key);
        step.with_context(|| format!("{} has no {key}", self.name))
    }
}
