//! Words for a cloud: those that differ in case, accents or the ending of a plural alone are one.

use crate::domain::text::folded;
use std::collections::BTreeMap;

/// Words of a cloud.
pub(super) const CLOUD_MAX: usize = 50;

/// How often each word was written, the most frequent first, as most people write it. `hidden`:
/// words that are not shown, as they were shown.
pub(super) fn cloud<'a>(
    words: impl Iterator<Item = &'a str>,
    hidden: &[&str],
) -> Vec<(String, u32)> {
    let mut spellings: BTreeMap<String, BTreeMap<&str, u32>> = BTreeMap::new();
    for word in words {
        let key = folded(word);
        // Of signs alone nothing is left.
        let key = if key.is_empty() { word.to_owned() } else { key };
        *spellings.entry(key).or_default().entry(word).or_default() += 1;
    }
    let mut together: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for (key, written) in &spellings {
        let one = singulars(key).into_iter().find_map(|one| spellings.get_key_value(&one));
        let key = one.map_or(key.as_str(), |(one, _)| one.as_str());
        let all = together.entry(key).or_default();
        written.iter().for_each(|(word, count)| *all.entry(word).or_default() += count);
    }
    let hidden: Vec<String> = hidden.iter().map(|word| folded(word)).collect();
    let is_shown =
        |written: &BTreeMap<&str, u32>| !written.keys().any(|word| hidden.contains(&folded(word)));
    let mut cloud: Vec<_> = together
        .into_values()
        .filter(is_shown)
        .filter_map(|written| {
            let count: u32 = written.values().sum();
            let most = written.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
            Some((most.0.to_owned(), count))
        })
        .collect();
    cloud.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    cloud.truncate(CLOUD_MAX);
    cloud
}

/// What a word may be the plural of, in English and in Spanish. Only those that somebody has
/// written count: so no rule has to know that "news" is none.
fn singulars(key: &str) -> Vec<String> {
    let is_plural = key.len() > 3 && key.ends_with('s');
    if !is_plural || ["ss", "us", "is"].iter().any(|end| key.ends_with(end)) {
        return Vec::new();
    }
    let mut found: Vec<String> = key.strip_suffix('s').map(str::to_owned).into_iter().collect();
    found.extend(key.strip_suffix("es").map(str::to_owned));
    found.extend(key.strip_suffix("ies").map(|stem| format!("{stem}y")));
    found.extend(key.strip_suffix("ces").map(|stem| format!("{stem}z")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vec<(String, u32)> {
        cloud(words.iter().copied(), &[])
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        let cases: [(&[&str], &str); 7] = [
            (&["Hope", "hope", "HOPE", "hope"], "hope"),
            (&["canción", "Canciones", "canción"], "canción"),
            (&["voz", "voces", "voz"], "voz"),
            (&["story", "stories", "stories"], "stories"),
            (&["class", "classes", "class"], "class"),
            (&["profesores", "profesor", "profesor"], "profesor"),
            (&["docente", "docentes", "docente"], "docente"),
        ];
        for (words, wanted) in cases {
            let count = u32::try_from(words.len()).unwrap();
            assert_eq!(of(words), [(wanted.to_owned(), count)], "{words:?}");
        }
    }

    #[test]
    fn other_words_are_others() {
        for (one, other) in
            [("care", "car"), ("focus", "focu"), ("class", "clas"), ("crisis", "crisi")]
        {
            assert_eq!(of(&[one, other]).len(), 2, "{one} {other}");
        }
        assert_eq!(of(&["!?", "…"]).len(), 2);
    }

    #[test]
    fn the_most_frequent_come_first_and_what_is_hidden_does_not() {
        let words: Vec<String> = (0..60).map(|n| format!("w{n}x")).collect();
        let mut all: Vec<&str> = words.iter().map(String::as_str).collect();
        all.extend(["often", "often", "rude", "Rudes"]);
        let cloud = cloud(all.into_iter(), &["rude"]);
        assert_eq!(cloud.len(), CLOUD_MAX);
        assert_eq!(cloud[0], ("often".to_owned(), 2));
        assert!(cloud.iter().all(|(word, _)| !word.to_lowercase().starts_with("rude")));
    }
}
