import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { PageMessage } from '../../device/screen/glass-message.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { startPageFile } from '../../device/web/glass-files.ts';
import { NONCE_PREFIX, PROOF_HEADER } from '../../device/web/start-page.ts';
import type { Intent } from '../../device/words/intent.ts';
import type { Sms } from '../../simulators/back-office/sms.ts';
import type { KioskProcess } from './kiosk-process.ts';
import { newestCode } from './phone-code.ts';

type Show = CitizenScreen['show'];
type Shown<S extends Show> = Extract<CitizenScreen, { readonly show: S }>;

export interface SocketCitizen {
  /** The present screen counts. Rejects when the socket ends, or after `SEES_MS`. */
  sees<S extends Show>(show: S, also?: (screen: Shown<S>) => boolean): Promise<Shown<S>>;
  does(intent: Intent): void;
  everything(): string;
  sends(text: string): void;
  leave(): Promise<void>;
}

/** Longer than any step on a busy machine, and than the wait before the next request to a silent office. */
const SEES_MS = 30_000;
const SERVICE = 'identity-card-replacement';

/**
 * Opens the kiosk's socket like its page. `url` ends with a slash. `ledgerFile`: ledger of a production kiosk, with the start page beside
 * it.
 */
export async function socketCitizenAt(url: string, ledgerFile?: string): Promise<SocketCitizen> {
  const { origin, host } = new URL(url);
  const headers = ledgerFile === undefined ? {} : { cookie: await enter(startPageFile(ledgerFile)) };
  const socket = new WebSocket(`ws://${host}/socket`, { origin, headers });
  const watchers = new Set<() => void>();
  let screen: CitizenScreen | undefined;
  let beat = 0;
  let gone = false;
  let everything = '';
  const tell = () => {
    for (const watcher of [...watchers]) watcher();
  };
  socket.on('message', (data) => {
    everything += data.toString();
    const message = JSON.parse(data.toString()) as PageMessage;
    if ('beat' in message) beat = message.beat;
    else if ('screen' in message) screen = message.screen;
    tell();
  });
  socket.on('close', () => {
    gone = true;
    tell();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => socket.terminate());

  return {
    sees: (show, also = () => true) =>
      new Promise((resolve, reject) => {
        const failed = (why: string) =>
          end(() => reject(new Error(`${why}; waited for ${show}, saw ${shownBy(screen)}`)));
        const limit = setTimeout(() => failed('too long'), SEES_MS);
        function end(settle: () => void): void {
          clearTimeout(limit);
          watchers.delete(look);
          settle();
        }
        function look(): void {
          const now = screen;
          if (now && isShown(now, show) && also(now)) end(() => resolve(now));
          else if (gone) failed('the socket ended');
        }
        watchers.add(look);
        look();
      }),
    does(intent) {
      if (!screen) throw new Error('nothing is shown yet');
      socket.send(JSON.stringify({ step: screen.step, beat, intent }));
    },
    everything: () => everything,
    sends: (text) => socket.send(text),
    leave: () =>
      new Promise((resolve) => {
        if (gone) return resolve();
        socket.once('close', () => resolve());
        socket.close();
      }),
  };
}

/** Enters as the start page's file does. Returns the cookie. */
async function enter(startPage: string): Promise<string> {
  const page = readFileSync(startPage, 'utf8');
  const action = / action="([^"]+)"/.exec(page)?.[1];
  const key = /bytes\('([0-9A-Z]+)'\)/.exec(page)?.[1];
  if (!action || !key) throw new Error(`no form and key in ${startPage}`);
  const nonce = randomBytes(16).toString('hex');
  const sign = (text: string) => createHmac('sha256', key).update(`${text}${nonce}`).digest('hex');
  const kiosk = await fetch(`${action}?nonce=${nonce}`, { headers: { origin: 'null' } });
  if (kiosk.headers.get(PROOF_HEADER) !== sign(NONCE_PREFIX.kiosk))
    throw new Error('another program has the port of the kiosk');
  const answer = await fetch(action, {
    method: 'POST',
    headers: { origin: 'null', 'content-type': 'text/plain' },
    body: `proof=${nonce} ${sign(NONCE_PREFIX.glass)}\r\n`,
    redirect: 'manual',
  });
  const [cookie] = answer.headers.getSetCookie();
  if (!cookie) throw new Error(`no cookie for the proof: ${answer.status} ${await answer.text()}`);
  return cookie.slice(0, cookie.indexOf(';'));
}

