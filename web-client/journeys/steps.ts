// What journeys have in common: a facilitator, a session, people on its roster.
import type { Person } from './person';
import type { ConveneServer } from './server';

const PASSWORD = 'correct horse battery';

/** The first start, from the link that the server prints. */
export async function becomesAdmin(fay: Person, server: ConveneServer): Promise<void> {
  await fay.goto(new URL(server.setupLink).pathname);
  await fay.looksAt('setup-en');
  await fay.field('Name').fill('Fay Facilitator');
  await fay.field('E-mail').fill('fay@example.org');
  await fay.field('Password').fill(PASSWORD);
  await fay.button('Create the account').click();
}

export async function makesSession(fay: Person): Promise<void> {
  await fay.page.getByRole('link', { name: 'New session' }).click();
  await fay.field('Title in English').fill('Spring convening');
  await fay.field(/Title in Spanish/).fill('Encuentro de primavera');
  await fay.field('Date').fill('2027-03-16');
  await fay.field('Time').fill('15:30');
  await fay.looksAt('new-session-en');
  await fay.button('Create session').click();
  await fay.field('Session code').waitFor();
}

/** The path of the new person's own link. */
export async function addPerson(fay: Person, name: string): Promise<string> {
  await fay.field('Name').fill(name);
  await fay.field('Where do they work?').selectOption({ label: 'A school district' });
  await fay.field('District name').fill('Lakeside Unified');
  await fay.field('Job').selectOption({ index: 2 });
  await fay.button('Add person').click();
  const link = fay.field(`Personal link of ${name}`);
  await link.waitFor();
  return new URL(await link.inputValue()).pathname;
}

export async function startsSession(fay: Person): Promise<void> {
  await fay.page.getByRole('link', { name: 'Enter session' }).click();
  await fay.agrees();
  await fay.button('Open lobby').click();
  await fay.button('Start session').click();
}

export async function joins(person: Person, path: string, join: string): Promise<void> {
  await person.goto(path);
  await person.page.getByRole('link', { name: join, exact: true }).click();
}
