// The way to HTTPS that README.md describes: Debian's nginx with the file that we ship.
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { pngOf } from './png';
import { ConveneServer, freePort, waitFor } from './server';
import { addPerson, becomesAdmin, joins, makesSession, startsSession } from './steps';

const SHIPPED = pathOf(import.meta.dirname, '../../deploy/nginx.conf');
const NOBODY = 65534;
const MIB = 1024 * 1024;

let directory: string;
let nginx: ChildProcess;
let server: ConveneServer;
let browser: Browser;
let plainUrl: string;
let url: string;
let certificate: Buffer;

beforeAll(async () => {
  directory = mkdtempSync(pathOf(tmpdir(), 'convene-nginx-'));
  const [plainPort, port] = [await freePort(), await freePort()];
  [plainUrl, url] = [`http://localhost:${plainPort}`, `https://localhost:${port}`];
  const settings = async () => ({ CONVENE_PUBLIC_URL: url });
  [server, browser] = await Promise.all([ConveneServer.start(0, settings), openBrowser()]);
  makeCertificate();
  const site = shipped({
    'listen 80;': `listen 127.0.0.1:${plainPort};`,
    'listen 443 ssl http2;': `listen 127.0.0.1:${port} ssl http2;`,
    // Not every machine that tests has it.
    'listen [::]:80;': '',
    'listen [::]:443 ssl http2;': '',
    '127.0.0.1:8080;': `127.0.0.1:${server.port};`,
    'https://convene.example.org': url,
    '/etc/letsencrypt/live/convene.example.org': directory,
    '/var/www/html': directory,
    '/var/log/nginx': directory,
    'convene.example.org': 'localhost',
  });
  writeFileSync(pathOf(directory, 'convene.conf'), site);
  writeFileSync(pathOf(directory, 'nginx.conf'), AROUND(directory));
  startNginx();
  await waitFor(async () => (await get(`${url}/livez`)).statusCode === 200);
});

