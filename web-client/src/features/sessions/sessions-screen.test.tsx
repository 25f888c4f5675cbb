// The list of sessions leads staff to the status of the server, and nobody else.
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SessionsSchema, StorageKind } from '../../protocol/convene/v1/api_pb';
import { ok, serve } from '../../testing/fake-server';
import { renderInApp } from '../../testing/render';
import { SessionsScreen } from './sessions-screen';

test('staff get a link beside where everything is kept', async () => {
  const storage = { kind: StorageKind.EMBEDDED };
  serve({ 'GET /api/sessions': ok(SessionsSchema, { storage }) });
  renderInApp(<SessionsScreen />);
  const link = await screen.findByRole('link', { name: 'Server status' });
  expect(link.getAttribute('href')).toBe('/status');
});

test('who is not told of storage gets none', async () => {
  serve({ 'GET /api/sessions': ok(SessionsSchema, {}) });
  renderInApp(<SessionsScreen />);
  expect(await screen.findByText('No sessions yet')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Server status' })).toBeNull();
});
