// The browser's storage, for which "not available" is an ordinary answer.

/** What the client needs of localStorage and sessionStorage. */
export interface KeyValue {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
  remove(key: string): void;
}

/** Private windows and full disks throw: then nothing is remembered, and all else works. */
function guarded(open: () => Storage): KeyValue {
  return {
    read(key) {
      try {
        return open().getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        open().setItem(key, value);
      } catch {
        // Nothing to do: the value lives on in memory as long as the page does.
      }
    },
    remove(key) {
      try {
        open().removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}

/** Outlives the browser: language, drafts. */
export const localStore = guarded(() => window.localStorage);

/** Lives and reloads with one tab: unsent commands. */
export const tabStore = guarded(() => window.sessionStorage);
