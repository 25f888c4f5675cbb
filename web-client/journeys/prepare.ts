// What a journey needs before it begins, made over the protocol: quickly, for it is not about it.
import { type Seated, Visitor } from './crowd';
import type { Person } from './person';
import type { ConveneServer } from './server';

type Json = Record<string, unknown>;

const FAY = { email: 'fay@example.org', password: 'correct horse battery' };

const LIFE: readonly Json[] = [{ openLobby: {} }, { startSession: {} }];
const COMMANDS_UNTIL = { scheduled: 0, lobby: 1, live: 2 };

export interface Wanted {
  /** Names, or rows as the contract writes them. */
  people?: readonly (string | (Json & { name: string }))[];
  /** Steps, as the contract writes them. */
  agenda?: readonly Json[];
  until?: keyof typeof COMMANDS_UNTIL;
  /** What is written in its rooms is not kept. */
  forgetsRooms?: boolean;
}

export interface Prepared {
  id: string;
  code: string;
  /** Tokens of personal links, by name. */
  tokens: ReadonlyMap<string, string>;
  /** Fay, who runs it; has agreed to be kept. */
  host: Seated;
}

/** Fay, the first admin of a server. */
export async function firstAdmin(server: ConveneServer): Promise<Visitor> {
  const fay = new Visitor(server.url);
  const token = new URL(server.setupLink).pathname.split('/').at(-1);
  await fay.post('/api/setup', { token, name: 'Fay Facilitator', ...FAY });
  return fay;
}

export async function prepared(fay: Visitor, wanted: Wanted = {}): Promise<Prepared> {
  const { people = [], agenda = [], until = 'live', forgetsRooms = false } = wanted;
  const { session, code } = await fay.post<{ session: { id: string }; code: string }>(
    '/api/sessions',
    {
      title: { en: 'Spring convening', es: 'Encuentro de primavera' },
      scheduledAtMs: String(Date.now()),
      forgetsRooms,
    },
  );
  const rows = people.map((person) => ({
    organisation: { name: 'Lakeside Unified' },
    jobRole: 'JOB_ROLE_TEACHER',
    ...(typeof person === 'string' ? { name: person } : person),
  }));
  const added =
    rows.length === 0
      ? { people: [] }
      : await fay.post<{ people: { name: string; link: string }[] }>(
          `/api/sessions/${session.id}/people`,
          { people: rows },
        );
  const tokens = new Map(
    added.people.map(({ name, link }) => [name, new URL(link).pathname.split('/').at(-1) ?? '']),
  );
  const host = await fay.enters(session.id);
  await host.does({ answerConsent: { answer: 'CONSENT_GIVEN' } });
  // Each goes to the front.
  for (const item of [...agenda].reverse()) await host.does({ putAgendaItem: { item } });
  await host.does(...LIFE.slice(0, COMMANDS_UNTIL[until]));
  return { id: session.id, code, tokens, host };
}

/** Someone without a browser, in the session as this person, who agrees to be kept. */
export async function visits(
  server: ConveneServer,
  session: Prepared,
  name: string,
): Promise<Seated> {
  const visitor = new Visitor(server.url);
  await visitor.post('/api/join/link', { token: tokenOf(session, name) });
  const seated = await visitor.enters(session.id);
  await seated.does({ answerConsent: { answer: 'CONSENT_GIVEN' } });
  return seated;
}

/** At a browser that has opened someone's personal link. */
export async function takesSeat(person: Person, session: Prepared, name: string): Promise<void> {
  await posts(person, '/api/join/link', { token: tokenOf(session, name) });
}

/** Someone takes their seat, agrees, and is in the room. */
export async function enters(
  person: Person,
  session: Prepared,
  name: string,
  agree = 'I agree',
): Promise<void> {
  await takesSeat(person, session, name);
  await person.goto(`/s/${session.id}`);
  await person.button(agree).click();
  await person.page.locator('main.room').waitFor();
}

export async function signsIn(fay: Person): Promise<void> {
  await posts(fay, '/api/sign-in', FAY);
}

/** As the page would: its cookies go with it and come from it. */
async function posts(person: Person, path: string, data: Json): Promise<void> {
  const answer = await person.page.request.post(person.base + path, { data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}

/** Fay, at a browser, in the room as the team. */
export async function runs(fay: Person, session: Prepared): Promise<void> {
  await signsIn(fay);
  await fay.goto(`/s/${session.id}?as=team`);
  await fay.page.getByRole('region', { name: 'Run the session' }).waitFor();
}

export function tokenOf(session: Prepared, name: string): string {
  const token = session.tokens.get(name);
  if (token === undefined) throw new Error(`${name} is not on the roster`);
  return token;
}
