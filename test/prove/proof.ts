import { createHash } from 'node:crypto';
import { seededRandom } from '../../simulators/random.ts';
import type { Damage } from './damage.ts';
import { HISTORY_NAMES } from './histories.ts';
import type { Attempt, AttemptResult, AttemptRunner } from './lane.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { Scenario } from './scenarios.ts';
import { measureStall, wholeVisit } from './whole-visit.ts';

export interface CrashProofOptions {
  readonly seed: number;
  /** Share of the points of each kind that is tried; the seed chooses the points. */
  readonly share: number;
  readonly lanes: readonly AttemptRunner[];
}

export interface CrashProofResult {
  /** Number of the visit's points. Attempts with damage or a second kill come on top. */
  readonly points: number;
  readonly tried: number;
  /** Points that were reached. Timing made the other visits shorter. */
  readonly reached: number;
  readonly leftToStaff: number;
  /** Visits after which people touched the terminal, and how many of these left a case to staff. */
  readonly touched: number;
  readonly touchedLeftToStaff: number;
  readonly violations: readonly string[];
}

const DAMAGES: readonly Damage[] = ['lost', 'torn', 'flipped', 'twice', 'rotten'];
/** From this kind of point on a sale may be asked about or reversed. */
const OF_A_SALE = / (intent|saleSent|offered|approved|unknown|notPaid|issueRequested|issueRefused|reversing|reversed)$/;
/** One in this many points is tried with the last record lost, and one in a recovery. */
const EVERY_POINTS = 40;

/** Kills a visit at its points, one process for each, and compares four books after each. */
export async function prove(scenario: Scenario, options: CrashProofOptions): Promise<CrashProofResult> {
  const { share, seed, lanes } = options;
  const random = seededRandom(seed ^ numberOf(scenario.name));
  const results: AttemptResult[] = [];
  const run = async (attempts: readonly Attempt[]) => {
    const done = await inLanes(attempts, lanes);
    results.push(...done);
    return done;
  };

  const counts = await wholeVisit(scenario, async () => (await run([{ scenario, at: null }]))[0], measureStall);
  const all = pointsOf(counts ?? {});
  const records = all.filter(isRecord);
  const bytes = all.filter((point) => !isRecord(point));
  const afterRecords = records.filter(isAfterRecord);
  const isSale = scenario.notes === undefined && scenario.atTerminal !== 'nothing';
  // Two lost records of a note are left to the cassette's count, so they are not tried.
  const losses: readonly Damage[] = isSale ? ['lost', 'two-lost'] : ['lost'];
  const damaged = [
    ...afterRecords.flatMap((at) => DAMAGES.map((damage) => ({ scenario, at, damage }))),
    ...bytes
      .filter((_, nth) => nth % EVERY_POINTS === 0)
      .flatMap((at) => losses.map((damage) => ({ scenario, at, damage }))),
  ];
  const touched = isSale
    ? afterRecords
        .filter(({ kind }) => OF_A_SALE.test(kind))
        .flatMap((at) => HISTORY_NAMES.map((history) => ({ scenario, at, history })))
    : [];
  // Random rounding keeps a small share over all scenarios.
  const drawn = <T>(from: readonly T[]) => draw(from, Math.floor(from.length * share + random()), random);
  await run([
    ...drawn(records).map((at) => ({ scenario, at })),
    ...drawn(bytes).map((at) => ({ scenario, at })),
    ...drawn(damaged),
    ...drawn(touched),
  ]);
  const recoveries = results
    .filter(({ attempt }) => !attempt.damage && !attempt.history && attempt.at && isAfterRecord(attempt.at))
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
    leftToStaff: results.filter(({ attempt, leftToStaff }) => leftToStaff && !attempt.history).length,
    touched: results.filter(({ attempt }) => attempt.history).length,
    touchedLeftToStaff: results.filter(({ attempt, leftToStaff }) => leftToStaff && attempt.history).length,
    violations: [
      ...(counts ? [] : [`no visit came by ${scenario.through.join(', ')}`]),
      ...results.flatMap(({ attempt, violations }) => violations.map((what) => `${nameOf(attempt)}: ${what}`)),
    ],
  };
}

/** Seed of a scenario: with one seed every share would be rounded the same way. */
const numberOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32LE();

function nameOf({ at, damage, history, again }: Attempt): string {
  const where = at ? `${at.kind} ${at.nth}` : 'whole visit';
  return `${where}${damage ? `, then ${damage}` : ''}${history ? `, then the terminal was ${history}` : ''}${again ? `, again at ${again.kind} ${again.nth}` : ''}`;
}

const isAfterRecord = ({ kind }: FatalPoint): boolean => /^ledger after /.test(kind);
const isRecord = ({ kind }: FatalPoint): boolean => /^(ledger|memo) /.test(kind);

const pointsOf = (counts: PointCounts): readonly FatalPoint[] =>
  Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, nth) => ({ kind, nth: nth + 1 })),
  );

function draw<T>(from: readonly T[], count: number, random: () => number): readonly T[] {
  const places = from.map((_, place) => ({ place, lot: random() })).sort((a, b) => a.lot - b.lot);
  return places
    .slice(0, count)
    .map(({ place }) => place)
    .sort((a, b) => a - b)
    .flatMap((place) => from[place] ?? []);
}

async function inLanes(
  attempts: readonly Attempt[],
  lanes: readonly AttemptRunner[],
): Promise<readonly AttemptResult[]> {
  const results: AttemptResult[] = [];
  const waiting = [...attempts];
  const work = async (lane: AttemptRunner) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await lane.run(next));
  };
  await Promise.all(lanes.map(work));
  return results;
}
