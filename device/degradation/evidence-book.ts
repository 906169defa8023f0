import { createChangeFilter, emitter } from '../../drivers/emitter.ts';
import {
  MONITORED_FUNCTION_IDS,
  MONITORED_FUNCTIONS,
  type MonitoredFunction,
  type MonitoredFunctionId,
} from './channels.ts';
import {
  type DegradationEvidence,
  type DegradationLevel,
  evidenceWhenReoffered,
  NO_DEGRADATION_EVIDENCE,
  withOutcome,
} from './evidence.ts';
import type { AttemptCounter } from './person.ts';
import { isSaleSlow, NO_SALES, type SaleDurationMean, withSaleDuration } from './sale-times.ts';

export interface DegradationMemo {
  readonly evidence: Readonly<Partial<Record<MonitoredFunctionId, DegradationEvidence>>>;
  readonly sales: SaleDurationMean;
}

export interface MemoStore {
  load(): DegradationMemo | undefined;
  save(value: DegradationMemo): void;
}

/** Best to worst. */
export const DEGRADATION_LEVELS: readonly DegradationLevel[] = ['usual', 'degraded', 'withdrawn'];

/** Evidence of all tests; each change is stored. `onLevels` reports the tests that have a new level. */
export function openEvidenceBook(memo: MemoStore) {
  let { evidence, sales } = readable(memo.load());
  const save = createChangeFilter<DegradationMemo>(memo.save, { evidence, sales });
  const levels = emitter<readonly MonitoredFunctionId[]>();

  const of = (channel: MonitoredFunctionId): DegradationEvidence => evidence[channel] ?? NO_DEGRADATION_EVIDENCE;

  function store(changes: DegradationMemo['evidence']): void {
    const next = { ...evidence, ...changes };
    const changed = MONITORED_FUNCTION_IDS.filter(
      (channel) => (next[channel] ?? NO_DEGRADATION_EVIDENCE).level !== of(channel).level,
    );
    evidence = Object.fromEntries(Object.entries(next).filter(([, { score }]) => score > 0));
    save({ evidence, sales });
    if (changed.length > 0) levels.emit(changed);
  }

  const replace = (
    channels: readonly MonitoredFunctionId[],
    by: (channel: MonitoredFunctionId) => DegradationEvidence,
  ): void => {
    if (channels.includes('cardTime')) sales = NO_SALES;
    store(Object.fromEntries(channels.map((channel) => [channel, by(channel)])));
  };

  return {
    of,
    onLevels: levels.on,
    /** Returns the tests with a counted failure. A failure of a test in `skipped` does not count. */
    count(tries: AttemptCounter, skipped: readonly MonitoredFunctionId[]): readonly MonitoredFunctionId[] {
      const counted = tries
        .outcomes()
        .filter(([channel, outcome]) => outcome !== 'failed' || !skipped.includes(channel));
      const next = counted.map(([channel, outcome]) => {
        const { shares, closes }: MonitoredFunction = MONITORED_FUNCTIONS[channel];
        return [channel, withOutcome(of(channel), outcome, { shares, mayWithdraw: closes !== null })] as const;
      });
      store(Object.fromEntries(next));
      return counted.flatMap(([channel, outcome]) => (outcome === 'failed' ? [channel] : []));
    },
    /** Whether a sale of this length is slow. The length then counts for later sales. */
    isSlow(ms: number): boolean {
      const slow = isSaleSlow(sales, ms);
      sales = withSaleDuration(sales, ms);
      return slow;
    },
    acquit: (channels: readonly MonitoredFunctionId[]) => replace(channels, () => NO_DEGRADATION_EVIDENCE),
    /** A second release before anyone used the device changes nothing. */
    release: (channels: readonly MonitoredFunctionId[]) =>
      replace(channels, (channel) => {
        const its = of(channel);
        const trial = evidenceWhenReoffered(its, MONITORED_FUNCTIONS[channel].shares);
        return its.level === 'withdrawn' || its.score === trial.score ? trial : NO_DEGRADATION_EVIDENCE;
      }),
  };
}

/** Malformed entries are dropped: the kiosk then finds a fault again. */
function readable(memo: Partial<DegradationMemo> | undefined): DegradationMemo {
  const evidence = Object.entries(memo?.evidence ?? {}).filter(
    ([channel, its]) =>
      channel in MONITORED_FUNCTIONS && Number.isFinite(its?.score) && DEGRADATION_LEVELS.includes(its?.level),
  );
  return { evidence: Object.fromEntries(evidence), sales: memo?.sales ?? NO_SALES };
}
