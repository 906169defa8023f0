import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeTraceLine, type TraceEntry, type TraceHeader } from '../../drivers/trace/trace.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';
import { createTraceFile, recordDevice } from './record-file.ts';

let folder = '';
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-trace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(args, io);
  return { exit, out: io.written(), notes: io.notes };
}

function trace(header: Partial<TraceHeader>, entries: readonly TraceEntry[]): string {
  const whole: TraceHeader = {
    trace: 1,
    startedAt: '2026-11-24T12:00:00.000Z',
    end: 'kiosk',
    devices: { reader: { driver: 'mrz' } },
    ...header,
  };
  writeFileSync(at('some.trace'), [whole, ...entries].map(encodeTraceLine).join(''));
  return at('some.trace');
}

const HELLO: readonly TraceEntry[] = [
  { at: 0, device: 'reader', link: 'open' },
  { at: 0.4, device: 'reader', direction: 'out', hex: '0d' },
  { at: 2_002, device: 'reader', direction: 'out', hex: '0d' },
];

describe('replay', () => {
  it('when the bytes are the same, then replay prints the wire in words and says that they are the same', async () => {
    const { exit, out, notes } = await run('replay', trace({}, HELLO));
    expect({ exit, notes }).toEqual({ exit: 0, notes: [] });
    expect(out).toContain('    0.000 reader link open\n');
    expect(out).toContain('    2.002 reader → are you there? (a lone CR)\n');
    expect(out).toContain('reader status {"device":"online","media":"not-measured"}');
    expect(out).toContain('reader: 2 bytes of the driver are the same\n');
  });

  it('when a byte differs, then its line and time are named', async () => {
    const changed = HELLO.map((entry) => (entry.at === 2_002 ? { ...entry, hex: '0e' } : entry));
    const { exit, notes } = await run('replay', trace({}, changed));
    expect(exit).toBe(1);
    expect(notes).toEqual(['asan-kiosk: reader: byte 1, line 4 of the trace, at 2.002 s: expected 0e, found 0d']);
  });

  it('when the trace is of the device’s end, then it is replayed; a trace of a chip is only printed', async () => {
    const bytes = HELLO.slice(1).map((entry) => ({ ...entry, at: entry.at + 700 }));
    expect(await run('replay', trace({ end: 'device' }, bytes))).toMatchObject({ exit: 0 });
    const chip = await run('replay', trace({ end: 'device', devices: { reader: { driver: 'pn532' } } }, bytes));
    expect(chip).toMatchObject({ exit: 0, notes: [expect.stringContaining('read, not replayed')] });
  });

  it('when a trace of the device’s end is read with --words, then the wire is printed and the exit code is 0', async () => {
    const devices = { terminal: { driver: 'zvt', framing: 'tcp' } } as const;
    const sale = [
      { at: 5, device: 'terminal', direction: 'out', hex: '0601070400000000 0500'.replace(' ', '') },
    ] as const;
    const recorded = () => trace({ end: 'device', devices }, sale);
    const compared = await run('replay', recorded());
    expect(compared).toMatchObject({ exit: 1, notes: [expect.stringContaining('or add --words')] });
    const read = await run('replay', recorded(), '--words');
    expect(read).toEqual({ exit: 0, out: '    0.005 terminal → Authorisation 5,00 AZN\n', notes: [] });
    expect(await run('replay', recorded(), '--words', '--json')).toMatchObject({ exit: 0, notes: [] });
  });

  it.each([
    ['not a trace', 'hello\n', ':1: expected the header'],
    [
      'an unknown model',
      `${JSON.stringify({ trace: 1, startedAt: '2026-11-24T12:00:00Z', end: 'kiosk', devices: { printer: { driver: 'escpos', model: 'fax' } } })}\n`,
      ':1: no printer model called fax',
    ],
  ])('when the file is %s, then one line says why', async (_what, text, why) => {
    writeFileSync(at('bad.trace'), text);
    const { exit, notes, out } = await run('replay', at('bad.trace'));
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(why);
  });

  it('when the file does not exist, then replay refuses', async () => {
    expect(await run('replay', at('none.trace'))).toMatchObject({
      exit: 2,
      notes: [expect.stringContaining('no such file')],
    });
  });
});

describe('recording of a hand tool', () => {
  it('when the trace cannot be written, then the command is refused', () => {
    expect(createTraceFile(at('no/such/folder.trace'), { end: 'kiosk', devices: {} })).toMatchObject({
      ok: false,
      error: { exit: 1 },
    });
    expect(recordDevice(at('no/such/folder.trace'), 'reader', { driver: 'mrz' })).toMatchObject({ ok: false });
  });
});
