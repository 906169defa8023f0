import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { concat, fromHex } from '../../drivers/bytes.ts';
import { type Clock, realClock } from '../../drivers/clock.ts';
import type { CardReader } from '../../drivers/id-reader/apdu/card-reader.ts';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import { createPcscReader } from '../../drivers/id-reader/pcsc/driver.ts';
import { insertIntoVpcd } from '../../simulators/id-reader/chip-reader/vpcd.ts';
import { createChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';
import { seededRandom } from '../../simulators/random.ts';
import { apduChannelContract } from '../contract/apdu-channel.ts';
import { freePortPair } from '../support/free-port.ts';
import { startVpcdRelay } from '../support/vpcd-relay.ts';

/* Real PC/SC service, binding and time. Needs Debian's pcscd and vsmartcard-vpcd. */

const ATR = fromHex('3b80800101');
const SELECT = fromHex('00a4040c07a0000002471001');
const never = new AbortController().signal;

async function until(what: string, condition: () => boolean): Promise<void> {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`it never came to this: ${what}`);
    },
    { timeout: 20_000, interval: 10 },
  );
}

const SYSTEM_FOLDER = '/run/pcscd';
const isolated = spawnSync('unshare', ['--mount', 'true']).status === 0;
let folder = '';
let port = 0;
let relay: Awaited<ReturnType<typeof startVpcdRelay>>;
let service: ChildProcess | undefined;

async function prepareService(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-pcscd-'));
  port = await freePortPair();
  relay = await startVpcdRelay(port);
  const hexPort = `0x${port.toString(16).toUpperCase()}`;
  await mkdir(join(folder, 'readers'));
  const library = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
  const rows = [
    'FRIENDLYNAME "Virtual PCD"',
    `DEVICENAME /dev/null:${hexPort}`,
    `LIBPATH ${library}`,
    `CHANNELID ${hexPort}`,
  ];
  await writeFile(join(folder, 'readers', 'vpcd'), `${rows.join('\n')}\n`);
  if (isolated) vi.stubEnv('PCSCLITE_CSOCK_NAME', join(folder, 'pcscd.comm'));
}

async function startService(): Promise<void> {
  const run = ['pcscd', '--foreground', '--disable-polkit', '--config', join(folder, 'readers')];
  const mount = 'mount --bind "$0" /run/pcscd && exec "$@"';
  const [program = '', ...args] = isolated ? ['unshare', '--mount', 'sh', '-c', mount, folder, ...run] : run;
  await mkdir(SYSTEM_FOLDER, { recursive: true });
  const child = spawn(program, args, { stdio: 'ignore' });
  service = child;
  const socket = join(isolated ? folder : SYSTEM_FOLDER, 'pcscd.comm');
  await until('the service listens', () => existsSync(socket) && child.exitCode === null);
}

