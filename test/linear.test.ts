import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../drivers/bytes.ts';
import { seededRandom } from '../simulators/random.ts';
import { STREAM_PARSERS, WHOLE_PARSERS } from './support/linear-parsers.ts';

/** Largest input in bytes. `npm run prove -- linear` tries up to 1 MiB, `npm test` a 32nd. */
const LONGEST = process.env['LINEAR'] === 'all' ? 1_048_576 : 32_768;
const LONG_MS = 120_000;
const FACTOR = 8;
const STEPS = [LONGEST / 64, LONGEST / 8, LONGEST];
/** Eight times as many bytes cost 8 times as much if linear, 64 times if quadratic. */
const MOST_TIMES = 24;
/** Milliseconds of processor time: shorter times are not compared. */
const NOTHING_MS = 25;
/** Cases of each parser up to the longest input. */
const MOST_CASES = 1;
/** Number of runs. Other load only adds time, so the best run counts. */
const TRIES = 10;

function repeated(unit: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += unit.length) bytes.set(unit.subarray(0, length - at), at);
  return bytes;
}

function claimed(unit: Uint8Array, length: number, fill: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(fill);
  bytes.set(unit);
  return bytes;
}

function noise(length: number): Uint8Array {
  const random = seededRandom(7);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

type Inputs = Readonly<Record<string, (length: number) => Uint8Array>>;

function inputsOf(worst: readonly string[]): Inputs {
  const units = worst.map((hex) => [hex, fromHex(hex)] as const);
  return Object.fromEntries([
    ...units.map(([hex, unit]) => [`${hex} again and again`, (length: number) => repeated(unit, length)]),
    ...units.map(([hex, unit]) => [`${hex} and zeros`, (length: number) => claimed(unit, length, 0)]),
    ...units.map(([hex, unit]) => [`${hex} and letters`, (length: number) => claimed(unit, length, 0x41)]),
    ['noise', noise],
  ]);
}

interface Case {
  readonly name: string;
  readonly run: (length: number) => void;
}

const [SHORTEST = 0] = STEPS;

function dearest(cases: readonly Case[]): readonly Case[] {
  const costs = cases.map((one) => ({
    one,
    cost: Math.min(
      costOf(() => one.run(SHORTEST)),
      costOf(() => one.run(SHORTEST)),
    ),
  }));
  return costs
    .sort((a, b) => b.cost - a.cost)
    .slice(0, MOST_CASES)
    .map(({ one }) => one);
}

/** Stops at the first failure: the next step would take minutes. */
function failureOf({ name, run }: Case): readonly string[] {
  let before = costOf(() => run(SHORTEST));
  for (const length of STEPS.slice(1)) {
    const shorter = length / FACTOR;
    let cost = costOf(() => run(length));
    for (let tries = 1; cost > NOTHING_MS && cost > MOST_TIMES * before; tries += 1) {
      const words = `${before.toFixed(1)} ms for ${shorter} bytes, ${cost.toFixed(1)} ms for ${length}`;
      if (tries === TRIES) return [`${name}: ${words}`];
      // Repeats both: one lucky run of the shorter input must not decide, nor one unlucky run of the longer.
      before = Math.max(
        before,
        costOf(() => run(shorter)),
      );
      cost = Math.min(
        cost,
        costOf(() => run(length)),
      );
    }
    before = cost;
  }
  return [];
}

const failuresOf = (cases: readonly Case[]): readonly string[] => dearest(cases).flatMap(failureOf);

describe.each(STREAM_PARSERS)('$name', ({ create, worst, holdsAtMost }) => {
  const inputs = inputsOf(worst);

  it('when a parser gets its input in one chunk, then the cost is linear', { timeout: LONG_MS }, () => {
    const cases = Object.entries(inputs).map(([name, make]) => ({
      name,
      run(length: number) {
        const parser = create();
        parser.feed(make(length));
        parser.gap();
      },
    }));
    expect(failuresOf(cases)).toEqual([]);
  });

  it('when a parser gets its input byte by byte, then the cost is linear', { timeout: LONG_MS }, () => {
    const cases = Object.entries(inputs).map(([name, make]) => ({
      name,
      run(length: number) {
        const parser = create();
        const bytes = make(length);
        for (let at = 0; at < length; at += 1) parser.feed(bytes.subarray(at, at + 1));
        parser.gap();
      },
    }));
    expect(failuresOf(cases)).toEqual([]);
  });

  it('when a stream ends, then the parser holds at most what it declares', { timeout: LONG_MS }, () => {
    const held = Object.entries(inputs).map(([name, make]) => {
      const parser = create();
      parser.feed(make(LONGEST));
      const left = parser.gap().reduce((sum, each) => sum + (each.kind === 'discarded' ? each.bytes.length : 0), 0);
      return { name, left };
    });
    expect(held.filter(({ left }) => left > holdsAtMost)).toEqual([]);
  });
});

describe.each(WHOLE_PARSERS)('$name', ({ parse, worst }) => {
  it('when a parser of whole inputs gets more, then the cost is linear', { timeout: LONG_MS }, () => {
    const cases = Object.entries(inputsOf(worst)).map(([name, make]) => ({
      name,
      run: (length: number) => void parse(make(length)),
    }));
    expect(failuresOf(cases)).toEqual([]);
  });
});

it('when a file in drivers/ makes a stream parser, then the list has it', () => {
  const files = readdirSync('drivers', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  const made = files.flatMap((file) =>
    [
      ...readFileSync(`drivers/${file}`, 'utf8').matchAll(
        /export (?:function|const) (create\w*(?:Framer|Parser|Assembler))\b/g,
      ),
    ].map(([, name]) => name),
  );
  const known = new Set(STREAM_PARSERS.map(({ name }) => name));
  const choosers = new Set(['createFramer', 'createParser']);
  expect(made.length).toBeGreaterThan(10);
  expect(made.filter((name) => !known.has(name!) && !choosers.has(name!))).toEqual([]);
});
