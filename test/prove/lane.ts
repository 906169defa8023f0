import { disagreements } from '../four-books.ts';
import { catalogue } from '../catalogue.ts';
import { type Damage, damageLastRecord } from './damage.ts';
import { type Heard, type KioskChild, startKioskChild } from './kiosk-child.ts';
import type { PlantedName } from './planted.ts';
import type { FatalPoint, PointCounts } from './points.ts';
import type { Scenario } from './scenarios.ts';
import { createWorld, SPEED, type World } from './world.ts';

/** One visit that ends at a point, and what is done to the kiosk before the next process has settled it. */
export interface Attempt {
  readonly scenario: Scenario;
  /** Since the citizen came; `null`: the visit goes to its end, and the kill comes then. */
  readonly at: FatalPoint | null;
  /** Done to the file of the ledger after the kill. */
  readonly damage?: Damage;
  /** The process that settles it is killed too, at this point. */
  readonly again?: FatalPoint;
}

export interface AttemptResult {
  readonly attempt: Attempt;
  /** Whether the visit came as far as the point. */
  readonly reached: boolean;
  /** What the books say against each other, and what else was wrong. */
  readonly violations: readonly string[];
  /** All points of the visit, where it went to its end. */
  readonly points: PointCounts;
}

/** A world lives for so many attempts: what one leaves behind is there for the next, as in a cabinet. */
const ATTEMPTS_A_WORLD = 60;

export interface LaneOptions {
  readonly seed: number;
  readonly planted?: PlantedName;
}

/** Attempts one after the other in one cabinet after the other. Each process settles what the one before left, and serves a citizen. */
export async function runLane(
  attempts: Iterable<Attempt>,
  options: LaneOptions,
  onResult: (result: AttemptResult) => void,
): Promise<void> {
  let lane: Lane | undefined;
  let lived = 0;
  let worlds = 0;
  for (const attempt of attempts) {
    if (lane && (lived >= ATTEMPTS_A_WORLD || lane.framing !== attempt.scenario.framing)) {
      await lane.close();
      lane = undefined;
    }
    if (!lane) {
      lane = await openLane(attempt.scenario.framing, { ...options, seed: options.seed + worlds });
      worlds += 1;
      lived = 0;
    }
    const result = await lane.run(attempt);
    lived += 1;
    onResult(result);
    // The books of this world disagree from here on; the next attempt must not be blamed for it.
    if (result.violations.length > 0) lived = ATTEMPTS_A_WORLD;
  }
  await lane?.close();
}

interface Lane {
  readonly framing: Scenario['framing'];
  run(attempt: Attempt): Promise<AttemptResult>;
  close(): Promise<void>;
}

const SERVICES = catalogue();

async function openLane(framing: Scenario['framing'], { seed, planted }: LaneOptions): Promise<Lane> {
  const world = await createWorld(framing, seed);
  let spare = startKioskChild();
  /** At rest, and waiting for a citizen. */
  let current: KioskChild | undefined;

  async function open(fatal: FatalPoint | null): Promise<{ readonly child: KioskChild; readonly heard: Heard }> {
    const child = spare;
    spare = startKioskChild();
    const heard = await child.order({
      folder: world.folder,
      speed: SPEED,
      catalogue: SERVICES,
      ...world.ports,
      fatal,
      planted: planted ?? null,
    });
    return { child, heard };
  }

  /** Settles what the process before left, and says what the books say then. */
  async function settle(): Promise<readonly string[]> {
    const { child, heard } = await open(null);
    current = child;
    await world.quiet();
    if (heard.is === 'at-rest') return audit(world, heard.open);
    return [`recovery: ${told(heard)}`, ...audit(world, [])];
  }

  async function run(attempt: Attempt): Promise<AttemptResult> {
    const violations: string[] = [];
    if (!current) violations.push(...(await settle()));
    world.prepare(attempt.scenario);
    const visiting = current ?? fail();
    const end = await visiting.visit({ plan: attempt.scenario.plan, fatal: attempt.at });
    await visiting.kill();
    if (end.is !== 'left' && !(end.is === 'ended' && end.signal === 'SIGKILL')) violations.push(`visit: ${told(end)}`);
    if (attempt.damage) damageLastRecord(world.folder, attempt.damage);
    if (attempt.again !== undefined) await (await open(attempt.again)).child.kill();
    violations.push(...(await settle()));
    world.heal();
    return { attempt, reached: end.is === 'ended', violations, points: end.is === 'left' ? end.points : {} };
  }

  return {
    framing,
    run,
    async close() {
      await current?.kill();
      await spare.kill();
      await world.close();
    },
  };
}

function audit(world: World, open: Extract<Heard, { is: 'at-rest' }>['open']): readonly string[] {
  return disagreements(world.books(open.map(({ id }) => id)));
}

const told = (heard: Heard): string => (heard.is === 'bug' ? heard.what : JSON.stringify(heard));

function fail(): never {
  throw new Error('no process is at rest');
}
