import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SimulatedClock } from 'xstate';
import { createEscposPrinter } from '../../drivers/receipt-printer/escpos/driver.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { dockRig, fakeFeed } from '../../test/contract/dock-rig.ts';
import { startSimulators } from '../host/host.ts';
import type { Simulators } from '../host/host-types.ts';
import { seededRandom } from '../random.ts';
import { PUSH_INTERVAL_MS } from './push.ts';
import type { DockMessage } from './state.ts';
import { type TraceView, tracedDevicesAfter } from './trace/trace-view.ts';

const STEP_MS = 50;
const PATIENCE_STEPS = 600;
const NEVER = new AbortController().signal;

let folder: string;
let clock: SimulatedClock;
let simulators: Simulators;
let rig: Awaited<ReturnType<typeof dockRig>>;
const feed = fakeFeed('open.attract.plain');
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dock-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<title>Simulator dock</title>');
  writeFileSync(join(folder, 'page/demo.html'), '<title>Kiosk and simulator dock</title>');
  writeFileSync(join(folder, 'page/assets/index-abc.js'), 'export {};');
  clock = new SimulatedClock();
  simulators = await startSimulators(
    {
      seed: 41,
      terminal: { driver: 'zvt', framing: 'serial', currency: 944 },
      printerModel: 'epson-tm-t20',
      chip: false,
      stateDir: join(folder, 'state'),
      pageDir: join(folder, 'page'),
      now: () => new Date('2026-11-24T12:00:00Z'),
    },
    clock,
  );
  rig = await dockRig(simulators, feed);
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rig.app.close();
  await simulators.close();
  rmSync(folder, { recursive: true, force: true });
});

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until(condition: () => boolean): Promise<void> {
  for (let step = 0; step < PATIENCE_STEPS && !condition(); step += 1) {
    clock.increment(STEP_MS);
    await breathe();
  }
  if (!condition()) throw new Error(`waited in vain: ${condition}`);
}

async function onlinePrinter() {
  const printer = createEscposPrinter({
    link: simulators.links.printer,
    clock,
    random: seededRandom(2),
    model: requirePrinterModel('epson-tm-t20'),
    onDiscarded: () => {},
  });
  closers.push(printer.close);
  await until(() => printer.status().device === 'online');
  return printer;
}

