//! What people say, in both languages. Braces are filled in: nobody says quite the same.

use crate::rng::Rng;

/// What is said where; the last entry is for everywhere else.
struct Shelf {
    key: &'static str,
    en: &'static [&'static str],
    es: &'static [&'static str],
}

const fn shelf(
    key: &'static str,
    en: &'static [&'static str],
    es: &'static [&'static str],
) -> Shelf {
    Shelf { key, en, es }
}

#[rustfmt::skip]
const SHELVES: [Shelf; 22] = [
    shelf("hello", &[
        "Good morning from {district}!", "Hi everyone, glad to be back.",
        "Hello! First time here, from {district}.", "Morning! Coffee in hand.",
        "Can anyone tell whether my line comes through?", "Hello from a very quiet library.",
    ], &[
        "¡Buenos días desde {district}!", "Hola a todas y todos.", "¡Hola! Es mi primera vez aquí.",
        "Buenos días, qué gusto volver a verles.",
    ]),
    shelf("welcome", &[
        "Welcome all! {district} here, mostly {grade}.", "Hello, I work on {topic} with {grade}.",
        "So good to see names I know.", "Joining from {district}, third floor, bad Wi-Fi.",
    ], &[
        "Bienvenidos. Trabajo con {grade}.", "Saludos desde {district}.",
        "Qué alegría ver nombres conocidos.",
    ]),
    shelf("waterfall", &[
        "{grade} explained {topic} to each other without me saying a word.",
        "A student who never talks drew {topic} on the board and taught the class.",
        "We tried {topic} outside, and nobody wanted to come back in.",
        "My {grade} group asked why the rule works. That was the lesson.",
        "Two students disagreed about {topic} for ten minutes, kindly.",
        "Someone said: wait, this is {topic} too! I had not seen it.",
        "{grade} made their own word problems about {topic}; mine look dull now.",
        "A parent told me they play with {topic} at dinner.",
    ], &[
        "En {grade} explicaron {topic} sin mi ayuda.",
        "Una alumna callada dibujó {topic} en la pizarra y enseñó a todos.",
        "Probamos {topic} en el patio y nadie quería volver.",
        "Dos estudiantes discutieron diez minutos sobre {topic}, con respeto.",
    ]),
    shelf("pre_poll", &[
        "Depends on the day, and on {grade}.", "More than last year, I think.",
        "Happy to be asked about {topic}.",
    ], &["Depende del día y de {grade}.", "Más que el año pasado, creo."]),
    shelf("data_talk", &[
        "How many classrooms are behind the second bar?",
        "The gap in {grade} is larger than I thought.",
        "Is that the same test as last year?", "In {district} it looks like this, too.",
        "I'd love to see this split by {topic}.", "Growth is a better story than the average here.",
        "What did the schools that moved most do about {topic}?",
    ], &[
        "¿Cuántas aulas hay detrás de la segunda barra?",
        "La diferencia en {grade} es mayor de lo que pensaba.",
        "Me gustaría ver estos datos por {topic}.", "En {district} vemos lo mismo.",
    ]),
    shelf("notice_wonder", &[
        "I notice that {grade} changes most.", "I wonder what happened with {topic}.",
        "I notice fewer answers from small districts.",
        "I wonder whether {topic} would look different in the spring.",
    ], &["Observo que {grade} cambia más.", "Me pregunto qué pasó con {topic}."]),
    shelf("jigsaw_1_role_alike", &[
        "What works for us: ten minutes of {topic} every day.",
        "Still hard: time to plan together.", "We start with {topic}; the rest follows.",
        "Does anyone have a good example of {topic} for {grade}?",
    ], &[
        "Nos funciona: diez minutos diarios de {topic}.", "Lo difícil es tener tiempo para planear.",
    ]),
    shelf("break", &["Back in five.", "Need more coffee."], &["Vuelvo en cinco minutos."]),
    shelf("jigsaw_2_mixed", &[
        "From my first group: {topic} before rules.", "That would work with {grade}, I think.",
        "At our size we would share one coach for {topic}.",
        "I'm stealing this idea for {district}.",
    ], &["De mi primer grupo: primero {topic}, luego las reglas.", "Creo que serviría en {grade}."]),
    shelf("gallery_walk", &[
        "Love the picture for {topic}.", "Could you say more about how {grade} began?",
        "This one is ready to use on Monday.",
    ], &["Me encanta la imagen de {topic}.", "Esto se puede usar el lunes."]),
    shelf("report_out", &[
        "Bravo!", "That is so clear, thank you.", "Please share that template for {topic}!",
        "Yes: {grade} can do this.", "Well said, and in ninety seconds.",
    ], &["¡Bravo!", "Muy claro, gracias.", "¡Compartan la plantilla de {topic}, por favor!"]),
    shelf("district_team_time", &[
        "By next time {district} will try {topic} in three classrooms.",
        "We will visit each other's {grade} lessons.", "Our team wrote it down. Now we have to do it.",
    ], &["Para la próxima, {district} probará {topic} en tres aulas."]),
    shelf("exit_ticket", &[
        "Before: {topic} is for later. Now: {grade} can begin.",
        "Now I think that asking beats telling.", "I leave with one plan and two phone numbers.",
    ], &["Antes: {topic} es para después. Ahora: {grade} puede empezar.", "Me llevo un plan."]),
    shelf("close", &["Hopeful.", "Energized!", "Thankful.", "Curious.", "Together."],
        &["Esperanza.", "¡Con energía!", "Gratitud.", "Juntos."]),
    shelf("reply", &[
        "Same here.", "Tell me more?", "We saw that with {topic}, too.", "That is worth trying.",
        "How did {grade} take it?", "Thank you for this.",
    ], &["Aquí también.", "¿Nos cuenta más?", "Gracias por esto.", "Vale la pena probarlo."]),
    shelf("thanks", &[
        "Thank you, that helps!", "Got it, thanks.", "Oh, good. Thanks for answering so fast.",
    ], &["¡Gracias, me ayuda mucho!", "Entendido, gracias."]),
    shelf("question", &[
        "A question just for you: will the slides be there afterwards? I have to leave early.",
    ], &["Una pregunta solo para usted: ¿estarán después las diapositivas? Tengo que salir antes."]),
    shelf("ask", &[
        "Which schools moved most, and what did they do about {topic}?",
        "Which schools moved most with students who are new to English?",
        "Can we see these figures for {grade} alone?", "Can we see these figures by small districts?",
        "How much time for {topic} is behind the best results?",
        "What would you begin with in {grade}, if you had one hour a week?",
        "Who pays for the release days?", "Will the slides be shared afterwards?",
    ], &[
        "¿Qué escuelas avanzaron más y qué hicieron con {topic}?",
        "¿Podemos ver estas cifras solo de {grade}?", "¿Con qué empezaría en {grade}?",
        "¿Se compartirán después las diapositivas?",
    ]),
    shelf("my_turn", &[
        "Our group said: {topic} first, rules later. We will try it in {grade}.",
        "We had three ideas and kept one: visit each other once a month.",
        "From our room: ask students before you plan {topic}.",
    ], &[
        "Nuestro grupo dijo: primero {topic}, luego las reglas.",
        "Tuvimos tres ideas y nos quedamos con una: visitarnos cada mes.",
    ]),
    shelf("open_answer", &[
        "Ten minutes of {topic} on Tuesdays, with my {grade} team.",
        "I will ask two colleagues in {district} to visit my lesson on {topic}.",
        "One data walk before the break, with {grade}.", "I will listen longer before I explain.",
    ], &[
        "Diez minutos de {topic} los martes, con mi equipo de {grade}.",
        "Voy a pedir a dos colegas que visiten mi clase sobre {topic}.",
        "Escuchar más antes de explicar.",
    ]),
    shelf("cloud", &["Hopeful", "Curious", "Together", "Tired", "Thankful", "Data", "Listening", "Ideas"],
        &["Esperanza", "Curiosidad", "Juntos", "Cansancio", "Gratitud", "Ideas"]),
    shelf("other", &[
        "Interesting.", "In {district} we do it with {topic}.", "Makes sense for {grade}.",
        "Can you say that once more?",
    ], &["Interesante.", "Tiene sentido para {grade}.", "¿Puede repetirlo?"]),
];

