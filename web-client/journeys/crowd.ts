// People without a browser: over the public protocol, as JSON, to fill a session quickly.
import type { ConveneServer } from './server';

type Json = Record<string, unknown>;

const AT_ONCE = 12;

const LAST_NAMES = (
  'Alvarez Brown Castillo Davis Espinoza Flores Garcia Hernandez Ibarra Johnson Kim Lopez ' +
  'Martinez Nguyen'
).split(' ');
const FIRST_NAMES =
  'Ana Ben Carmen Daniel Elena Francisco Grace Hector Isabel Jorge Karen Luis Maria Noah Olivia'.split(
    ' ',
  );
const DISTRICTS = LAST_NAMES.flatMap((name) => [`${name} Unified`, `${name} Elementary`]);
const SAYINGS = [
  'Good morning from our district office!',
  'We begin every meeting with a question about one child.',
  'Same here. What helped us was an hour each week without any meetings at all.',
  'Could someone share the link to the slides?',
  'Thank you, that is exactly what our families keep telling us, in both languages.',
];

/** As many as come to a large session, besides its facilitator. */
export const PEOPLE = FIRST_NAMES.flatMap((first) =>
  LAST_NAMES.map((last) => `${first} ${last}`),
).slice(0, 204);

/** As many as a view holds of one conversation. */
export const LINES = Array.from({ length: 100 }, (_, n) => `${SAYINGS[n % 5]} (${n + 1})`);

/** What a browser would keep: where the server is, and who we are there. */
export class Visitor {
  private cookie = '';

  constructor(private readonly url: string) {}

  async post<T = Json>(path: string, body: Json = {}): Promise<T> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return text === '' ? ({} as T) : JSON.parse(text);
  }

  /** In a session, where `CommandBody`s are said one after the other, each acknowledged. */
  async enters(sessionId: string): Promise<Seated> {
    const path = `/api/sessions/${sessionId}/tickets`;
    const { ticket } = await this.post<{ ticket: string }>(path);
    const hello = { ticket, revision: 1 };
    const { connection } = await this.post<{ connection: string }>('/live/carried', { hello });
    return new Seated(this, `/live/carried/${connection}`);
  }
}

/** Someone in a session. Stays for a minute when nothing more is done. */
export class Seated {
  private n = 0;

  constructor(
    private readonly visitor: Visitor,
    private readonly path: string,
  ) {}

  async does(...bodies: Json[]): Promise<void> {
    for (const body of bodies) {
      this.n += 1;
      const n = String(this.n);
      await this.visitor.post(this.path, { frames: [{ command: { n, ...body } }] });
      await this.hears(n);
    }
  }

  private async hears(n: string): Promise<void> {
    for (;;) {
      const { items = [] } = await this.visitor.post<{ items?: Json[] }>(`${this.path}/poll`);
      for (const item of items as Record<string, { n?: string }>[]) {
        if (item.reject || item.goodbye) throw new Error(JSON.stringify(item));
        if (item.ack?.n === n) return;
      }
    }
  }
}

export interface LiveSession {
  id: string;
  /** Paths of personal links, in the order of the names. */
  links: string[];
  /** The facilitator. */
  host: Seated;
}

/** From the first start to a running session with people on its roster. */
export async function runningSession(
  server: ConveneServer,
  names: readonly string[],
): Promise<LiveSession> {
  const visitor = new Visitor(server.url);
  const token = new URL(server.setupLink).pathname.split('/').at(-1);
  const fay = { name: 'Fay Facilitator', email: 'fay@example.org' };
  await visitor.post('/api/setup', { token, ...fay, password: 'correct horse battery' });
  const { session } = await visitor.post<{ session: { id: string } }>('/api/sessions', {
    title: { en: 'Spring convening', es: 'Encuentro de primavera' },
    scheduledAtMs: String(Date.now()),
  });
  const people = names.map((name, index) => ({
    name,
    organisation: { name: DISTRICTS[index % DISTRICTS.length] },
    jobRole: 'JOB_ROLE_TEACHER',
  }));
  const added = await visitor.post<{ people: { link: string }[] }>(
    `/api/sessions/${session.id}/people`,
    { people },
  );
  const links = added.people.map(({ link }) => new URL(link).pathname);
  const host = await visitor.enters(session.id);
  await host.does(
    { answerConsent: { answer: 'CONSENT_GIVEN' } },
    { openLobby: {} },
    { startSession: {} },
  );
  return { id: session.id, links, host };
}

/** Everyone with one of these links comes in and agrees; the first of them say these lines. */
export async function crowdComes(
  server: ConveneServer,
  session: LiveSession,
  links: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const waiting = links.entries();
  const come = async () => {
    for (const [index, link] of waiting) {
      const visitor = new Visitor(server.url);
      await visitor.post('/api/join/link', { token: link.split('/').at(-1) });
      const seated = await visitor.enters(session.id);
      await seated.does({ answerConsent: { answer: 'CONSENT_GIVEN' } });
      const text = lines[index];
      if (text !== undefined) await seated.does({ sendLine: { plenary: {}, text } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, come));
}
