import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTrace } from '../../drivers/trace/parse-trace.ts';
import { type ChunkEntry, encodeTraceLine, isChunkEntry } from '../../drivers/trace/trace.ts';
import { asanKiosk, type SimulatorProcess, simulator } from '../support/command.ts';

/* Needs socat. */

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-replay-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** `files`: a second try writes them again. */
async function on(
  args: readonly string[],
  files: readonly string[],
  use: (device: SimulatorProcess) => Promise<void>,
): Promise<void> {
  for (const file of files) rmSync(at(file), { force: true });
  const device = await simulator(args);
  try {
    await use(device);
  } finally {
    await device.end();
  }
}

async function expectSame(file: string): Promise<void> {
  const { exit, out, notes } = await asanKiosk(['replay', file, '--json']);
  expect(notes).toEqual([]);
  expect(exit).toBe(0);
  const events = out
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.at(-1)).toMatchObject({ event: 'compared', same: true });
  expect(events.some(({ event }) => event === 'wire')).toBe(true);
  expect(events.some(({ event }) => event === 'driver')).toBe(true);
}

describe('a recorded wire, replayed', () => {
  it('when a printer on a pty printed a receipt, then the driver writes the same bytes', () =>
    on(['printer', '--pty', at('printer')], ['printer.trace'], async ({ link }) => {
      const printed = await asanKiosk([
        'printer',
        'test-page',
        '--link',
        `${link}@115200`,
        '--record',
        at('printer.trace'),
      ]);
      expect(printed).toMatchObject({ exit: 0, notes: [] });
      await expectSame(at('printer.trace'));
    }));

  it('when a terminal on a pty made a sale, then the driver writes the same bytes', () =>
    on(['terminal', '--pty', at('terminal')], ['terminal.trace', 'pay.json'], async ({ link, until, type }) => {
      const args = ['terminal', 'pay', '5.00', '--yes', '--link', `${link}@9600`, '--intent', at('pay.json')];
      const paying = asanKiosk([...args, '--record', at('terminal.trace')]);
      await until(({ event, stage }) => event === 'state' && stage === 'present-card');
      type('tap');
      expect((await paying).exit).toBe(0);
      await expectSame(at('terminal.trace'));
    }));

  it('when a reader on TCP read a document, then the driver writes the same bytes', () =>
    on(['reader', '--tcp', '0'], ['reader.trace'], async ({ link, until, type }) => {
      const reading = asanKiosk(['reader', 'read', '--link', link, '--record', at('reader.trace')]);
      await until(({ event, meaning }) => event === 'wire' && /are you there/.test(String(meaning)));
      type('insert aze-card-woman');
      expect((await reading).exit).toBe(0);
      await expectSame(at('reader.trace'));
    }));

  it('when one byte of a trace is changed, then replay names the byte, and its exit code is 1', async () => {
    const parsed = parseTrace(readFileSync(at('printer.trace'), 'utf8'));
    if (!parsed.ok) throw new Error(parsed.error.detail);
    const { header, entries } = parsed.value;
    const longest = entries
      .filter((entry): entry is ChunkEntry => isChunkEntry(entry) && entry.direction === 'out')
      .reduce((a, b) => (b.hex.length > a.hex.length ? b : a));
    const changed = { ...longest, hex: `${longest.hex.slice(0, 20)}ff${longest.hex.slice(22)}` };
    writeFileSync(
      at('changed.trace'),
      [header, ...entries.map((entry) => (entry === longest ? changed : entry))].map(encodeTraceLine).join(''),
    );
    const { exit, notes } = await asanKiosk(['replay', at('changed.trace')]);
    expect(exit).toBe(1);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(
      new RegExp(`printer: byte \\d+, line ${entries.indexOf(longest) + 2} of the trace, .*: expected ff`),
    );
  });

  it('when the file is not a trace, then the error names the line', async () => {
    writeFileSync(at('bad.trace'), `${readFileSync(at('reader.trace'), 'utf8').split('\n')[0]}\n{"at":1}\n`);
    const { exit, notes } = await asanKiosk(['replay', at('bad.trace')]);
    expect(exit).toBe(2);
    expect(notes[0]).toContain('bad.trace:2: device: expected one of the header (LNK-121)');
  });
});
