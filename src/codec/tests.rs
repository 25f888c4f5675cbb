//! What is written is what is read: every event of random stories, and the states they lead to.

use super::*;
use crate::{
    domain::tests::random_story,
    log::{BatchId, Entry, Tag},
};
use uuid::Uuid;

#[test]
fn stories_are_read_as_they_were_written() {
    for seed in 0..60 {
        let story = random_story(seed);
        for (recorded, after) in story.events.iter().zip(story.states.iter().skip(1)) {
            let Encoded { payload, content, seals, .. } =
                encode(std::slice::from_ref(recorded), after, &mut || [7; 16]);
            let entry = Entry {
                first_seq: 1,
                last_seq: 1,
                tag: Tag::START,
                batch_id: BatchId(Uuid::nil()),
                payload,
                content,
                seals,
            };
            let read = decode(&entry).unwrap();
            assert_eq!(read[0].event, recorded.event, "seed {seed}");
        }
        // What holds something that is to be forgotten is never saved.
        if !story.state.may_be_saved() {
            continue;
        }
        let saved = snapshot(&story.state);
        let restored = restore(saved).unwrap().unwrap();
        assert_eq!(restored.boards, story.state.boards, "seed {seed}");
        assert_eq!(restored, story.state, "seed {seed}");
    }
}
