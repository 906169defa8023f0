import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { listenTcp } from '../../simulators/wire-tcp.ts';
import { fakeIo, turnClock } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';
import { recordDevice } from './record-file.ts';

const clock = turnClock(1);
let folder = '';
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-trace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const io = fakeIo({ clock });
  const { exit } = await main(args, io);
  return { exit, out: io.written(), notes: io.notes };
}

it('when a hand tool records, then the trace can be replayed and only its owner can read it', async () => {
  const wire = await listenTcp(0);
  const simulator = createMrzReaderSimulator({ wire, clock });
  wire.onConnected((connected) => connected && simulator.insert('aze-card-woman'));
  const link = `tcp:127.0.0.1:${wire.port}`;
  const read = await run('reader', 'read', '--link', link, '--record', at('reader.trace'), '--json');
  simulator.close();
  await wire.close();
  expect(read.exit).toBe(0);
  expect(statSync(at('reader.trace')).mode & 0o777).toBe(0o600);
  const { exit, out } = await run('replay', at('reader.trace'), '--json');
  expect(exit).toBe(0);
  const events = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; value?: unknown });
  const document = (JSON.parse(read.out) as { document: unknown }).document;
  expect(events.map(({ value }) => value)).toContainEqual({
    type: 'document.read',
    result: { ok: true, value: { document, assurance: 'zone' } },
  });
});

it('when the file exists, then a hand tool that records does not change it', async () => {
  writeFileSync(at('mine.trace'), 'mine');
  const { exit, notes } = await run('simulate', 'printer', '--tcp', '0', '--record', at('mine.trace'));
  expect({ exit, notes }).toEqual({
    exit: 1,
    notes: [`asan-kiosk: ${at('mine.trace')} exists already: name another file`],
  });
  expect(recordDevice(at('mine.trace'), 'reader', { driver: 'mrz' })).toMatchObject({ ok: false });
  expect(readFileSync(at('mine.trace'), 'utf8')).toBe('mine');
});
