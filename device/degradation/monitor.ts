import type { Clock } from '../../drivers/clock.ts';
import type { DeviceKind, ProfileKind } from '../../drivers/device-kinds.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { TroubleCode } from '../words/trouble.ts';
import {
  type DegradationCode,
  MONITORED_FUNCTION_IDS,
  MONITORED_FUNCTIONS,
  type MonitoredFunction,
  type MonitoredFunctionId,
} from './channels.ts';
import type { DegradationEvidence, DegradationLevel } from './evidence.ts';
import { DEGRADATION_LEVELS, type MemoStore, openEvidenceBook } from './evidence-book.ts';
import { type AttemptCounter, type AttemptOutcome, createAttemptCounter } from './person.ts';

interface DegradationChange extends DegradationEvidence {
  readonly kind: DeviceKind;
  readonly code: TroubleCode | DegradationCode;
}

interface Degraded {
  readonly code: TroubleCode | DegradationCode;
  readonly level: Exclude<DegradationLevel, 'usual'>;
}

export type DegradedDevices = Readonly<Partial<Record<DeviceKind, Degraded>>>;

type WithdrawnDevices = Readonly<Partial<Record<ProfileKind, TroubleCode>>>;

interface MonitorOptions {
  readonly memo: MemoStore;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Two visits less than these milliseconds apart may be of one person. If both fail at a device, only the first counts; a third counts. Why
 * 30 s: a person who starts again does so at once; chosen, not measured.
 */
export const SAME_PERSON_MS = 30_000;

/**
 * Notices devices that fail quietly, by a sequential test over people (docs/decisions/0059). Counts each person once, when the person has
 * left, and stores the count: a level never changes during a visit. Between visits, failures within `SAME_PERSON_MS` count once.
 */
export function createDegradationMonitor({ memo, clock }: MonitorOptions) {
  const book = openEvidenceBook(memo);
  const changes = emitter<void>();
  const news = emitter<DegradationChange>();
  book.onLevels((channels) => {
    for (const channel of channels) {
      const { kind, code } = MONITORED_FUNCTIONS[channel];
      news.emit({ kind, code, ...book.of(channel) });
    }
    changes.emit();
  });
  let person: AttemptCounter | null = null;
  /** Tests with a failure that counted for the person before, and when that person left. */
  let last: { readonly at: number; readonly failed: readonly MonitoredFunctionId[] } = { at: 0, failed: [] };
  /** `last.failed`, if this person may be the one before; else empty. */
  let again: readonly MonitoredFunctionId[] = [];
  /** Acts of staff during a visit, which wait for its end. */
  let waiting: (() => void)[] = [];

  function note(channel: MonitoredFunctionId, ended: AttemptOutcome): void {
    const its = person ?? createAttemptCounter();
    its.add(channel, ended);
    if (person) return;
    const before = failedJustNow();
    const failed = book.count(its, before);
    if (ended === 'failed') last = { at: clock.now(), failed: [...before, ...failed] };
  }

  const failedJustNow = () => (clock.now() - last.at < SAME_PERSON_MS ? last.failed : []);

  function between(act: () => void): void {
    if (person) waiting.push(act);
    else act();
  }

  return {
    personBegan(): void {
      again = failedJustNow();
      person = createAttemptCounter();
    },
    personLeft(): void {
      if (!person) return;
      const left = person;
      person = null;
      last = { failed: book.count(left, again), at: clock.now() };
      const acts = waiting;
      waiting = [];
      for (const act of acts) act();
    },
    note,
    /** Milliseconds of the terminal, without the time of people and office. */
    noteSale: (ms: number) => note('cardTime', book.isSlow(ms) ? 'failed' : 'good'),
    /** A test by staff voids all evidence against the device. */
    passed: (kind: DeviceKind) => between(() => book.acquit(channelsOf(kind))),
    /** Cleaned without a test: the next failure withdraws a withdrawn device again. */
    cleaned: (kind: DeviceKind) => between(() => book.release(channelsOf(kind))),
    withdrawn: () => withdrawnIn(book.of),
    readsChips: (): boolean => book.of('chip').level !== 'withdrawn',
    degraded: () => degradedIn(book.of),
    onChange: changes.on,
    onNews: news.on,
  };
}

export type DegradationMonitor = ReturnType<typeof createDegradationMonitor>;

type EvidenceOf = (channel: MonitoredFunctionId) => DegradationEvidence;

const withdrawnIn = (of: EvidenceOf): WithdrawnDevices =>
  Object.fromEntries(
    MONITORED_FUNCTION_IDS.flatMap((channel) => {
      const { closes, code }: MonitoredFunction = MONITORED_FUNCTIONS[channel];
      const isClosed = closes !== null && closes !== 'chip' && of(channel).level === 'withdrawn';
      return isClosed ? [[closes, code] as const] : [];
    }),
  );

function degradedIn(of: EvidenceOf): DegradedDevices {
  const all = MONITORED_FUNCTION_IDS.flatMap((channel) => {
    const { level } = of(channel);
    const { kind, code } = MONITORED_FUNCTIONS[channel];
    return level === 'usual' ? [] : [[kind, { level, code }] as const];
  });
  // The worst comes last, so it stays.
  return Object.fromEntries(
    all.sort(([, one], [, other]) => DEGRADATION_LEVELS.indexOf(one.level) - DEGRADATION_LEVELS.indexOf(other.level)),
  );
}

const channelsOf = (kind: DeviceKind): readonly MonitoredFunctionId[] =>
  MONITORED_FUNCTION_IDS.filter((channel) => MONITORED_FUNCTIONS[channel].kind === kind);
