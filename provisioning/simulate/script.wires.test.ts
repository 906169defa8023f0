import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import type { DeviceKindWithLink } from '../../drivers/device-kinds.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { encodeMessage } from '../../drivers/payment-terminal/zvt/codec.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { parseTrace } from '../../drivers/trace/parse-trace.ts';
import { type FakeIo, fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';
import { simulate } from './simulate.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-script-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function scriptFile(...lines: readonly string[]): string {
  const file = join(folder, 'script.yaml');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

type Event = Readonly<Record<string, unknown>> & { readonly event: string };
const eventsOf = (io: FakeIo): Event[] =>
  io
    .written()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Event);

async function event(io: FakeIo, what: (event: Event) => boolean): Promise<Event> {
  return vi.waitFor(
    () => {
      const found = eventsOf(io).find(what);
      if (!found) throw new Error(`not yet: ${io.written()}`);
      return found;
    },
    { timeout: 30_000, interval: 10 },
  );
}

async function started(kind: DeviceKindWithLink, script: string, more: object = {}) {
  const io = fakeIo();
  const ended = simulate({ kind, tcp: 0, script, json: true, ...more }, io);
  const ready = await event(io, ({ event }) => event === 'ready');
  return { io, ended, port: Number(String(ready['link']).split(':').at(-1)) };
}

function printerAt(port: number) {
  return createReceiptPrinter({
    link: tcpLink({ host: '127.0.0.1', port }),
    clock: realClock,
    random: () => 0.5,
    model: requirePrinterModel('epson-tm-t20'),
    onDiscarded: () => {},
  });
}

const RECEIPT = { lines: [{ text: 'Qəbz № 17' }, { qr: 'https://status.example/K5-7QF2' }], cut: true } as const;
const NEVER = new AbortController().signal;

describe('running script', () => {
  it('when the script says so, then the cable is unplugged after 40 bytes of the second receipt and plugged in again', async () => {
    const file = scriptFile('- print#2: unplug after 40 bytes', '- print#2 + 300ms: plug');
    const { io, ended, port } = await started('printer', file, { record: join(folder, 'printer.trace') });
    const printer = printerAt(port);
    await vi.waitFor(() => expect(printer.status().device).toBe('online'), { timeout: 30_000 });
    expect(await printer.print(RECEIPT, NEVER)).toMatchObject({ ok: true });
    expect(await printer.print(RECEIPT, NEVER)).toMatchObject({ ok: false, error: { phase: 'after-write' } });
    const spent = await event(io, ({ event }) => event === 'spent');
    expect(spent['fault']).toEqual({ do: 'unplug', afterBytes: 40 });
    await vi.waitFor(() => expect(printer.status().device).toBe('online'), { timeout: 30_000 });
    await printer.close();
    io.end();
    expect(await ended).toEqual({ ok: true, value: undefined });
    const trace = parseTrace(readFileSync(join(folder, 'printer.trace'), 'utf8'));
    expect(trace.ok && trace.value.entries.length).toBeGreaterThan(10);
    const replayed = fakeIo();
    const { exit } = await main(['replay', join(folder, 'printer.trace')], replayed);
    expect(exit).toBe(1);
    expect(replayed.notes[0]).toContain("from the device's end");
    expect(replayed.written()).toContain('printer → Receipt, 2 lines');
  });

  it('when a connection ends in half a message, then the next connection is shown from its first byte', async () => {
    const file = scriptFile('- at 0s: condition 00');
    const { io, ended, port } = await started('terminal', file);
    const registration = { password: '000000', config: 0x8e, currency: 944 };
    const apdu = encodeMessage({ kind: 'registration', fields: registration });
    for (const bytes of [apdu.subarray(0, 5), apdu]) {
      const link = tcpLink({ host: '127.0.0.1', port })();
      await link.open();
      await link.write(bytes);
      await link.close();
      await event(io, ({ event, connected }) => event === 'connection' && connected === false);
    }
    await event(io, ({ event, direction }) => event === 'wire' && direction === 'out');
    const out = eventsOf(io).filter(({ direction }) => direction === 'out');
    expect(out.map(({ meaning, discarded }) => [meaning, discarded])).toEqual([
      ['Registration, configuration 8e', false],
    ]);
    io.end();
    expect(await ended).toEqual({ ok: true, value: undefined });
  });

  it('when a fault or step does not occur, then the run fails and names each with its line', async () => {
    const file = scriptFile(
      '- at 1ms: cutter jam',
      '- at 2ms: lost-status',
      '- always: noise',
      '- print#1: flip bit 3',
    );
    const { io, ended } = await started('printer', file);
    await event(io, ({ event, line }) => event === 'script' && line === 2);
    await event(io, ({ event, cutterError }) => event === 'state' && cutterError === true);
    io.end();
    const outcome = await ended;
    expect(outcome).toMatchObject({ ok: false, error: { exit: 1 } });
    expect(!outcome.ok && outcome.error.line).toBe(
      `${file}:2 (at 2ms: lost-status) did not happen; ${file}:4 (print#1: flip bit 3) did not happen`,
    );
  });

  it('when a step is refused, then the run fails', async () => {
    const file = scriptFile('- at 0s: insert nobody');
    const { io, ended } = await started('reader', file);
    await event(io, ({ event }) => event === 'refused');
    io.end();
    const outcome = await ended;
    expect(!outcome.ok && outcome.error.line).toContain(`${file}:1 (at 0s: insert nobody): which document?`);
  });
});

describe('script that cannot run', () => {
  it.each<[DeviceKindWithLink, string, string, string]>([
    [
      'printer',
      '- pay#1: drop',
      ':1: 0.pay#1: expected always, at 2.5s, print#1 or print#1 + 2s',
      'found the key pay#1',
    ],
    ['printer', '- at soon: drop', ':1: 0.at soon: expected always, at 2.5s', 'found the key at soon'],
    [
      'printer',
      '- print#1: explode',
      ':1: 0.print#1: expected one of drop, drop byte 3, ',
      'found "explode" (CFG-103)',
    ],
    ['printer', '# one\n- at 1s: plug\n- always: paper out', ':3: 1.always: expected one of drop', 'found "paper out"'],
    ['terminal', '- pay#1: fault lost-status', ':1: 0.pay#1: expected one of', 'approve-then-silent'],
    ['terminal', '- pay#1: tap twice', ':1: 0.pay#1: expected one of', 'found "tap twice"'],
    ['terminal', 'pay#1: drop', 'expected a list, found', ''],
    ['terminal', '- pay#1: drop\n  pay#2: drop', ':1: 0: expected one step a line', ''],
    ['terminal', '- pay#1: 4', ':1: 0.pay#1: expected a text, found 4', ''],
    ['terminal', '- [', 'expected YAML', ''],
  ])('when a script cannot run, then it is refused before anything is open: %s %j', async (kind, text, where, what) => {
    const io = fakeIo();
    const file = scriptFile(text);
    const outcome = await simulate({ kind, tcp: 0, script: file, json: true }, io);
    expect(outcome).toMatchObject({ ok: false, error: { exit: 2 } });
    expect(!outcome.ok && outcome.error.line).toContain(where);
    expect(!outcome.ok && outcome.error.line).toContain(what);
    expect(!outcome.ok && outcome.error.line).not.toContain('\n');
    expect(io.written()).toBe('');
  });

  it('when the script does not exist, then it is refused', async () => {
    const outcome = await simulate({ kind: 'printer', tcp: 0, script: join(folder, 'none.yaml') }, fakeIo());
    expect(!outcome.ok && outcome.error.line).toContain('(CFG-101)');
  });
});
