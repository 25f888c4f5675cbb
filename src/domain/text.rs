//! What people write, parsed once: after that nobody checks lengths again.

/// What is wrong with a value, as a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub &'static str);

/// Characters that are invisible, reorder the text around them, or end it early. Line
/// breaks stay where they are allowed.
fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
}

fn single_line(raw: &str) -> String {
    let words = raw.split(|c: char| c.is_whitespace() || is_unwanted(c));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn bounded(
    text: String,
    max: usize,
    empty: &'static str,
    long: &'static str,
) -> Result<String, Invalid> {
    match text.chars().count() {
        0 => Err(Invalid(empty)),
        n if n > max => Err(Invalid(long)),
        _ => Ok(text),
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// Spanish; empty until someone translates it.
    pub es: String,
}

impl Text {
    /// Longest title.
    pub const TITLE_CHARS_MAX: usize = 120;

    /// A title: English required, Spanish welcome.
    ///
    /// # Errors
    /// Empty or too long.
    pub fn title(en: &str, es: &str) -> Result<Self, Invalid> {
        let long = "at most 120 characters";
        let en = bounded(single_line(en), Self::TITLE_CHARS_MAX, "write a title", long)?;
        let es = single_line(es);
        if es.chars().count() > Self::TITLE_CHARS_MAX {
            return Err(Invalid(long));
        }
        Ok(Self { en, es })
    }

    /// A question, an option or what an end of a scale means: one line of at most `max`
    /// characters in each language. English is required where it must be there at all.
    ///
    /// # Errors
    /// `wrong`: empty or too long.
    pub fn label(
        en: &str,
        es: &str,
        max: usize,
        required: bool,
        wrong: &'static str,
    ) -> Result<Self, Invalid> {
        let (en, es) = (single_line(en), single_line(es));
        let fits = |text: &str| text.chars().count() <= max;
        let is_there = !required || !en.is_empty();
        if is_there && fits(&en) && fits(&es) { Ok(Self { en, es }) } else { Err(Invalid(wrong)) }
    }

    /// Longest prompt.
    pub const PROMPT_CHARS_MAX: usize = 2_000;

    /// A prompt: either language, or none.
    ///
    /// # Errors
    /// Too long.
    pub fn prompt(en: &str, es: &str) -> Result<Self, Invalid> {
        let parse = |raw: &str| {
            let text = many_lines(raw);
            let fits = text.chars().count() <= Self::PROMPT_CHARS_MAX;
            if fits { Ok(text) } else { Err(Invalid("at most 2,000 characters")) }
        };
        Ok(Self { en: parse(en)?, es: parse(es)? })
    }
}

/// What someone writes on an element of a board: many lines, or nothing.
///
/// # Errors
/// Too long.
pub fn element_text(raw: &str) -> Result<String, Invalid> {
    let text = many_lines(raw);
    let fits = text.chars().count() <= super::board::TEXT_MAX;
    if fits { Ok(text) } else { Err(Invalid("at most 2,000 characters")) }
}

/// A letter without its accent; the rest as it is. Combining accents disappear.
fn without_accent(c: char) -> Option<char> {
    Some(match c {
        '\u{0300}'..='\u{036F}' => return None,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ľ' | 'ĺ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        c => c,
    })
}

/// Words in lower case, without accents, one space between them. Apostrophes disappear
/// (O'Brien), the dots of an abbreviation too (V.P.), everything else parts words.
#[must_use]
pub fn folded(raw: &str) -> String {
    let mut folded = String::with_capacity(raw.len());
    // Letters since the last dot or space, to know V.P. from asst.supt.
    let mut run = 0;
    let mut is_gap = false;
    for c in raw.chars().flat_map(char::to_lowercase).filter_map(without_accent) {
        if c.is_alphanumeric() {
            if is_gap && !folded.is_empty() {
                folded.push(' ');
            }
            is_gap = false;
            folded.push(c);
            run += 1;
        } else if !(matches!(c, '\'' | '’' | '‘' | '`' | 'ʻ')
            || (is_unwanted(c) && !c.is_whitespace()))
        {
            is_gap |= c != '.' || run != 1;
            run = 0;
        }
    }
    folded
}

/// A web address that a step opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// Longest address.
    pub const CHARS_MAX: usize = 2_000;

    /// Accepts `https://` and a host, in characters that an address may have.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let text = raw.trim();
        let rest = text.strip_prefix("https://").unwrap_or_default();
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A name before the host would make an address look like another one.
        let is_host = !host.is_empty() && !host.contains('@');
        let clean = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
        if is_host && text.len() <= Self::CHARS_MAX && text.chars().all(clean) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid("write a whole address that begins with https://"))
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Keeps line breaks, drops what is invisible or reorders.
fn many_lines(raw: &str) -> String {
    let clean = raw.replace("\r\n", "\n");
    let clean: String = clean.chars().filter(|c| *c == '\n' || !is_unwanted(*c)).collect();
    clean.trim().to_owned()
}

/// A word or a short phrase for a cloud.
///
/// # Errors
/// Empty or too long.
pub fn word(raw: &str) -> Result<String, Invalid> {
    let wrong = "a word or a short phrase of at most 40 characters";
    bounded(single_line(raw), WORD_CHARS_MAX, wrong, wrong)
}

/// Longest word.
pub const WORD_CHARS_MAX: usize = 40;

/// One line of chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineText(String);

impl LineText {
    /// Longest line.
    pub const CHARS_MAX: usize = 2_000;

    /// Trims, drops control characters, keeps line breaks.
    ///
    /// # Errors
    /// Empty or too long.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        bounded(many_lines(raw), Self::CHARS_MAX, "write something", "at most 2,000 characters")
            .map(Self)
    }

    /// The text.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.0
    }
}

/// What someone asks those who present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionText(String);

impl QuestionText {
    /// Longest question.
    pub const CHARS_MAX: usize = 500;

    /// Trims, drops control characters, keeps line breaks.
    ///
    /// # Errors
    /// Empty or too long.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        bounded(many_lines(raw), Self::CHARS_MAX, "write a question", "at most 500 characters")
            .map(Self)
    }

    /// The text.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.0
    }
}

const EMPTY: &str = "write a name";

/// Someone's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Longest name.
    pub const CHARS_MAX: usize = 80;

    /// Folds white space.
    ///
    /// # Errors
    /// Empty or too long.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let name = bounded(single_line(raw), Self::CHARS_MAX, EMPTY, "at most 80 characters")?;
        if name.chars().any(char::is_alphanumeric) { Ok(Self(name)) } else { Err(Invalid(EMPTY)) }
    }

    /// The name.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.0
    }
}

/// An e-mail address, lower case: what a person is recognised by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Longest address, by RFC 5321.
    pub const CHARS_MAX: usize = 254;

    /// Accepts what has one `@` with something before it and a domain behind it.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let wrong = Invalid("write an e-mail address, as name@school.org");
        let text = raw.trim().to_lowercase();
        let (local, domain) = text.split_once('@').ok_or(wrong)?;
        let clean =
            !text.chars().any(|c| c.is_whitespace() || c.is_control() || ",;<>\"".contains(c));
        let whole = !local.is_empty() && !domain.contains('@') && domain.contains('.');
        let edges = !domain.starts_with('.') && !domain.ends_with('.');
        if clean && whole && edges && text.len() <= Self::CHARS_MAX {
            Ok(Self(text))
        } else {
            Err(wrong)
        }
    }

    /// The address.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.0
    }
}
