//! The polls of the demo, in both languages: two before the data, and the exit ticket.

use super::steps;
use crate::client::{Http, Joined};
use anyhow::Context;
use convene::proto::{
    self, ChoiceItem, NumberItem, OpenItem, PointsItem, Poll, PollForm, PollItem, PollPrivacy,
    PollResults, RankingItem, ScaleItem, Text, WordsItem, command::Body, poll_item::Kind,
};

type Words = [&'static str; 2];

fn text([en, es]: Words) -> Text {
    Text { en: en.to_owned(), es: es.to_owned() }
}

fn options(all: &[Words]) -> Vec<Text> {
    all.iter().copied().map(text).collect()
}

fn choice(picks_max: u32, all: &[Words]) -> Kind {
    Kind::Choice(ChoiceItem { options: options(all), picks_max, ..ChoiceItem::default() })
}

fn scale(points: u32, low: Words, high: Words, retrospective: bool) -> Kind {
    Kind::Scale(ScaleItem { points, low: Some(text(low)), high: Some(text(high)), retrospective })
}

/// Answers come in the order of the questions.
fn items(all: Vec<(Words, Kind)>) -> Vec<PollItem> {
    let item = |(id, (question, kind))| PollItem {
        id,
        question: Some(text(question)),
        required: id == 1,
        kind: Some(kind),
    };
    (1..).zip(all).map(item).collect()
}

/// Nobody's name shows: how things are.
fn where_we_are() -> Poll {
    let often = scale(4, ["Not yet", "Todavía no"], ["Always", "Siempre"], false);
    let hard = choice(
        1,
        &[
            ["Time to plan together", "Tiempo para planear en equipo"],
            ["Examples for our grades", "Ejemplos para nuestros grados"],
            ["Knowing what students think", "Saber qué piensan los estudiantes"],
            ["Something else", "Otra cosa"],
        ],
    );
    Poll {
        title: Some(text(["Where are we?", "¿Dónde estamos?"])),
        items: items(vec![
            (
                [
                    "How often do your students explain their thinking to each other?",
                    "¿Con qué frecuencia explican sus estudiantes su razonamiento entre ellos?",
                ],
                often,
            ),
            (["What stands most in the way?", "¿Qué es lo que más lo dificulta?"], hard),
        ]),
        privacy: PollPrivacy::Confidential.into(),
        results: PollResults::Live.into(),
        ..Poll::default()
    }
}

/// By name: people find whom to ask.
fn who_is_here() -> Poll {
    let tried = choice(
        3,
        &[
            ["Number talks", "Charlas numéricas"],
            ["Data walks", "Paseos de datos"],
            ["Learning outdoors", "Aprender al aire libre"],
            ["Students who teach", "Estudiantes que enseñan"],
            ["None of these yet", "Nada de esto todavía"],
        ],
    );
    let question = [
        "What have you tried and could tell others about?",
        "¿Qué ha probado y podría contar a otras personas?",
    ];
    Poll {
        title: Some(text(["Whom can we ask?", "¿A quién podemos preguntar?"])),
        items: items(vec![(question, tried)]),
        privacy: PollPrivacy::Named.into(),
        results: PollResults::Live.into(),
        ..Poll::default()
    }
}

fn exit_ticket() -> Poll {
    let (not_yet, with_ease) = (["Not yet", "Todavía no"], ["With ease", "Con facilidad"]);
    let (no, yes) = (["Not at all", "Para nada"], ["Very much", "Muchísimo"]);
    let first = [
        ["Time in our own team", "Tiempo con nuestro equipo"],
        ["People with my role", "Personas con mi función"],
        ["More about the data", "Más sobre los datos"],
        ["Examples from classrooms", "Ejemplos de las aulas"],
    ];
    let hours = [
        ["Planning together", "Planear en equipo"],
        ["Visiting each other", "Visitarnos"],
        ["Coaching", "Acompañamiento"],
        ["Materials", "Materiales"],
    ];
    let helped = [
        ["The data talk", "Hablar de los datos"],
        ["People with my role", "Personas con mi función"],
        ["Mixed groups", "Grupos mixtos"],
        ["The gallery walk", "El recorrido de la galería"],
        ["Time with my team", "El tiempo con mi equipo"],
    ];
    let unit = Some(text(["people", "personas"]));
    #[rustfmt::skip]
    let asked = vec![
        (["I can let students explain their thinking to each other.", "Puedo lograr que los estudiantes expliquen su razonamiento entre ellos."], scale(5, not_yet, with_ease, true)),
        (["I can plan a lesson from what the data say.", "Puedo planear una clase a partir de lo que dicen los datos."], scale(5, not_yet, with_ease, true)),
        (["Today was worth my time.", "Hoy valió la pena."], scale(5, no, yes, false)),
        (["I was heard today.", "Hoy me escucharon."], scale(5, no, yes, false)),
        (["What helped most?", "¿Qué ayudó más?"], choice(2, &helped)),
        (["What should come first next time?", "¿Qué debería ir primero la próxima vez?"], Kind::Ranking(RankingItem { options: options(&first), shuffled: true })),
        (["Where should our next hundred hours go?", "¿A qué deberíamos dedicar las próximas cien horas?"], Kind::Points(PointsItem { options: options(&hours), total: 100, shuffled: false })),
        (["How many colleagues will hear about today from you?", "¿A cuántos colegas les contará lo de hoy?"], Kind::Number(NumberItem { min_milli: 0, max_milli: 200_000, unit })),
        (["Today in up to three words", "El día de hoy en tres palabras como máximo"], Kind::Words(WordsItem { words_max: 3 })),
        (["What will you try first, and with whom?", "¿Qué probará primero, y con quién?"], Kind::Open(OpenItem { chars_max: 500 })),
    ];
    Poll {
        title: Some(text(["Exit ticket", "Boleto de salida"])),
        items: items(asked),
        form: PollForm::ExitTicket.into(),
        privacy: PollPrivacy::Confidential.into(),
        results: PollResults::Revealed.into(),
        ..Poll::default()
    }
}

/// Writes them at their steps, as a facilitator would on the day before. `n` is the first free
/// number of a command. How many.
pub async fn put(
    admin: &mut Http,
    joined: &mut Joined,
    n: u64,
    session: &str,
) -> anyhow::Result<usize> {
    let detail: proto::SessionDetail = admin.get(&format!("/api/sessions/{session}")).await?;
    let steps = detail.agenda.context("an agenda")?.items;
    let all =
        [("pre_poll", where_we_are()), ("pre_poll", who_is_here()), ("exit_ticket", exit_ticket())];
    let count = all.len();
    for (n, (key, poll)) in (n..).zip(all) {
        let [title, _] = steps::words_of(key).context("a step of the agenda")?;
        let step = steps.iter().find(|item| item.title == title).context("its step")?;
        let poll = Some(Poll { step_id: step.id.clone(), ..poll });
        joined.ask(n, Body::PutPoll(proto::PutPoll { poll })).await?;
    }
    Ok(count)
}
