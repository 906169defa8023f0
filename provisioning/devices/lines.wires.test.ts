import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { withoutLines } from '../../test/support/without-lines.ts';
import { main } from '../main.ts';

const LINES = `
lines:
  adapter: libgpiod
  map:
    door: { chip: pinctrl-bcm2711, offset: 17, direction: in, activeLow: true, pull: up, debounceMs: 20 }
    presence: { chip: pinctrl-bcm2711, offset: 27, direction: in }
    attention: { chip: pinctrl-bcm2711, offset: 22, direction: out }
`;

let folder = '';
let cleanUp: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-lines-'));
});
afterEach(async () => {
  for (const close of cleanUp) await close();
  cleanUp = [];
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function profile(more = LINES): string {
  const file = join(folder, 'profile.yaml');
  const text = withoutLines(readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8')).replace(
    'port: 8080',
    'port: 1',
  );
  writeFileSync(file, text + more);
  return file;
}

type Line = Record<string, unknown>;

function started(args: readonly string[]) {
  const io = fakeIo();
  const ended = main(args, io);
  const lines = (): Line[] =>
    io
      .written()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  const until = (found: (lines: readonly Line[]) => boolean) =>
    vi.waitFor(
      () => {
        if (!found(lines())) throw new Error(`it never came: ${io.written()}`);
      },
      { timeout: 30_000, interval: 5 },
    );
  return { io, ended, lines, until };
}

async function cabinet(file: string) {
  const tools = join(folder, 'tools');
  const simulator = started(['simulate', 'lines', '--tools', tools, '--profile', file, '--json']);
  await simulator.until((lines) => lines.some(({ event }) => event === 'ready'));
  vi.stubEnv('PATH', [tools, process.env['PATH']].join(delimiter));
  cleanUp.push(async () => {
    simulator.io.end();
    await simulator.ended;
  });
  return simulator;
}

async function run(...args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(args, io);
  return { exit, notes: io.notes, out: io.written(), json: () => JSON.parse(io.written()) as unknown };
}

describe('hand tool of the lines', () => {
  it('when status runs, then it prints the state of every line', async () => {
    const file = profile();
    await cabinet(file);
    const { exit, json } = await run('lines', 'status', '--profile', file, '--json');
    expect(json()).toEqual({
      device: 'online',
      adapter: 'libgpiod',
      lines: {
        door: { direction: 'in', state: 'inactive', code: null, detail: null },
        presence: { direction: 'in', state: 'inactive', code: null, detail: null },
        attention: { direction: 'out', state: 'inactive', code: null, detail: null },
      },
    });
    expect(exit).toBe(0);
  });

  it('when a line changes or is lost, then watch prints it', async () => {
    const file = profile();
    const { io: hands } = await cabinet(file);
    const watch = started(['lines', 'watch', 'door', '--profile', file, '--json']);
    await watch.until((lines) => lines.length === 1);
    hands.type('door open');
    await watch.until((lines) => lines.length === 2);
    hands.type('lose door');
    await watch.until((lines) => lines.length >= 3);
    watch.io.interrupt();
    expect(await watch.ended).toMatchObject({ exit: 0 });
    expect(watch.lines().slice(0, 3)).toEqual([
      { line: 'door', state: 'inactive', code: null },
      { line: 'door', state: 'active', code: null },
      { line: 'door', state: 'lost', code: 'LIN-103' },
    ]);
  });

  it('when set runs, then the light blinks until the command ends', async () => {
    const file = profile();
    const simulator = await cabinet(file);
    const lit = (lines: readonly Line[]) => {
      const outputs = lines.filter(({ event }) => event === 'state').at(-1)?.['outputs'] as Record<string, Line>;
      return outputs?.['attention']?.['lit'];
    };
    const set = started(['lines', 'set', 'attention', 'blink:100:100', '--profile', file, '--json']);
    await set.until((lines) => lines.length === 1);
    for (const phase of [true, false, true]) await simulator.until((lines) => lit(lines) === phase);
    set.io.interrupt();
    expect(await set.ended).toMatchObject({ exit: 0 });
    expect(set.lines()).toEqual([{ line: 'attention', shown: true, code: null }]);
    await simulator.until((lines) => lit(lines) === false);
  });

  it('when a line cannot be used, then status names the line and the reason', async () => {
    const file = profile(LINES.replace('offset: 27', 'offset: 99'));
    await cabinet(profile());
    profile(LINES.replace('offset: 27', 'offset: 99'));
    const { exit, notes, out } = await run('lines', 'status', '--profile', file);
    expect(exit).toBe(1);
    expect(notes.at(-1)).toContain('presence can not be used: pinctrl-bcm2711 has 54 lines, and no line 99 (LIN-101)');
    expect(out).toContain('door');
  });

  it('when profile, section, name or pattern is missing or unknown, then the command is refused', async () => {
    const file = profile();
    expect(await run('lines', 'status')).toMatchObject({ exit: 2 });
    expect(await run('lines', 'status', '--profile', profile(''))).toMatchObject({ exit: 2 });
    profile();
    expect((await run('lines', 'watch', 'window', '--profile', file)).notes.at(-1)).toContain('no line called window');
    expect((await run('lines', 'set', 'door', 'on', '--profile', file)).notes.at(-1)).toContain('there are attention');
    expect(await run('lines', 'set', 'attention', 'flash', '--profile', file)).toMatchObject({ exit: 2 });
  });
});

describe('section `lines` of the profile', () => {
  it.each([
    ['a pull that sysfs can not set', LINES.replace('libgpiod', 'sysfs')],
    ['two names of one line', LINES.replace('offset: 27', 'offset: 17')],
    ['a name that is none', LINES.replace('door:', '"1 door":')],
  ])('when the section has %s, then it is refused', async (_, section) => {
    expect(await run('lines', 'status', '--profile', profile(section))).toMatchObject({ exit: 2 });
  });
});

describe('reader with another dialect', () => {
  it.each(['3m', '3m:xor', 'desko:4f:4f', 'elyctis'])(
    'when the reader speaks %s, then the hand tool reads it',
    async (dialect) => {
      const simulator = started(['simulate', 'reader', '--tcp', '0', '--dialect', dialect, '--json']);
      cleanUp.push(async () => {
        simulator.io.end();
        await simulator.ended;
      });
      await simulator.until((lines) => lines.some(({ event }) => event === 'ready'));
      const link = String(simulator.lines()[0]?.['link']);
      const read = fakeIo();
      const ended = main(['reader', 'read', '--link', link, '--dialect', dialect, '--json'], read);
      await vi.waitFor(() => expect(read.notes).toContain('Put a document into the reader.'), { timeout: 30_000 });
      simulator.io.type('insert aze-card-woman');
      expect(await ended).toMatchObject({ exit: 0 });
      expect(JSON.parse(read.written())).toMatchObject({ read: true, document: { documentNumber: 'AA1204587' } });
      const sent = simulator.lines().filter(({ event, direction }) => event === 'wire' && direction === 'in');
      expect(sent.some(({ meaning }) => String(meaning).includes('TD1 zone whole, every check holds'))).toBe(true);
      const hex = sent.filter(({ discarded }) => discarded === false).map(({ hex }) => String(hex));
      const decoded = await run('decode', 'mrz', '--dialect', dialect, '--json', ...hex);
      expect(decoded.json()).toMatchObject({ documentNumber: 'AA1204587', valid: true });
    },
    20_000,
  );

  it('when the dialect is unknown, then the command is refused', async () => {
    for (const args of [
      ['reader', 'read', '--link', 'tcp:127.0.0.1:1', '--dialect', 'klingon'],
      ['simulate', 'reader', '--tcp', '0', '--dialect', 'desko:4'],
      ['decode', 'mrz', '--dialect', 'klingon', '00'],
    ]) {
      const { exit, notes } = await run(...args);
      expect(exit).toBe(2);
      expect(notes.at(-1)).toContain('there are lines, 3m');
    }
  });
});
