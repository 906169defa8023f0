import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createLog } from '../log/log.ts';
import { parseHeartbeatReply } from './intent.ts';
import { createPageHealth, PAGE_SILENT_MS } from './page-life.ts';

it('when the page stops answering or answers again, then each change is logged once, and news() has the time since the last answer', () => {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(JSON.parse(line).event), now: () => new Date(0) });
  const page = createPageHealth(clock, log);
  expect(page.news()).toEqual({ heardMs: null });
  page.heard();
  clock.increment(PAGE_SILENT_MS - 1);
  expect([page.news(), lines]).toEqual([{ heardMs: PAGE_SILENT_MS - 1 }, []]);
  clock.increment(5 * PAGE_SILENT_MS);
  expect(lines).toEqual(['glass.silent']);
  page.heard();
  page.heard();
  expect([page.news(), lines]).toEqual([{ heardMs: 0 }, ['glass.silent', 'glass.answers']]);
  clock.increment(PAGE_SILENT_MS - 1);
  page.heard();
  clock.increment(PAGE_SILENT_MS - 1);
  expect(lines).toHaveLength(2);
  clock.increment(1);
  expect(lines.slice(2)).toEqual(['glass.silent']);
  page.heard();
  page.close();
  clock.increment(5 * PAGE_SILENT_MS);
  expect(lines.slice(3)).toEqual(['glass.answers']);
});

it.each([
  ['{"heard":12}', 12],
  ['{"heard":-1}', undefined],
  ['{"heard":1.5}', undefined],
  ['{"heard":12,"more":1}', undefined],
  ['{"heard":"12"}', undefined],
  [' {"heard":12}', undefined],
  ['', undefined],
])('an answer to a heartbeat is decoded as its number, and any other text is refused: %s', (text, number) => {
  expect(parseHeartbeatReply(text)).toBe(number);
});