async function stopService(): Promise<void> {
  const child = service;
  service = undefined;
  if (!child || child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  await rm(join(isolated ? folder : SYSTEM_FOLDER, 'pcscd.comm'), { force: true });
}

type Respond = (command: Uint8Array) => Uint8Array | undefined;

const mirror = (command: Uint8Array): Uint8Array => Uint8Array.of(...[...command].reverse(), 0x90, 0x00);

interface VirtualCard {
  readonly apdus: number;
  say(answer: Uint8Array): void;
  remove(): Promise<void>;
}

/** vsmartcard's first slot: two bytes of length, then a control byte or an APDU [vsmartcard, vpcd.h]. */
async function insertCard(respond: Respond): Promise<VirtualCard> {
  let held: Uint8Array = new Uint8Array();
  let apdus = 0;
  const socket = await connected();
  const send = (bytes: Uint8Array) => void socket.write(concat([bytes.length >> 8, bytes.length & 0xff], bytes));
  socket.on('data', (chunk: Buffer) => {
    held = concat(held, chunk);
    for (;;) {
      const length = (held[0] ?? 0) * 256 + (held[1] ?? 0);
      if (held.length < 2 || held.length < 2 + length) return;
      const message = held.slice(2, 2 + length);
      held = held.slice(2 + length);
      if (message.length === 1 && message[0] === 0x04) send(ATR);
      if (message.length <= 1) continue;
      apdus += 1;
      const answer = respond(message);
      if (answer) send(answer);
    }
  });
  return {
    get apdus() {
      return apdus;
    },
    say: send,
    async remove() {
      if (socket.closed) return;
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.destroy();
      await closed;
    },
  };
}

async function connected(): Promise<Socket> {
  let socket: Socket | undefined;
  await vi.waitFor(
    async () => {
      socket = await new Promise<Socket>((resolve, reject) => {
        const trying = connect(relay.port, '127.0.0.1', () => resolve(trying));
        trying.once('error', reject);
      });
    },
    { timeout: 10_000, interval: 20 },
  );
  if (!socket) throw new Error('no virtual reader');
  return socket;
}

beforeAll(prepareService);
afterAll(async () => {
  vi.unstubAllEnvs();
  await relay.close();
  await rm(folder, { recursive: true });
});

describe('PC/SC', () => {
  const told: string[] = [];
  const channels: ApduChannel[] = [];
  let reader: CardReader;
  let card: VirtualCard | undefined;

  beforeEach(async () => {
    await startService();
    told.length = 0;
    channels.length = 0;
    reader = createPcscReader({ clock: realClock, random: () => 0.5, reader: 'Virtual PCD 00 00' });
    reader.onCard((event) => {
      told.push(event.type);
      if (event.type === 'card.inserted') channels.push(event.channel);
    });
    await until('online', () => reader.status().device === 'online');
  });
  afterEach(async () => {
    await reader.close();
    await card?.remove();
    card = undefined;
    await stopService();
  });

  async function withCard(respond: Respond): Promise<ApduChannel> {
    card = await insertCard(respond);
    await until('a card', () => channels.length > 0);
    const [channel] = channels;
    if (!channel) throw new Error('no channel');
    return channel;
  }

  it('when a card comes and goes, then the reader reports both, and APDUs work in between', async () => {
    const channel = await withCard(mirror);
    expect(reader.status()).toEqual({ device: 'online', media: 'present' });
    expect(await channel.transmit(SELECT, never)).toEqual({ ok: true, value: mirror(SELECT) });
    let gone = 0;
    channel.onGone(() => {
      gone += 1;
    });
    await card?.remove();
    await until('removed', () => told.at(-1) === 'card.removed');
    expect(told).toEqual(['card.inserted', 'card.removed']);
    expect(gone).toBe(1);
    expect(reader.status()).toEqual({ device: 'online', media: 'notPresent' });
    expect(await channel.transmit(SELECT, never)).toEqual({ ok: false, error: { code: 'RDR-201', kind: 'removed' } });
  });

  it('when the process stands still during a check for presence, then the card is still released', async () => {
    const channel = await withCard(mirror);
    // The service checks about every 400 ms.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    await reader.close();
    expect(await channel.transmit(SELECT, never)).toMatchObject({ ok: false, error: { code: 'RDR-203' } });
  });

  it('when an APDU is extended, then the reader carries it', async () => {
    const channel = await withCard(mirror);
    const command = concat(fromHex('00d6000000'), fromHex('07d0'), new Uint8Array(2_000).fill(0x5a), fromHex('0000'));
    expect(await channel.transmit(command, never)).toEqual({ ok: true, value: mirror(command) });
  });

  it('when the card is removed during a command, then the command fails with RDR-201', async () => {
    const channel = await withCard(() => undefined);
    const answer = channel.transmit(SELECT, never);
    await until('the command at the card', () => card?.apdus === 1);
    await card?.remove();
    expect(await answer).toEqual({ ok: false, error: { code: 'RDR-201', kind: 'removed' } });
  });

  it('when the signal aborts a command, then the command ends, and the card is reported again', async () => {
    const channel = await withCard((command) => (command[1] === 0xa4 ? undefined : mirror(command)));
    const abort = new AbortController();
    const answer = channel.transmit(SELECT, abort.signal);
    await until('the command at the card', () => card?.apdus === 1);
    abort.abort();
    expect(await answer).toEqual({ ok: false, error: { code: 'RDR-204', kind: 'aborted' } });
    expect(told).toEqual(['card.inserted', 'card.removed']);
    card?.say(mirror(SELECT));
    await until('the card again', () => channels.length === 2);
    const other = fromHex('00b0000000');
    expect(await channels[1]?.transmit(other, never)).toEqual({ ok: true, value: mirror(other) });
  });

  it('when the service restarts, then the reader is back and reads a card', async () => {
    const channel = await withCard(mirror);
    await stopService();
    await until('away', () => reader.status().device === 'noDevice');
    expect(told).toEqual(['card.inserted', 'card.removed']);
    expect(await channel.transmit(SELECT, never)).toMatchObject({ ok: false });
    await card?.remove();
    await startService();
    await until('back', () => reader.status().device === 'online');
    channels.length = 0;
    const next = await withCard(mirror);
    expect(await next.transmit(SELECT, never)).toEqual({ ok: true, value: mirror(SELECT) });
  });

  it('when a card is there before the reader, then the reader reads it', async () => {
    await withCard(mirror);
    await reader.close();
    channels.length = 0;
    reader = createPcscReader({ clock: realClock, random: () => 0.5 });
    reader.onCard((event) => {
      if (event.type === 'card.inserted') channels.push(event.channel);
    });
    await until('a card', () => channels.length === 1);
    expect(await channels[0]?.transmit(SELECT, never)).toEqual({ ok: true, value: mirror(SELECT) });
  });
});

describe('simulated card under foreign programs', () => {
  const run = promisify(execFile);

  it('when pcsc_scan and opensc-tool read the simulated chip, then it answers like a passport', async () => {
    await startService();
    const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) });
    const other = await insertIntoVpcd({ host: '127.0.0.1', port: relay.port, chip, clock: realClock });
    const atr = '3B 80 80 01 01';
    await vi.waitFor(async () => expect((await run('pcsc_scan', ['-n', '-c'])).stdout).toContain(atr), {
      timeout: 30_000,
      interval: 200,
    });
    expect((await run('pcsc_scan', ['-r'])).stdout).toContain('Virtual PCD 00 00');
    const readers = await run('opensc-tool', ['--list-readers']);
    expect(readers.stdout).toMatch(/^0\s+Yes\s+Virtual PCD 00 00$/m);
    const card = ['--reader', '0', '--card-driver', 'default'];
    expect((await run('opensc-tool', [...card, '--atr'])).stdout.trim()).toBe(atr.toLowerCase().replaceAll(' ', ':'));
    const said = await run('opensc-tool', [
      ...card,
      '--send-apdu',
      '00:A4:04:0C:07:A0:00:00:02:47:10:01',
      // The chip refuses to read a file before access was granted (ICAO 9303-11, 4.2).
      '--send-apdu',
      '00:B0:81:00:04',
    ]);
    expect([...said.stdout.matchAll(/SW1=0x(..), SW2=0x(..)/g)].map(([, a, b]) => `${a}${b}`)).toEqual([
      '9000',
      '6982',
    ]);
    await other.close();
    await stopService();
  });
});

const EXCHANGE_MS = 15_000;

apduChannelContract('PC/SC with a virtual reader', async () => {
  await startService();
  const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) });
  // Shortens the driver's 15 s for a silent card to 3 s.
  let speed = 1;
  const clock: Clock = {
    ...realClock,
    setTimeout: (fn, ms) => realClock.setTimeout(fn, ms === EXCHANGE_MS ? ms / speed : ms),
  };
  const reader = createPcscReader({ clock, random: () => 0.5 });
  const inserted = new Promise<ApduChannel>((resolve) => {
    reader.onCard((event) => {
      if (event.type === 'card.inserted') resolve(event.channel);
    });
  });
  await until('online', () => reader.status().device === 'online');
  const card = await insertIntoVpcd({ host: '127.0.0.1', port: relay.port, chip, clock: realClock });
  return {
    channel: await inserted,
    remove: () => chip.move('away'),
    silence() {
      speed = 5;
      chip.faults.next('silent');
    },
    settle: (promise) => promise,
    async close() {
      await card.close();
      await reader.close();
      await stopService();
    },
  };
});