#[rustfmt::skip]
const TOPICS: [[&str; 2]; 10] = [
    ["number talks", "las charlas numéricas"], ["fractions", "las fracciones"],
    ["estimation", "la estimación"], ["place value", "el valor posicional"],
    ["patterns", "los patrones"], ["the school garden", "el huerto escolar"],
    ["data walks", "los paseos de datos"], ["word problems", "los problemas de palabras"],
    ["shadows and light", "la luz y las sombras"], ["measuring", "la medición"],
];

#[rustfmt::skip]
const GRADES: [[&str; 2]; 7] = [
    ["Kindergarten", "kínder"], ["1st grade", "primer grado"], ["2nd grade", "segundo grado"],
    ["3rd grade", "tercer grado"], ["4th grade", "cuarto grado"], ["5th grade", "quinto grado"],
    ["6th grade", "sexto grado"],
];

/// Something to say there, in Spanish or in English.
pub fn line(key: &str, is_spanish: bool, district: &str, rng: &mut Rng) -> String {
    let shelf = SHELVES.iter().find(|shelf| shelf.key == key).unwrap_or(&SHELVES[21]);
    let (lines, language) = if is_spanish { (shelf.es, 1) } else { (shelf.en, 0) };
    let line = lines[rng.below(lines.len())];
    let district = match (district, is_spanish) {
        ("", true) => "la oficina",
        ("", false) => "the office",
        (district, _) => district,
    };
    let number = ["1", "2", "2", "3", "3", "3", "4"][rng.below(7)];
    let topic = TOPICS[rng.below(TOPICS.len())][language];
    let grade = GRADES[rng.below(GRADES.len())][language];
    let line = line.replace("{topic}", topic).replace("{grade}", grade);
    let line = line.replace("{district}", district).replace("{n}", number);
    let mut letters = line.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// As it comes out of fingers in a hurry: two letters of a long word change places.
pub fn with_typo(text: &str, rng: &mut Rng) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let inner = |at: &usize| {
        letters[at - 1..at + 3].iter().all(|c| c.is_lowercase()) && letters[*at] != letters[at + 1]
    };
    let places: Vec<usize> = (1..letters.len().saturating_sub(2)).filter(inner).collect();
    let at = *rng.pick(&places)?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

/// Whether a facilitator says that the held lines may be sent.
pub fn means_go(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| matches!(word, "go" | "send" | "now" | "ya" | "envíen" | "adelante"))
}

/// Whether someone greets.
pub fn greets(text: &str) -> bool {
    let text = text.to_lowercase();
    let greetings = ["hello", "welcome", "good morning", "good afternoon", "hola", "bienvenid"];
    greetings.iter().any(|greeting| text.contains(greeting)) || text.contains("buen")
}
