import { withAnyOf, withTimeout } from '../../drivers/abort.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type Application, canBeInquired } from './application.ts';
import { hasUnreportedCredit, holdsNote } from './cash.ts';
import type { ApplicationActions } from './dealings.ts';
import type { Ledger } from './ledger.ts';
import { officeKeysOf } from './lines.ts';
import { nextSettlementStep } from './next-step.ts';

export interface SettlementOptions {
  readonly ledger: Ledger;
  readonly dealings: ApplicationActions;
  readonly clock: Clock;
  /** Returns 0 ≤ n < 1: a hall of kiosks must not ask the office all at once. */
  readonly random: () => number;
  /** A bug in one application must not stop the others. */
  readonly onBug: (error: unknown) => void;
}

/** Milliseconds between turns. Doubles to the ceiling while nothing moves; the pause is drawn from its upper half. */
const TURN_MS = 5_000;
const TURN_CEILING_MS = 60_000;
/** Time limit of one attempt, for each due: an inquiry and a registration with their own limits fit in. */
const ATTEMPT_MS = 30_000;

/**
 * Ends every application that no session claims: once before the kiosk opens, and afterwards in turns for as long as it takes. Credits are
 * reported at the end of a turn, after everything that a citizen may wait for. `onChange` calls a listener after every attempt, and when a
 * claim ends.
 */
export function createSettlement(options: SettlementOptions) {
  const { ledger } = options;
  const changed = emitter<void>();
  const closing = new AbortController();
  let wake = new AbortController();
  const claims = createClaims(ledger);
  const { unclaimed } = claims;
  const { turn, isDone, ended } = createTurns(options, claims, changed.emit);

  async function turns(): Promise<void> {
    let wait = TURN_MS;
    while (!closing.signal.aborted) {
      await pause(options.clock, wait * (0.5 + options.random() / 2), wake.signal);
      if (closing.signal.aborted) return;
      if (wake.signal.aborted) wait = TURN_MS;
      wake = new AbortController();
      const before = unclaimed().length;
      if (before === 0 && isDone()) continue;
      // One more turn at once, and no third: a turn may itself make the office or the terminal go and come back.
      const isNews = (await hearsDuringTurn()) && (await hearsDuringTurn());
      // Without news, `wake` stays: a signal since the end of the turn must end the pause.
      if (isNews) wake = new AbortController();
      wait = isNews || unclaimed().length < before ? TURN_MS : Math.min(wait * 2, TURN_CEILING_MS);
    }
  }

  async function hearsDuringTurn(): Promise<boolean> {
    wake = new AbortController();
    await turn(closing.signal);
    return wake.signal.aborted && !closing.signal.aborted;
  }

  const running = turns();
  return {
    /** Keeps the settlement from this application until the returned function is called. */
    claim: (id: string): (() => void) =>
      claims.take(id, (left) => {
        if (left === 0) wake.abort();
        changed.emit();
      }),
    /** Whether a visit or a test has this application in its hands. */
    isClaimed: claims.has,
    async recover(signal: AbortSignal) {
      const before = unclaimed().length;
      await withAnyOf([signal, closing.signal], turn);
      const left = unclaimed().length;
      return { settled: before - left, left };
    },
    /** Whether the terminal can still tell the unknown outcome of a sale: a new sale would become its last transaction. */
    inDoubt: (): boolean => ledger.open().some(canBeInquired),
    /** Whether a note of an unclaimed application has no answer yet: another note would make it ambiguous. */
    noteInDoubt: (): boolean => unclaimed().some(holdsNote),
    onChange: changed.on,
    /** Call when a device or the back office came back. */
    tryNow: (): void => wake.abort(),
    async close(): Promise<void> {
      closing.abort();
      wake.abort();
      await Promise.all([running, ended()]);
      changed.clear();
    },
  };
}

export type Settlement = ReturnType<typeof createSettlement>;

/** Stops at the first report without an answer: the next turn reports again. */
async function tellCredits(
  options: SettlementOptions,
  applications: readonly Application[],
  signal: AbortSignal,
): Promise<void> {
  for (const { id } of applications.filter(hasUnreportedCredit)) {
    if (signal.aborted) return;
    const told = await withLimit(options, ATTEMPT_MS, signal, (both) => options.dealings.tellCredits(id, both));
    if (!told?.ok) return;
  }
}