describe('the page of the dock', () => {
  it.each(['/dock', '/dock/'])('when %s is requested, then the page comes and is never cached', async (url) => {
    const answer = await rig.app.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toContain('Simulator dock');
  });

  it.each(['/demo', '/demo/'])('when %s is requested, then the page with the kiosk comes', async (url) => {
    const answer = await rig.app.inject(url);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(answer.body).toContain('Kiosk and simulator dock');
  });

  it('when an asset is requested, then it may be cached for ever', async () => {
    const answer = await rig.app.inject('/dock/assets/index-abc.js');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  it('when the page was never built, then the answer is 503 and says how to build it', async () => {
    rmSync(join(folder, 'page/index.html'));
    const answer = await rig.app.inject('/dock');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run build');
  });
});

describe('the dock for programs', () => {
  it('when commands come, then the devices obey and the commands are counted', async () => {
    await rig.command({ device: 'reader', do: 'insert', document: 'aze-card-old', how: 'whole' });
    await rig.command({ device: 'terminal', do: 'arm', fault: 'silent', on: true });
    await rig.command({ device: 'terminal', do: 'arm', fault: 'busy', on: true });
    await rig.command({ device: 'terminal', do: 'arm', fault: 'silent', on: false });
    await rig.command({ device: 'printer', do: 'plug', plugged: false });
    await rig.command({ device: 'printer', do: 'cutter', jammed: true });
    await rig.command({ device: 'printer', do: 'paper', supply: 'out' });
    await rig.command({ device: 'back-office', do: 'trouble', trouble: 'error-500' });
    const state = await rig.state();
    expect(state.reader.holding).toBe('aze-card-old');
    expect(state.terminal.armed).toEqual(['busy']);
    expect(state.printer).toMatchObject({ plugged: false, cutterJammed: true, paperOut: true });
    expect(state.backOffice.trouble).toBe('error-500');
    expect((await fetch(`${state.backOffice.url}/v1/health`)).status).toBe(500);
    expect(state.commands).toEqual({ taken: 8, refused: 0 });
  });

  it('when heal comes, then all devices are in order', async () => {
    await rig.command({ device: 'reader', do: 'insert', document: 'aze-card-old', how: 'unreadable' });
    await rig.command({ device: 'terminal', do: 'arm', fault: 'silent', on: true });
    await rig.command({ device: 'printer', do: 'cover', open: true });
    await rig.command({ device: 'printer', do: 'paper', supply: 'out' });
    await rig.command({ device: 'reader', do: 'plug', plugged: false });
    await rig.command({ device: 'back-office', do: 'trouble', trouble: 'down' });
    await rig.command({ device: 'all', do: 'heal' });
    const state = await rig.state();
    expect(state.reader).toMatchObject({ holding: null, plugged: true });
    expect(state.terminal.armed).toEqual([]);
    expect(state.printer).toMatchObject({ coverOpen: false, paperOut: false, nearEnd: false });
    expect(state.backOffice.trouble).toBeNull();
  });

  it('when a command is malformed, then it is refused with 400 and counted', async () => {
    const answer = await rig.app.inject({ method: 'POST', url: '/dock/command', payload: { device: 'sun' } });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ taken: false, error: 'not a command of the dock' });
    expect((await rig.state()).commands).toEqual({ taken: 0, refused: 1 });
  });

  it('when a receipt was printed, then its text, code and picture can be read', async () => {
    const printer = await onlinePrinter();
    let printed = false;
    void printer
      .print({ lines: [{ text: 'Ödənildi 5,00 ₼' }, { qr: 'https://status.example/a/K5' }], cut: true }, NEVER)
      .then(({ ok }) => {
        printed = ok;
      });
    await until(() => printed);
    const { papers, paperCount, current } = (await rig.state()).printer;
    expect(paperCount).toBe(1);
    expect(papers).toMatchObject([
      { id: 1, lines: ['Ödənildi 5,00 ₼'], qr: ['https://status.example/a/K5'], torn: false },
    ]);
    expect(current).toBeNull();
    const picture = await rig.app.inject('/dock/papers/1.svg');
    expect(picture.headers['content-type']).toContain('image/svg+xml');
    expect(picture.body).toMatch(/^<svg/);
    expect((await rig.app.inject('/dock/papers/2.svg')).statusCode).toBe(404);
  });

  it('when the trace is requested, then it has the traffic of the wires', async () => {
    await onlinePrinter();
    const { wire } = await rig.state();
    expect(
      wire.some(({ device, direction, hex }) => device === 'printer' && direction === 'out' && hex === '10 04 01'),
    ).toBe(true);
    const trace = await rig.app.inject('/dock/trace');
    expect(trace.headers['content-disposition']).toBe('attachment; filename="kiosk.trace"');
    const lines = trace.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ trace: 1, startedAt: '2026-11-24T12:00:00.000Z', end: 'device' });
    expect(lines.slice(1)).toContainEqual(
      expect.objectContaining({ device: 'printer', direction: 'out', hex: expect.stringMatching(/^1004/) }),
    );
  });

  it('when a trace is opened, then its steps and the paper of each step can be read', async () => {
    const printer = await onlinePrinter();
    let printed = false;
    const job = printer.print({ lines: [{ text: 'Qəbz № 17' }], cut: true }, new AbortController().signal);
    void job.then(() => {
      printed = true;
    });
    await until(() => printed);
    const text = (await rig.app.inject('/dock/trace')).body;
    const open = (payload: string) =>
      rig.app.inject({
        method: 'POST',
        url: '/dock/opened-trace',
        headers: { 'content-type': 'text/plain' },
        payload,
      });
    const view = (await open(text)).json<TraceView>();
    const cut = view.steps.findIndex(({ state }) => state.papers?.cut === 1);
    expect(view.devices['printer']).toEqual({ driver: 'escpos', prints: true });
    expect(view.steps.some(({ lines }) => lines.some(({ meaning }) => meaning.startsWith('Receipt, 1 lines')))).toBe(
      true,
    );
    expect(tracedDevicesAfter(view, cut)['printer']?.papers?.cut).toBe(0);
    expect(tracedDevicesAfter(view, cut + 1)['printer']).toMatchObject({ link: 'open', papers: { cut: 1 } });
    expect((await rig.app.inject('/dock/opened-trace/printer/0.svg')).statusCode).toBe(404);
    const paper = await rig.app.inject(`/dock/opened-trace/printer/${cut + 1}.svg`);
    expect(paper.headers['content-type']).toContain('image/svg+xml');
    expect(paper.body).toContain('Qəbz № 17');
    expect((await rig.app.inject('/dock/opened-trace/reader/1.svg')).statusCode).toBe(404);
    const refused = await open(`${text.split('\n')[0]}\n{}\n`);
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toEqual({ error: expect.stringContaining('line 2: at: expected') });
  });

  it('when noise comes, then it is in the wire log as discarded', async () => {
    await onlinePrinter();
    await rig.command({ device: 'printer', do: 'wire-fault', fault: 'noise' });
    await breathe();
    expect((await rig.state()).wire.some(({ discarded }) => discarded)).toBe(true);
  });
});

