//! The agenda of the demo, and what each step moves people to do.

use crate::script::{self, Params};
use convene::proto::{AgendaItem, Opens, Text};

/// What would be written in rooms and on boards: this share of it appears in the plenary, while no
/// rooms are open.
const IN_PLENARY: f64 = 0.2;

/// Share of the people who want to report.
const REPORT_HANDS: f64 = 0.06;

struct Words {
    key: &'static str,
    title: [&'static str; 2],
    prompt: [&'static str; 2],
}

const fn words(key: &'static str, title: [&'static str; 2], prompt: [&'static str; 2]) -> Words {
    Words { key, title, prompt }
}

#[rustfmt::skip]
const WORDS: [Words; 13] = [
    words("welcome", ["Welcome", "Bienvenida"], [
        "Say hello: your name, your role, and where you are today.",
        "Salude: su nombre, su función y dónde está hoy.",
    ]),
    words("waterfall", ["Chat waterfall", "Cascada de mensajes"], [
        "One moment this month when your students surprised you. Type it, wait, and send it on \"go\".",
        "Un momento de este mes en que sus estudiantes le sorprendieron. Escríbalo, espere y envíelo al oír \"ya\".",
    ]),
    words("pre_poll", ["Where are we?", "¿Dónde estamos?"], [
        "Two short polls: how things are where you work, and whom others can ask.",
        "Dos encuestas breves: cómo están las cosas donde usted trabaja y a quién se puede preguntar.",
    ]),
    words("data_talk", ["Data talk", "Hablemos de los datos"], [
        "What stands out in these figures? Ask in the questions, and vote for what you want answered.",
        "¿Qué destaca en estas cifras? Haga sus preguntas y vote por las que quiera que se respondan.",
    ]),
    words("notice_wonder", ["Notice and wonder", "Observo y me pregunto"], [
        "Look for two minutes. Then write: I notice… I wonder…",
        "Mire durante dos minutos. Luego escriba: Observo… Me pregunto…",
    ]),
    words("jigsaw_1_role_alike", ["Jigsaw 1: people with your role", "Rompecabezas 1: su misma función"], [
        "With people who do what you do: what works, and what is still hard?",
        "Con quienes hacen lo mismo que usted: ¿qué funciona y qué sigue siendo difícil?",
    ]),
    words("break", ["Break", "Descanso"], [
        "Stretch. We go on in eight minutes.",
        "Estírese. Seguimos en ocho minutos.",
    ]),
    words("jigsaw_2_mixed", ["Jigsaw 2: mixed groups", "Rompecabezas 2: grupos mixtos"], [
        "Bring one idea from your first group. What would it look like where the others work?",
        "Traiga una idea de su primer grupo. ¿Cómo sería donde trabajan los demás?",
    ]),
    words("gallery_walk", ["Gallery walk", "Recorrido de la galería"], [
        "Visit what other groups have made. Leave one comment that helps.",
        "Visite lo que han hecho otros grupos. Deje un comentario que ayude.",
    ]),
    words("report_out", ["Report out", "Puesta en común"], [
        "Ninety seconds each: raise your hand for your group. Cheer for them.",
        "Noventa segundos cada grupo: levante la mano por el suyo. Anímelos.",
    ]),
    words("district_team_time", ["District team time", "Tiempo por distrito"], [
        "With your team: by the next convening we will…",
        "Con su equipo: para el próximo encuentro vamos a…",
    ]),
    words("exit_ticket", ["Exit ticket", "Boleto de salida"], [
        "Before today I thought… Now I think…",
        "Antes de hoy pensaba… Ahora pienso…",
    ]),
    words("close", ["Close", "Cierre"], [
        "One word for the road.",
        "Una palabra para el camino.",
    ]),
];

/// The steps of the script's quarterly convening.
pub fn agenda() -> anyhow::Result<Vec<AgendaItem>> {
    let event = script::event("hd_quarterly")?;
    // What comes before the start is the lobby, and no step.
    let steps = event.agenda.iter().filter(|step| step.at_min >= 0);
    let item = |step: &script::Step| {
        let words = WORDS.iter().find(|words| words.key == step.key)?;
        let text = |[en, es]: [&str; 2]| Some(Text { en: en.to_owned(), es: es.to_owned() });
        let opens = if step.key == "break" { Opens::Unspecified } else { Opens::Chat };
        Some(AgendaItem {
            title: text(words.title),
            prompt: text(words.prompt),
            minutes: step.dur_min,
            opens: opens.into(),
            ..AgendaItem::default()
        })
    };
    Ok(steps.filter_map(item).collect())
}

/// What a step is called, and what people are asked to do.
pub fn words_of(key: &str) -> Option<[Option<Text>; 2]> {
    let words = WORDS.iter().find(|words| words.key == key)?;
    let text = |[en, es]: [&str; 2]| Some(Text { en: en.to_owned(), es: es.to_owned() });
    Some([text(words.title), text(words.prompt)])
}

/// Which step of the demo asks for this; empty: none.
pub fn key_of(prompt: Option<&Text>) -> &'static str {
    let is_it = |words: &&Words| prompt.is_some_and(|prompt| prompt.en == words.prompt[0]);
    WORDS.iter().find(is_it).map_or("", |words| words.key)
}

/// What a step moves people to do. All shares are of those who write at all.
#[derive(Clone, Copy)]
pub struct Act {
    pub key: &'static str,
    /// Share of the people who write.
    pub writers: f64,
    /// Lines of each of them.
    pub lines: f64,
    /// Reactions of each person.
    pub reactions: f64,
    /// Share of the people who leave their screen.
    pub leave: f64,
    /// Lines are held until "go", and then sent within these seconds.
    pub held_s: Option<f64>,
    /// Lines of each person in a breakout room.
    pub in_rooms: f64,
    /// A whole site drops, some minutes after the beginning.
    pub site_drops_min: Option<f64>,
    /// Questions, votes for them, and reactions to what is happening, of each person.
    pub asks: f64,
    pub votes: f64,
    pub presses: f64,
    /// Share of the people who raise a hand.
    pub hands: f64,
    /// Share of the people who answer a poll or write in a waterfall.
    pub answer_rate: f64,
    /// By then half of these have answered.
    pub answer_median_s: f64,
}

/// What a step that we have not planned moves people to do.
const OTHER: Act = Act {
    key: "other",
    writers: 0.2,
    lines: 1.0,
    reactions: 0.5,
    leave: 0.0,
    held_s: None,
    in_rooms: 1.5,
    site_drops_min: None,
    asks: 0.0,
    votes: 0.0,
    presses: 0.3,
    hands: 0.01,
    answer_rate: 0.8,
    answer_median_s: 20.0,
};

impl Act {
    /// By the English title: a facilitator may change everything else.
    pub fn of(item: &AgendaItem, params: impl Fn(&str) -> Params) -> Self {
        let title = item.title.as_ref().map(|title| title.en.as_str()).unwrap_or_default();
        let Some(words) = WORDS.iter().find(|words| words.title[0] == title) else { return OTHER };
        let params = params(words.key);
        let in_rooms = params.room_chat_pp + params.notes_pp + params.comments_pp;
        let act = Self { key: words.key, reactions: params.reactions_pp, ..OTHER };
        let act = Self { leave: params.leave_rate, ..act };
        let act = act.voiced(&params);
        // On boards, they will write the rest.
        let said = if params.room_chat_pp > 0.0 { params.room_chat_pp } else { OTHER.in_rooms };
        let act = Self { in_rooms: said, ..act };
        match words.key {
            "waterfall" => Self {
                writers: params.answer_rate,
                held_s: Some(params.window_s),
                reactions: params.tail_per_person,
                ..act
            },
            "pre_poll" => Self { writers: 0.1, reactions: 0.0, ..act },
            "exit_ticket" => Self { writers: 0.15, ..act },
            "break" => Self { writers: 0.03, ..act },
            "jigsaw_1_role_alike" => Self {
                writers: 0.4,
                lines: in_rooms * IN_PLENARY,
                reactions: 0.5,
                site_drops_min: Some(6.0),
                ..act
            },
            _ if in_rooms > 0.0 => {
                Self { writers: 0.4, lines: in_rooms * IN_PLENARY, reactions: 0.5, ..act }
            }
            _ => Self { writers: params.posters, lines: params.chat_per_poster, ..act },
        }
    }

    /// What people do there apart from lines.
    fn voiced(self, params: &Params) -> Self {
        let act = Self {
            asks: params.qna_pp,
            votes: params.upvotes_pp,
            // Half of all reactions are to what is said, half to what is happening.
            presses: params.reactions_pp / 2.0,
            reactions: params.reactions_pp / 2.0,
            answer_rate: if params.answer_rate > 0.0 {
                params.answer_rate
            } else {
                OTHER.answer_rate
            },
            answer_median_s: params.median_s.max(OTHER.answer_median_s.min(14.0)),
            ..self
        };
        match self.key {
            "report_out" => Self { hands: REPORT_HANDS, ..act },
            _ => act,
        }
    }
}
