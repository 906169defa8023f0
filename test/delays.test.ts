import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder } from './tools/files.mjs';
import { fromRoot } from './tools/root.mjs';

/* Each delay of the machines must have a comment: `Why 60 s: ‹a standard, a manual, a measurement, a person's pace, or chosen›`. */

const DELAY =
  /(?:\/\*\*((?:(?!\*\/).)*)\*\/\n)?(?:export )?const (?!DAY_MS\b)([A-Z][A-Z0-9_]*_(MS|S|SECONDS|MINUTES)) = ([^;]+);/gs;
const PER_SECOND: Readonly<Record<string, number>> = { MS: 1_000, MINUTES: 1 / 60 };

function delaysWithoutReason(source: string): readonly string[] {
  return [...source.matchAll(DELAY)].flatMap(([, comment = '', name = '', unit = '', value = '']) => {
    const seconds = Number(value.replaceAll('_', '')) / (PER_SECOND[unit] ?? 1);
    return comment.includes(`Why ${seconds} s: `) ? [] : [`${name}: its comment does not say "Why ${seconds} s: …"`];
  });
}

const files = ['device/session', 'device/actors'].flatMap(filesUnder).filter((file) => !file.endsWith('.test.ts'));

describe('the delays of the machines', () => {
  it('when a delay is defined, then its comment gives the reason', () => {
    const sources = files.map((file) => readFileSync(fromRoot(file), 'utf8'));
    const delays = sources.flatMap((source) => [...source.matchAll(DELAY)]);
    expect(delays.length).toBeGreaterThan(15);
    expect(sources.flatMap(delaysWithoutReason)).toEqual([]);
  });

  it.each([
    ['without a comment', 'const IDLE_MS = 60_000;'],
    ['without a reason', '/** No touch for this long. */\nconst IDLE_MS = 60_000;'],
    ['with the reason of another value', '/** Why 30 s: chosen. */\nexport const IDLE_MS = 60_000;'],
    ['with the reason of the delay before', '/** Why 60 s: chosen. */\nconst A_MS = 60_000;\nconst IDLE_MS = 60_000;'],
  ])('when a delay is %s, then the check names it', (_, source) => {
    expect(delaysWithoutReason(source)).toEqual(['IDLE_MS: its comment does not say "Why 60 s: …"']);
  });

  it('when the unit is seconds or minutes, then the reason must have seconds', () => {
    expect(delaysWithoutReason('/** Why 3 s: chosen. */\nconst WAIT_S = 3;\n')).toEqual([]);
    expect(delaysWithoutReason('/** Why 120 s: chosen. */\nconst WAIT_MINUTES = 2;\n')).toEqual([]);
  });
});