describe('the socket of the dock', () => {
  async function open() {
    await rig.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = rig.app.server.address() as AddressInfo;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/dock/socket`);
    const messages: DockMessage[] = [];
    const waiting: (() => void)[] = [];
    socket.on('message', (data) => {
      messages.push(JSON.parse(data.toString()));
      for (const wake of waiting.splice(0)) wake();
    });
    closers.push(async () => socket.terminate());
    async function seen(what: (message: DockMessage) => boolean): Promise<DockMessage> {
      for (;;) {
        const found = messages.findLast(what);
        if (found) return found;
        const next = new Promise<void>((resolve) => waiting.push(resolve));
        clock.increment(PUSH_INTERVAL_MS);
        await Promise.race([next, breathe()]);
      }
    }
    await seen(() => true);
    return { socket, messages, seen };
  }

  it('when a viewer connects, then it gets the whole state at once and after each change', async () => {
    const { socket, messages, seen } = await open();
    expect(messages[0]?.state.reader.holding).toBeNull();
    socket.send(JSON.stringify({ device: 'reader', do: 'insert', document: 'aze-passport', how: 'whole' }));
    const { state } = await seen((message) => message.state.reader.holding !== null);
    expect(state.reader.holding).toBe('aze-passport');
  });

  it('when the state machines move, then the state has the visited stages', async () => {
    const { seen } = await open();
    feed.moveTo('open.visiting', 'visit.journey.choose');
    const { state } = await seen((message) => message.state.machine.stage === 'choose');
    expect(state.machine.visited).toEqual(['attract', 'choose']);
    feed.moveTo('open.attract.plain');
  });

  it('when lines are logged, then each is sent once', async () => {
    const { messages, seen } = await open();
    await onlinePrinter();
    const total = (await rig.state()).wire.length;
    await seen(({ wire }) => wire.some(({ number }) => number === total));
    const numbers = messages.flatMap(({ wire }) => wire.map(({ number }) => number));
    expect(numbers.slice(0, total)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  });

  it('when a message is malformed, then it is refused and the socket stays open', async () => {
    const { socket, seen } = await open();
    socket.send('tap, please');
    const { state } = await seen((message) => message.state.commands.refused === 1);
    expect(state.commands.taken).toBe(0);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });
});
