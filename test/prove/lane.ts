import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { hasOtherPaymentAtOffice } from '../../device/ledger/application.ts';
import { readLedgerQueries } from '../../device/ledger/book.ts';
import { readCashList } from '../../device/ledger/cash-list.ts';
import { catalogue } from '../support/catalogue.ts';
import { cassetteDisagreements, disagreements } from '../support/four-books.ts';
import { type Damage, damageLastRecord, isSetAside } from './damage.ts';
import { falseClaims, type TerminalHistoryName } from './histories.ts';
import { type ChildOutcome, type KioskChild, startKioskChild } from './kiosk-child.ts';
import type { PlantedBugName } from './planted.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { KioskOrder, ProvedCabinet } from './protocol.ts';
import type { Scenario } from './scenarios.ts';
import type { CutGrain } from './taps.ts';
import { createWorld, SPEED } from './world.ts';

export interface Attempt {
  readonly scenario: Scenario;
  /** Point of the kill, from the citizen's arrival; `null`: after the visit. */
  readonly at: FatalPoint | null;
  readonly damage?: Damage;
  readonly history?: TerminalHistoryName;
  readonly again?: FatalPoint;
}

export interface AttemptResult {
  readonly attempt: Attempt;
  readonly reached: boolean;
  /** Whether staff have an application, or money that the terminal does not return. */
  readonly leftToStaff: boolean;
  readonly violations: readonly string[];
  readonly points: PointCounts;
  readonly recovery: PointCounts;
}

/** Number of attempts in one cabinet. Each finds what the one before left. */
const ATTEMPTS_A_WORLD = 60;

export interface AttemptRunnerOptions {
  readonly seed: number;
  readonly planted?: PlantedBugName;
  readonly grain?: CutGrain;
}

export interface AttemptRunner {
  run(attempt: Attempt): Promise<AttemptResult>;
  close(): Promise<void>;
}

export function createAttemptRunner({ seed, planted, grain = 'matters' }: AttemptRunnerOptions): AttemptRunner {
  let cabinet: Cabinet | undefined;
  let lived = 0;
  let worlds = 0;

  async function close(): Promise<void> {
    await cabinet?.close();
    cabinet = undefined;
  }

  return {
    close,
    async run(attempt) {
      const { cabinet: wanted } = attempt.scenario;
      if (cabinet && (lived >= ATTEMPTS_A_WORLD || !isDeepStrictEqual(cabinet.kind, wanted))) await close();
      if (!cabinet) {
        cabinet = await openCabinet(wanted, seed + worlds, { grain, planted: planted ?? null });
        worlds += 1;
        lived = 0;
      }
      const result = await cabinet.run(attempt);
      lived += 1;
      // The cabinet is replaced: its faults must not count for the next attempt.
      if (result.violations.length > 0 || attempt.history || attempt.damage === 'two-lost') lived = ATTEMPTS_A_WORLD;
      return result;
    },
  };
}

interface Cabinet extends AttemptRunner {
  readonly kind: ProvedCabinet;
}

const SERVICES = catalogue();

async function openCabinet(
  kind: ProvedCabinet,
  seed: number,
  kiosk: Pick<KioskOrder, 'grain' | 'planted'>,
): Promise<Cabinet> {
  const world = await createWorld(kind, seed);
  let spare = startKioskChild();
  let current: KioskChild | undefined;
  let staffHad: ReadonlySet<string> = new Set();

  async function open(fatal: FatalPoint | null): Promise<{ readonly child: KioskChild; readonly heard: ChildOutcome }> {
    const child = spare;
    spare = startKioskChild();
    const heard = await child.order({
      folder: world.folder,
      speed: SPEED,
      laterMs: world.laterMs(),
      catalogue: SERVICES,
      ...world.ports,
      ...kiosk,
      fatal,
    });
    return { child, heard };
  }

  async function settle(
    scenario: Scenario,
    { touched = false, lostIntents = 0 } = {},
  ): Promise<{ readonly wrong: readonly string[]; readonly staff: readonly string[]; readonly points: PointCounts }> {
    const { child, heard } = await open(null);
    current = child;
    await world.quiet();
    const { staff, unsettled, points } = heard.is === 'at-rest' ? heard : { staff: [], unsettled: [], points: {} };
    const wrong = heard.is === 'at-rest' ? [] : [`recovery: ${told(heard)}`];
    const refused = touched || scenario.lasting?.includes('no-reversal') ? [] : unsettled;
    const books = { ...(await world.books([...staff, ...unsettled])), lostIntents };
    const cash = readCashList(join(world.folder, 'ledger.db'));
    return {
      wrong: [
        ...wrong,
        ...refused.map((id) => `the money of ${id} does not go back`),
        ...(touched ? falseClaims(books, world.salesHere()) : disagreements(books)),
        ...cassetteDisagreements(world.cassette(), cash, books),
      ],
      staff: [...staff, ...unsettled],
      points,
    };
  }

  async function run(attempt: Attempt): Promise<AttemptResult> {
    const before = current ? [] : (await settle(attempt.scenario)).wrong;
    const had = staffHad;
    const plan = await world.prepare(attempt.scenario);
    const visiting = current ?? fail();
    const end = await visiting.visit({ plan, fatal: attempt.at });
    await visiting.kill();
    const odd = end.is !== 'left' && !(end.is === 'ended' && end.signal === 'SIGKILL') ? [`visit: ${told(end)}`] : [];
    const rotten = attempt.damage ? damageLastRecord(world.folder, attempt.damage) : null;
    if (attempt.history) {
      await world.quiet();
      world.touch(attempt.history);
    }
    if (attempt.again) await (await open(attempt.again)).child.kill();
    const settled = await settle(attempt.scenario, {
      touched: attempt.history !== undefined,
      lostIntents: attempt.damage === 'two-lost' ? 1 : 0,
    });
    staffHad = new Set(settled.staff);
    const dropped = rotten && !isSetAside(world.folder, rotten) ? [`record ${rotten.seq} was dropped silently`] : [];
    const left = settled.staff.filter((id) => !had.has(id));
    const leftToStaff = left.length > 0;
    // Applications that staff may have to settle: the disk lost the offer that the office registered.
    const mayBe = attempt.damage ? contestedIn(world.folder) : [];
    const needless =
      left.some((id) => !mayBe.includes(id)) && !mayBeLeftToStaff(attempt)
        ? ['left to staff, though nobody touched the terminal']
        : [];
    world.heal();
    return {
      attempt,
      reached: end.is === 'ended',
      leftToStaff,
      violations: [...before, ...odd, ...dropped, ...settled.wrong, ...needless],
      points: end.is === 'left' ? end.points : {},
      recovery: settled.points,
    };
  }

  return {
    kind,
    run,
    async close() {
      await current?.kill();
      await spare.kill();
      await world.close();
    },
  };
}

/** Whether only staff can settle the application: people touched the terminal, it refuses reversals, or the disk lost a sale. */
const mayBeLeftToStaff = ({ scenario, damage, history }: Attempt): boolean =>
  history !== undefined ||
  damage === 'rotten' ||
  damage === 'two-lost' ||
  scenario.lasting?.includes('no-reversal') === true;

const contestedIn = (folder: string): readonly string[] =>
  readLedgerQueries(join(folder, 'ledger.db'), (book) => book.open()).flatMap(({ id, application }) =>
    application && hasOtherPaymentAtOffice(application) ? [id] : [],
  );

const told = (heard: ChildOutcome): string => (heard.is === 'bug' ? heard.what : JSON.stringify(heard));

function fail(): never {
  throw new Error('no process is at rest');
}
