import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type FakeIoOptions, fakeIo, turnClock } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

const NOWHERE = ['--link', 'tcp:127.0.0.1:1', '--json'];
const AWAY = { code: 'LNK-101', kind: 'not-connected' };

const clock = turnClock(100);

const folder = mkdtempSync(join(tmpdir(), 'kiosk-news-'));
let notes = 0;
const newNote = () => join(folder, `${++notes}.json`);
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], options: FakeIoOptions = {}) {
  const io = fakeIo({ clock, ...options });
  const { exit } = await main(args, io);
  return { exit, notes: io.notes.length, out: io.written(), json: () => JSON.parse(io.written()) as unknown };
}

function unsettled(): string {
  const note = newNote();
  const intent = { intentId: 'a', amount: 500, before: null };
  writeFileSync(note, JSON.stringify({ intent, at: '2026-11-24T20:00:00.000Z', outcome: 'unknown' }));
  return note;
}

describe('errors of a device that is away', () => {
  it.concurrent.each([
    ['printer test-page', { printed: false, ...AWAY, phase: 'before-write', model: 'epson-tm-t20' }],
    ['printer status', { device: 'noDevice', code: 'LNK-101', capabilities: { columns: 48 } }],
    ['terminal status', { device: 'noDevice', lastTransaction: null, code: 'LNK-101' }],
    ['terminal end-of-day --yes', { closed: false, ...AWAY }],
    ['terminal diagnosis', { task: 'diagnosis', done: false, ...AWAY }],
    ['terminal set-clock', { task: 'set-date-time', done: false, ...AWAY }],
    ['terminal initialise', { task: 'initialisation', done: false, ...AWAY }],
    ['terminal log-off', { task: 'log-off', done: false, ...AWAY }],
    ['terminal raw 060200', { messages: [], end: null, code: 'LNK-101' }],
    ['reader read', { read: false, code: 'LNK-101' }],
    ['bill-validator status', { device: 'noDevice', code: 'LNK-101' }],
  ])('when the device of `%s` is away, then the JSON has the shape of the command', async (command, shape) => {
    const own = command.includes('end-of-day') ? ['--intent', newNote()] : [];
    const { exit, notes, json } = await run([...command.split(' '), ...NOWHERE, ...own]);
    expect({ exit, notes }).toEqual({ exit: 1, notes: 1 });
    expect(json()).toMatchObject(shape);
  });

  it.concurrent.each(['pay', 'refund'])(
    'when the terminal is away, then `terminal %s` reports never-started',
    async (call) => {
      const { exit, json } = await run(['terminal', call, '0.10', '--yes', '--intent', newNote(), ...NOWHERE]);
      expect(exit).toBe(1);
      expect(json()).toMatchObject({ intentId: null, amount: 10, known: 'never-started', trouble: AWAY });
    },
  );

  it.concurrent('when the terminal is away, then `terminal inquire` reports that nothing is known', async () => {
    const { exit, json } = await run(['terminal', 'inquire', '--intent', unsettled(), ...NOWHERE]);
    expect(exit).toBe(1);
    expect(json()).toMatchObject({ intentId: 'a', amount: 500, known: 'nothing', trouble: AWAY });
  });
});

describe('payment that was not begun', () => {
  const pay = ['terminal', 'pay', '0.10', ...NOWHERE];

  it('when the command can ask no question and --yes is missing, then it is wrong use', async () => {
    expect(await run([...pay, '--intent', newNote()])).toMatchObject({ exit: 2, out: '' });
  });

  it('when the answer is no, or an earlier payment is not settled, then the JSON says never-started', async () => {
    const never = { intentId: null, amount: 10, known: 'never-started', trouble: null };
    const asked = await run([...pay, '--intent', newNote()], { inputIsTerminal: true, answer: 'no' });
    expect(asked.json()).toEqual(never);
    const again = await run([...pay, '--yes', '--intent', unsettled()]);
    expect({ exit: again.exit, json: again.json() }).toEqual({ exit: 1, json: never });
  });

  it('when no payment is noted, then inquire fails with null values', async () => {
    const { exit, json } = await run(['terminal', 'inquire', '--intent', newNote(), ...NOWHERE]);
    expect({ exit, json: json() }).toEqual({ exit: 1, json: { intentId: null, amount: null, known: null } });
  });
});

describe('errors before the device', () => {
  it.each([
    ['decode apdu --json 0c b0 00', 'no APDU in these bytes'],
    ['render escpos --json /dev/null', 'these bytes print nothing'],
    ['printer status --json --link tcp:127.0.0.1:1 --record /', 'exists already'],
    ['simulate chip --json --vpcd 127.0.0.1:1', 'no virtual reader'],
  ])('when `%s` fails, then its error is JSON', async (line, said) => {
    const { exit, notes, json } = await run(line.split(' '));
    expect({ exit, notes }).toEqual({ exit: 1, notes: 1 });
    expect(json()).toEqual({ error: expect.stringContaining(said) });
  });

  it('when the use is wrong or --json is missing, then standard output is empty', async () => {
    expect(await run(['decode', 'apdu', '--json', 'zz'])).toMatchObject({ exit: 2, out: '' });
    expect(await run(['render', 'escpos', '/dev/null'])).toMatchObject({ exit: 1, out: '' });
  });
});
