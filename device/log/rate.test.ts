import { expect, it } from 'vitest';
import { createLog } from './log.ts';
import { createLogRateLimiter, LOG_RATE_WINDOW_MS, MOST_LINES } from './rate.ts';

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

it('when an outside program floods an event, then 60 lines a minute are written and the rest is reported as held back', () => {
  const { log, lines, pass } = rig();
  for (let nth = 0; nth < 100_000; nth += 1) log.event('intent.refused', { reason: 'malformed' });
  expect(lines).toHaveLength(MOST_LINES);
  pass(LOG_RATE_WINDOW_MS);
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

it('when one source floods an event, then lines of other sources are written', () => {
  const { log, lines } = rig();
  for (let nth = 0; nth < 1_000; nth += 1)
    log.event('wire.discarded', { kind: 'printer', bytes: 1, why: 'not a printer message' });
  log.event('wire.discarded', { kind: 'terminal', bytes: 1, why: 'checksum wrong' });
  log.event('intent.refused', { reason: 'stale' });
  expect(lines.slice(MOST_LINES).map(({ event }) => event)).toEqual(['wire.discarded', 'intent.refused']);
});

it('when the kiosk itself logs often, then nothing is held back', () => {
  const { log, lines } = rig();
  for (let nth = 0; nth < 1_000; nth += 1) log.event('session.step', { step: 'paying' });
  expect(lines).toHaveLength(1_000);
});

it('when the clock is set back, then the window ends', () => {
  let ms = LOG_RATE_WINDOW_MS * 10;
  const rate = createLogRateLimiter(() => ms);
  for (let nth = 0; nth <= MOST_LINES; nth += 1) rate.mayWrite('intent.refused', '');
  expect(rate.due()).toEqual([]);
  ms = 0;
  expect(rate.due()).toEqual([{ event: 'intent.refused', source: '', lines: 1 }]);
  expect(rate.mayWrite('intent.refused', '')).toBe(true);
});
