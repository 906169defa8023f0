import { describe, expect, it } from 'vitest';
import { type Attempt, createAttemptRunner } from '../prove/lane.ts';
import type { PlantedBugName } from '../prove/planted.ts';
import { SCENARIOS } from '../prove/scenarios.ts';

/* Each planted bug wraps a real part (test/prove/planted.ts). Without the bug the same points have no violation. */

function scenario(name: string) {
  const found = SCENARIOS.find((one) => one.name === name);
  if (!found) throw new Error(`no scenario ${name}`);
  return found;
}

const FINAL = scenario('approved and final at once');
const SILENT: Attempt = { scenario: scenario('approved, then silent'), at: null };
const record = (kind: string): Attempt['at'] => ({ kind: `ledger ${kind}`, nth: 1 });

interface Planted {
  readonly bug: PlantedBugName;
  readonly attempts: readonly Attempt[];
  readonly caught: RegExp;
}

const PLANTED: readonly Planted[] = [
  {
    bug: 'second-sale-on-silence',
    // Depending on terminal and machine, there may be no time for a second sale.
    attempts: [SILENT, SILENT, SILENT],
    // The next start lists the first sale, which is in no application. The terminal was not touched.
    caught: /2 sales for intent|sale \d+ is in no application|left to staff, though nobody touched the terminal/,
  },
  {
    bug: 'record-after-effect',
    attempts: [
      { scenario: FINAL, at: record('before intent') },
      { scenario: FINAL, at: record('before saleSent') },
      { scenario: FINAL, at: record('before approved') },
    ],
    // The kiosk lists a sale too many. The terminal was not touched.
    caught: /sale \d+ is in no application|left to staff, though nobody touched the terminal/,
  },
  {
    bug: 'dropped-torn-record',
    attempts: [
      { scenario: FINAL, at: record('after saleSent'), damage: 'rotten' },
      { scenario: FINAL, at: record('after approved'), damage: 'rotten' },
    ],
    caught: /record \d+ was dropped silently/,
  },
];

async function violations(attempts: readonly Attempt[], planted?: PlantedBugName, enough?: RegExp): Promise<string> {
  const lane = createAttemptRunner({ seed: 5, ...(planted && { planted }) });
  const all: string[] = [];
  try {
    for (const attempt of attempts) {
      all.push(...(await lane.run(attempt)).violations);
      if (enough?.test(all.join('\n'))) break;
    }
  } finally {
    await lane.close();
  }
  return all.join('\n');
}

describe('a planted bug', () => {
  it.each(PLANTED.map((one) => [one.bug, one] as const))(
    'when the bug is planted, then the proof finds it: %s',
    async (bug, { attempts, caught }) => {
      expect(await violations(attempts, bug, caught)).toMatch(caught);
      expect(await violations([...new Set(attempts)])).toBe('');
    },
  );
});
