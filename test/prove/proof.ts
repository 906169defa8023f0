import { createHash } from 'node:crypto';
import { seededRandom } from '../../simulators/random.ts';
import type { Damage } from './damage.ts';
import type { Attempt, AttemptResult, Lane } from './lane.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { Scenario } from './scenarios.ts';

export interface ProofOptions {
  readonly seed: number;
  /** How much of each sort of points is tried, drawn by the seed: 1 is all. */
  readonly share: number;
  /** At work at the same time. */
  readonly lanes: readonly Lane[];
}

export interface Proof {
  /** Points in one visit; with a damage or a second kill there are as many more. */
  readonly points: number;
  /** Visits that were to end at a point. */
  readonly tried: number;
  /** Visits that came by their point; the others ended before it, because timing made them shorter. */
  readonly reached: number;
  /** What was violated, and at which point. */
  readonly violations: readonly string[];
}

/** Everything SQLite and the disk can do to the last record. */
const DAMAGES: readonly Damage[] = ['lost', 'torn', 'flipped', 'twice', 'rotten'];
/** Of so many points on a wire, one is tried with the last record lost, and one in a recovery. */
const EVERY_POINTS = 40;

/** Ends a visit at its points, one process a point, and audits four books after each. */
export async function prove(scenario: Scenario, options: ProofOptions): Promise<Proof> {
  const { share, seed, lanes } = options;
  const random = seededRandom(seed ^ numberOf(scenario.name));
  const results: AttemptResult[] = [];
  const run = async (attempts: readonly Attempt[]) => {
    const done = await inLanes(attempts, lanes);
    results.push(...done);
    return done;
  };

  const counts = await wholeVisit(scenario, run);
  const all = pointsOf(counts ?? {});
  const records = all.filter(isRecord);
  const bytes = all.filter((point) => !isRecord(point));
  const afterRecords = records.filter(isAfterRecord);
  const damaged = [
    ...afterRecords.flatMap((at) => DAMAGES.map((damage) => ({ scenario, at, damage }))),
    ...bytes.filter((_, nth) => nth % EVERY_POINTS === 0).map((at) => ({ scenario, at, damage: 'lost' as const })),
  ];
  // A share of few is a fraction: it is rounded by the lot, so that all scenarios together have their share.
  const drawn = <T>(from: readonly T[]) => draw(from, Math.floor(from.length * share + random()), random);
  await run([
    ...drawn(records).map((at) => ({ scenario, at })),
    ...drawn(bytes).map((at) => ({ scenario, at })),
    ...drawn(damaged),
  ]);
  // Of those that were drawn: all of them are the same share of all recoveries.
  const recoveries = results
    .filter(({ attempt }) => !attempt.damage && attempt.at && isAfterRecord(attempt.at))
    .flatMap(({ attempt, recovery }) =>
      pointsOf(recovery)
        .filter((point, nth) => isRecord(point) || nth % EVERY_POINTS === 0)
        .map((again) => ({ ...attempt, again })),
    );
  await run(recoveries);
  return {
    points: all.length,
    tried: results.filter(({ attempt }) => attempt.at !== null).length,
    reached: results.filter(({ reached }) => reached).length,
    violations: [
      ...(counts ? [] : [`no visit came by ${scenario.through.join(', ')}`]),
      ...results.flatMap(({ attempt, violations }) => violations.map((what) => `${nameOf(attempt)}: ${what}`)),
    ],
  };
}

/** Each scenario draws lots of its own: of one lot for all, all would have one more than their share, or one less. */
const numberOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32LE();

/** A machine that is busy may make another visit of one, for its answers come too late. */
const WHOLE_VISITS = 4;

async function wholeVisit(
  scenario: Scenario,
  run: (attempts: readonly Attempt[]) => Promise<readonly AttemptResult[]>,
): Promise<PointCounts | undefined> {
  for (let nth = 0; nth < WHOLE_VISITS; nth += 1) {
    const [whole] = await run([{ scenario, at: null }]);
    if (whole && scenario.through.every((kind) => `ledger after ${kind}` in whole.points)) return whole.points;
  }
  return undefined;
}

function nameOf({ at, damage, again }: Attempt): string {
  const where = at ? `${at.kind} ${at.nth}` : 'whole visit';
  return `${where}${damage ? `, then ${damage}` : ''}${again ? `, again at ${again.kind} ${again.nth}` : ''}`;
}

const isAfterRecord = ({ kind }: FatalPoint): boolean => /^ledger after /.test(kind);
const isRecord = ({ kind }: FatalPoint): boolean => /^(ledger|memo) /.test(kind);

const pointsOf = (counts: PointCounts): readonly FatalPoint[] =>
  Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, nth) => ({ kind, nth: nth + 1 })),
  );

/** So many of them, in their order. */
function draw<T>(from: readonly T[], count: number, random: () => number): readonly T[] {
  const places = from.map((_, place) => ({ place, lot: random() })).sort((a, b) => a.lot - b.lot);
  return places
    .slice(0, count)
    .map(({ place }) => place)
    .sort((a, b) => a - b)
    .flatMap((place) => from[place] ?? []);
}

/** Each lane takes the next attempt when it is through with one. */
async function inLanes(attempts: readonly Attempt[], lanes: readonly Lane[]): Promise<readonly AttemptResult[]> {
  const results: AttemptResult[] = [];
  const waiting = [...attempts];
  const work = async (lane: Lane) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await lane.run(next));
  };
  await Promise.all(lanes.map(work));
  return results;
}
