import { expect, it } from 'vitest';
import { createLog } from './log.ts';
import { createRate, MOST_LINES, WINDOW_MS } from './rate.ts';

function rig() {
  let ms = 0;
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ write: (line) => lines.push(JSON.parse(line)), now: () => new Date(ms) });
  return {
    log,
    lines,
    pass: (more: number) => {
      ms += more;
    },
  };
}

it('writes so many lines a minute of what a program outside can cause, and says how many it held back', () => {
  const { log, lines, pass } = rig();
  for (let nth = 0; nth < 100_000; nth += 1) log.event('intent.refused', { reason: 'malformed' });
  expect(lines).toHaveLength(MOST_LINES);
  pass(WINDOW_MS);
  log.event('kiosk.open', {});
  expect(lines.slice(MOST_LINES)).toMatchObject([
    {
      event: 'log.held-back',
      level: 'warn',
      code: 'LOG-101',
      held: 'intent.refused',
      source: 'malformed',
      lines: 100_000 - MOST_LINES,
    },
    { event: 'kiosk.open' },
  ]);
  log.event('intent.refused', { reason: 'malformed' });
  expect(lines.at(-1)).toMatchObject({ event: 'intent.refused' });
});

it('lets the flood of one source hide nothing of another', () => {
  const { log, lines } = rig();
  for (let nth = 0; nth < 1_000; nth += 1)
    log.event('wire.discarded', { kind: 'printer', bytes: 1, why: 'not a printer message' });
  log.event('wire.discarded', { kind: 'terminal', bytes: 1, why: 'checksum wrong' });
  log.event('intent.refused', { reason: 'stale' });
  expect(lines.slice(MOST_LINES).map(({ event }) => event)).toEqual(['wire.discarded', 'intent.refused']);
});

it('holds back nothing of what the kiosk itself does, however much that is', () => {
  const { log, lines } = rig();
  for (let nth = 0; nth < 1_000; nth += 1) log.event('session.step', { step: 'paying' });
  expect(lines).toHaveLength(1_000);
});

it('goes on when the clock is set back', () => {
  let ms = WINDOW_MS * 10;
  const rate = createRate(() => ms);
  for (let nth = 0; nth <= MOST_LINES; nth += 1) rate.admits('intent.refused', '');
  expect(rate.due()).toEqual([]);
  ms = 0;
  expect(rate.due()).toEqual([{ event: 'intent.refused', source: '', lines: 1 }]);
  expect(rate.admits('intent.refused', '')).toBe(true);
});