function isShown<S extends Show>(screen: CitizenScreen, show: S): screen is Shown<S> {
  return screen.show === show;
}

function shownBy(screen: CitizenScreen | undefined): string {
  if (screen?.show === 'trouble' || screen?.show === 'printTrouble') return `${screen.show} ${screen.code}`;
  if (screen && 'blocked' in screen) return `${screen.show} (blocked: ${screen.blocked})`;
  if (screen?.show === 'choosing') return `choosing (${screen.notices.join(', ')})`;
  return screen?.show === 'identifying' ? `identifying (${screen.trouble ?? screen.stage})` : `${screen?.show}`;
}

/** Goes from the first screen to *check your answers*, with the card of the first simulated person. */
export async function untilCheckingBySocket(kiosk: KioskProcess, citizen: SocketCitizen): Promise<void> {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'az' });
  await citizen.sees('choosing', ({ services }) =>
    services.some(({ id, unavailable }) => id === SERVICE && !unavailable),
  );
  citizen.does({ do: 'choose', service: SERVICE });
  await citizen.sees('beforeYouStart', ({ blocked }) => blocked === null);
  citizen.does({ do: 'next' });
  await citizen.sees('identifying');
  await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
  await citizen.sees('answering', ({ number }) => number === 1);
  await kiosk.dock({ device: 'reader', do: 'remove' });
  citizen.does({ do: 'answer', value: 'worn-out' });
  citizen.does({ do: 'next' });
  const { question } = await citizen.sees('answering', ({ number }) => number === 2);
  if (question.kind === 'known-phone') {
    citizen.does({ do: 'answer', value: question.another.value });
    await citizen.sees('answering', (screen) => screen.question.kind === 'text');
  }
  for (const key of '501234567') citizen.does({ do: 'key', key });
  citizen.does({ do: 'next' });
  await citizen.sees('checking', ({ blocked }) => blocked === null);
}

/** Sends a code and types it from the phone. `messages`: messages that the office sent. */
export async function confirmBySocket(
  citizen: SocketCitizen,
  messages: () => readonly Sms[] | Promise<readonly Sms[]>,
): Promise<void> {
  await citizen.sees('offeringCode', ({ sending }) => !sending);
  citizen.does({ do: 'next' });
  const { number } = await citizen.sees('typingCode');
  const code = newestCode(await messages(), number);
  if (code === null) throw new Error(`no message came to ${number}`);
  for (const key of code) citizen.does({ do: 'key', key });
  await citizen.sees('typingCode', ({ whole }) => whole);
  citizen.does({ do: 'next' });
}

/** Goes from *check your answers* to the terminal or the notes. */
export async function payBySocket(citizen: SocketCitizen, method: 'card' | 'cash'): Promise<void> {
  citizen.does({ do: 'pay' });
  await citizen.sees('choosingPayment');
  citizen.does({ do: 'method', method });
}

/** Goes from the first screen to a found application, with the card of the first simulated person. */
export async function untilFoundBySocket(
  kiosk: KioskProcess,
  citizen: SocketCitizen,
  reference: string,
): Promise<Shown<'found'>> {
  await untilEnteringCodeBySocket(citizen);
  await showCodeAndCardBySocket(kiosk, citizen, reference, 'aze-card-woman');
  const found = await citizen.sees('found');
  await kiosk.dock({ device: 'reader', do: 'remove' });
  return found;
}

export async function untilEnteringCodeBySocket(citizen: SocketCitizen): Promise<void> {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'az' });
  await citizen.sees('choosing', ({ canContinue }) => canContinue);
  citizen.does({ do: 'continue' });
  await citizen.sees('enteringCode');
}

export async function showCodeAndCardBySocket(
  kiosk: KioskProcess,
  citizen: SocketCitizen,
  reference: string,
  document: 'aze-card-woman' | 'aze-card-man' | 'aze-card-old' | 'aze-card-expired',
): Promise<void> {
  const { code } = await citizen.sees('enteringCode');
  for (const _ of code) citizen.does({ do: 'erase' });
  for (const key of reference) citizen.does({ do: 'key', key });
  await citizen.sees('enteringCode', (screen) => screen.code === reference);
  citizen.does({ do: 'next' });
  await citizen.sees('identifying');
  await kiosk.dock({ device: 'reader', do: 'insert', document, how: 'whole' });
}