afterAll(async () => {
  await browser?.close();
  const gone = new Promise((done) => nginx?.once('exit', done));
  if (nginx?.kill('SIGTERM')) await gone;
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** What Debian's own nginx.conf has around a site, as far as it matters, without its paths. */
const AROUND = (at: string) => `
daemon off;
pid ${at}/pid;
error_log stderr warn;
events { worker_connections 768; }
http {
  access_log off;
  gzip on;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path ${at}/${what};`)
    .join('\n  ')}
  include ${at}/convene.conf;
}
`;

/** The file as it is shipped, but for names, ports and paths; each of them is really in it. */
function shipped(changes: Record<string, string>): string {
  let text = readFileSync(SHIPPED, 'utf8');
  for (const [before, after] of Object.entries(changes)) {
    expect(text).toContain(before);
    text = text.split(before).join(after);
  }
  return text;
}

function makeCertificate(): void {
  const [key, chain] = ['privkey.pem', 'fullchain.pem'].map((name) => pathOf(directory, name));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const files = ['-days', '2', '-keyout', String(key), '-out', String(chain)];
  execFileSync('openssl', ['req', ...kind, ...subject, ...files], { stdio: 'pipe' });
  certificate = readFileSync(String(chain));
}

/** As nobody in particular, as a test should. */
function startNginx(): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    chmodSync(directory, 0o755);
    for (const name of ['', 'privkey.pem']) chownSync(pathOf(directory, name), NOBODY, NOBODY);
  }
  nginx = spawn('/usr/sbin/nginx', ['-p', directory, '-c', pathOf(directory, 'nginx.conf')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
}

/** Asked by a program that trusts this certificate alone, for this name. */
function get(address: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const client = address.startsWith('https:') ? https : http;
  return new Promise((done, failed) => {
    client
      .get(address, { headers, ca: certificate, agent: false, family: 4 }, (answer) => {
        answer.resume();
        done(answer);
      })
      .on('error', failed);
  });
}

test('a session over https, from the first start', async () => {
  const insecure = { ignoreHTTPSErrors: true };
  const fay = await Person.at(browser, url, 'en-US', insecure);
  expect(server.setupLink).toMatch(new RegExp(`^${url}/setup/`));
  await becomesAdmin(fay, server);
  await makesSession(fay);
  const link = await addPerson(fay, 'Ana Teacher');
  expect(await fay.field('Personal link of Ana Teacher').inputValue()).toBe(url + link);
  const [, sessionId = ''] = /\/sessions\/([^/]+)/.exec(fay.page.url()) ?? [];
  await startsSession(fay);

  const ana = await Person.at(browser, url, 'en-US', insecure);
  const sockets: string[] = [];
  ana.page.on('websocket', (socket) => sockets.push(socket.url()));
  await joins(ana, link, 'Join');
  await ana.agrees();
  await ana.isConnected();
  await ana.says('Hello over TLS');
  await fay.sees('Hello over TLS');
  await fay.says('Hello back');
  await ana.sees('Hello back');
  expect(sockets).toEqual([`wss://localhost:${new URL(url).port}/live`]);

  // Cookies that only this host may set, only over TLS, and that no script may read.
  for (const person of [fay, ana]) {
    const cookies = await person.page.context().cookies();
    expect(cookies).toHaveLength(1);
    const [cookie] = cookies;
    expect(cookie).toMatchObject({ name: '__Host-convene', domain: 'localhost', path: '/' });
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax' });
  }

  // The other ways come through as well: what was remembered decides with which one we begin.
  for (const [rung, path] of [
    ['sse', '/events'],
    ['poll', '/poll'],
  ] as const) {
    const came = ana.page.waitForRequest((request) => request.url().endsWith(path));
    await ana.page.evaluate((remembered) => {
      const untilMs = Date.now() + 3_600_000;
      localStorage.setItem('convene.transport', JSON.stringify({ rung: remembered, untilMs }));
    }, rung);
    await ana.page.reload();
    await came;
    await ana.isConnected();
    await ana.says(`Hello over ${rung}`);
    await fay.sees(`Hello over ${rung}`);
    await fay.says(`Hello back over ${rung}`);
    await ana.sees(`Hello back over ${rung}`);
  }
  expect(sockets).toHaveLength(1);

  // Slides of nearly the largest size, up and down again.
  const slides = pngOf(9 * MIB);
  const uploaded = await fay.page.request.post(
    `${url}/api/sessions/${sessionId}/files?name=slides.png`,
    { data: slides, headers: { 'content-type': 'image/png' } },
  );
  expect(uploaded.status(), await uploaded.text()).toBe(200);
  const { id } = await uploaded.json();
  const file = await fay.page.request.get(`${url}/api/sessions/${sessionId}/files/${id}`);
  expect(slides.equals(await file.body())).toBe(true);
  const tooLarge = await fay.page.request.post(
    `${url}/api/sessions/${sessionId}/files?name=slides.png`,
    { data: pngOf(10 * MIB + 1), headers: { 'content-type': 'image/png' } },
  );
  expect(tooLarge.status()).toBe(413);

  await ana.goto('/check');
  await ana.page.getByRole('alert').waitFor();
  expect(await ana.page.getByRole('alert').innerText()).toMatch(/^This network is fine/);
  for (const way of ['websocket', 'events', 'poll']) {
    const row = ana.page.getByTestId(`check-${way}`);
    expect(await row.innerText(), way).toMatch(/Works$/);
  }
  for (const person of [fay, ana]) await person.leaves();
});

test('plain http leads to https and gives nothing away', async () => {
  const answer = await get(`${plainUrl}/j/secret?a=b`);
  expect(answer.statusCode).toBe(301);
  expect(answer.headers.location).toBe(`${url}/j/secret?a=b`);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('the certificate authority finds its proof without TLS', async () => {
  execFileSync('mkdir', ['-p', pathOf(directory, '.well-known/acme-challenge')]);
  writeFileSync(pathOf(directory, '.well-known/acme-challenge/proof'), 'yes');
  const answer = await get(`${plainUrl}/.well-known/acme-challenge/proof`);
  expect(answer.statusCode).toBe(200);
});

test('https is remembered, nothing says what runs here, and counts stay inside', async () => {
  const page = await get(`${url}/`);
  expect(page.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
  expect(page.headers.server).toBe('nginx');
  for (const path of ['/metrics', '/metrics/', '/%6detrics', '//metrics', '/./metrics']) {
    const { statusCode, headers } = await get(url + path);
    expect(headers['content-type'] ?? '', path).toMatch(/text\/html/);
    if (path === '/metrics' || path === '/%6detrics') expect(statusCode, path).toBe(404);
  }
  expect((await get(`${server.url}/metrics`)).statusCode).toBe(200);
});
