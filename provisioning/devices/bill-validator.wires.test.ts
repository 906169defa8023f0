import { afterEach, expect, it, vi } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { type FakeIoOptions, fakeIo, turnClock } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

const LOADED_MS = 60_000;

const clock = turnClock(2);
const quickIo = (options: FakeIoOptions = {}) => fakeIo({ clock, ...options });

async function simulated() {
  const io = quickIo();
  const ended = main(['simulate', 'bill-validator', '--tcp', '0', '--json'], io);
  const lines = () =>
    io
      .written()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const until = (found: () => boolean) =>
    vi.waitFor(() => expect(found()).toBe(true), { timeout: LOADED_MS, interval: 20 });
  await until(() => lines().some(({ event }) => event === 'ready'));
  const link = String(lines().find(({ event }) => event === 'ready')?.['link']);
  cleanUp.push(async () => {
    io.end();
    await ended;
  });
  return { link, lines, until, type: io.type };
}

let cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp) await close();
  cleanUp = [];
});

it(
  'when the bill validator answers, then status prints its identity',
  async () => {
    const { link } = await simulated();
    const io = quickIo();
    expect(await main(['bill-validator', 'status', '--link', link, '--json'], io)).toMatchObject({ exit: 0 });
    expect(JSON.parse(io.written())).toMatchObject({
      device: 'online',
      intake: 'paused',
      notes: [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000],
      identity: { partNumber: 'SIM-AZ1001' },
      code: null,
    });
  },
  3 * LOADED_MS,
);

it(
  'when the bill validator is blocked, then status names the reason',
  async () => {
    const { link, type } = await simulated();
    type('cassette out');
    const io = quickIo();
    expect(await main(['bill-validator', 'status', '--link', link], io)).toMatchObject({ exit: 1 });
    expect(io.notes.at(-1)).toContain('cassette missing (BIL-104)');
  },
  3 * LOADED_MS,
);

it(
  'when notes are put in, then watch gives each back and prints the events',
  async () => {
    const { link, lines, until, type } = await simulated();
    const io = quickIo();
    const watched = main(['bill-validator', 'watch', '--link', link], io);
    const at = (unit: string) => lines().some(({ event, unit: its }) => event === 'state' && its === unit);
    await until(() => at('idling'));
    type('insert 10');
    await until(() => lines().some(({ noteAt }) => noteAt === 'mouth'));
    type('take');
    await until(() => io.written().includes('note.returned 10,00 AZN'));
    io.interrupt();
    expect(await watched).toMatchObject({ exit: 0 });
    expect(io.notes).toContain('holds 10,00 AZN, giving it back');
  },
  3 * LOADED_MS,
);

it('when the validator of the profile is simulated inside the kiosk, then the command says so', async () => {
  const io = quickIo();
  const profile = packageFile('provisioning/profiles/simulated.yaml');
  expect(await main(['bill-validator', 'watch', '--profile', profile], io)).toMatchObject({ exit: 2 });
  expect(io.notes).toEqual([expect.stringContaining('is simulated inside the kiosk')]);
});

it('when no address is given, then the command is refused', async () => {
  const io = quickIo();
  expect(await main(['bill-validator', 'status'], io)).toMatchObject({ exit: 2 });
  expect(io.notes).toEqual([expect.stringContaining('the bill validator has no address: add --link')]);
});
