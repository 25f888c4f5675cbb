// Adding a person: what is missing or refused is said beside its field.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { OrganisationsSchema } from '../../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { PersonLinksSchema } from '../../../protocol/convene/v1/in_session_pb';
import { ok, problem, serve } from '../../../testing/fake-server';
import { renderInApp } from '../../../testing/render';
import { AddPersonForm } from './add-person-form';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const OFFICES = ok(OrganisationsSchema, {
  organisations: [{ cdsCode: '0110017', name: 'Alameda County Office of Education' }],
});
const ROUTE = 'POST /api/sessions/ses_1/people';

async function open(answer: () => Response) {
  const fetch = serve({ 'GET /api/organisations': OFFICES, [ROUTE]: answer });
  const onChanged = vi.fn(async () => undefined);
  const { user } = renderInApp(<AddPersonForm sessionId="ses_1" onChanged={onChanged} />);
  const submit = () => user.click(screen.getByRole('button', { name: 'Add person' }));
  async function fill() {
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Rosa Delgado');
    await user.type(screen.getByRole('textbox', { name: /^E-mail/ }), 'rosa@district.example');
    const where = screen.getByRole('combobox', { name: 'Where do they work?' });
    await user.selectOptions(where, 'A school district');
    await user.type(screen.getByRole('textbox', { name: 'District name' }), 'Lakeside Unified');
    await user.type(screen.getByRole('textbox', { name: /^CDS code/ }), '01-90017');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Job' }), 'Teacher');
  }
  return { fetch, onChanged, user, submit, fill };
}

test('an empty form is not sent: the first missing field is named and has the focus', async () => {
  const { fetch, submit } = await open(problem(500, ErrorCode.INTERNAL));
  await submit();
  const name = screen.getByRole('textbox', { name: 'Name', description: /Fill this in/ });
  expect(document.activeElement).toBe(name);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test.each([
  ['people[0].email', ErrorCode.EMAIL_TAKEN, /^E-mail/, /already here/],
  ['people[0].organisation.cds_code', ErrorCode.BAD_CDS_CODE, /^CDS code/, /not a valid CDS code/],
])('a refusal of %s is said beside that field', async (field, code, name, words) => {
  const { fill, submit } = await open(problem(400, code, field));
  await fill();
  await submit();
  const input = await screen.findByRole('textbox', { name, description: words });
  expect(input.getAttribute('aria-invalid')).toBe('true');
});

test('what comes back is the personal link, to be copied', async () => {
  const link = { personId: 'per_1', name: 'Rosa Delgado', link: 'https://convene.example/j/abc' };
  const { fetch, fill, submit, onChanged } = await open(ok(PersonLinksSchema, { people: [link] }));
  await fill();
  await submit();
  const shown = await screen.findByLabelText<HTMLInputElement>('Personal link of Rosa Delgado');
  expect(shown.value).toBe(link.link);
  expect(onChanged).toHaveBeenCalledOnce();
  const [, init] = fetch.mock.calls.find(([path]) => path.endsWith('/people')) ?? [];
  expect(JSON.parse(String(init?.body))).toMatchObject({
    people: [{ organisation: { cdsCode: '0190017' }, permission: 'PERMISSION_PARTICIPANT' }],
  });
});