function createClaims(ledger: Ledger) {
  const claims = new Map<string, number>();
  return {
    unclaimed: (): readonly Application[] => ledger.open().filter(({ id }) => !claims.has(id)),
    has: (id: string): boolean => claims.has(id),
    take(id: string, onEnd: (left: number) => void): () => void {
      claims.set(id, (claims.get(id) ?? 0) + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        const left = (claims.get(id) ?? 1) - 1;
        if (left > 0) claims.set(id, left);
        else claims.delete(id);
        onEnd(left);
      };
    },
  };
}

/** Two recoveries of one application must not race to the terminal. */
function createTurns(options: SettlementOptions, claims: ReturnType<typeof createClaims>, changed: () => void) {
  const { ledger, dealings, clock } = options;
  let working: Promise<void> = Promise.resolve();
  /** Time before which an application waits, named by the back office. */
  const notBefore = new Map<string, number>();
  const isDue = (id: string): boolean => clock.now() >= (notBefore.get(id) ?? 0);

  /** Whether the terminal was asked for a stray sale: once, while no sale of the kiosk is in doubt. */
  let compared = false;
  async function compareOnce(signal: AbortSignal): Promise<void> {
    const looked = await withLimit(options, ATTEMPT_MS, signal, (both) => dealings.lookForStraySale(both));
    compared = looked?.ok ?? false;
  }

  async function settleOne(application: Application, signal: AbortSignal): Promise<void> {
    const { id } = application;
    await withLimit(options, ATTEMPT_MS * officeKeysOf(application).length, signal, async (both) => {
      while (!both.aborted && !claims.has(id) && (await oneStep(options, notBefore, id, both)));
    });
    changed();
  }

  async function overAll(signal: AbortSignal): Promise<void> {
    for (const application of claims.unclaimed()) {
      if (signal.aborted) return;
      if (!claims.has(application.id) && isDue(application.id)) await settleOne(application, signal);
    }
    if (!compared && !ledger.open().some(canBeInquired)) await compareOnce(signal);
    await tellCredits(options, claims.unclaimed(), signal);
  }

  return {
    turn(signal: AbortSignal): Promise<void> {
      working = working.then(() => overAll(signal));
      return working;
    },
    isDone: () => compared,
    ended: () => working,
  };
}

async function withLimit<T>(
  { clock, onBug }: SettlementOptions,
  limitMs: number,
  signal: AbortSignal,
  work: (both: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await withTimeout(clock, limitMs, [signal], work);
  } catch (error) {
    onBug(error);
    return undefined;
  }
}

/** Returns whether to take the next step at once. */
async function oneStep(
  { ledger, dealings, clock }: SettlementOptions,
  notBefore: Map<string, number>,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  const application = ledger.find(id);
  const step = application ? nextSettlementStep(application) : ({ do: 'nothing' } as const);
  switch (step.do) {
    case 'ask':
      return (await dealings.ask(id, signal)).known !== 'nothing';
    case 'count-cash':
      dealings.countCash(id);
      return true;
    case 'stop-cash':
      dealings.stopCash(id);
      return true;
    case 'credit':
      dealings.credit(id);
      return true;
    case 'register': {
      const answer = await dealings.register(id, signal);
      if (!answer.ok && answer.error.kind === 'in-progress') notBefore.set(id, clock.now() + answer.error.retryAfterMs);
      else notBefore.delete(id);
      return answer.ok || answer.error.kind === 'refused';
    }
    case 'reverse':
      return (await dealings.reverse(id, signal)).ok;
    case 'withdraw':
      return (await dealings.withdraw(id, step.reason, signal)).ok;
    case 'close':
      ledger.append(id, { kind: 'closed', outcome: step.outcome });
      return false;
    case 'tell-credit':
    case 'wait-for-note':
    case 'leave-to-staff':
    case 'nothing':
      return false;
    default:
      return step satisfies never;
  }
}
