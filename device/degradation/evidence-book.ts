import { emitter, onlyChanges } from '../../drivers/emitter.ts';
import { CHANNEL_IDS, CHANNELS, type Channel, type ChannelId } from './channels.ts';
import { type DegradationLevel, type Evidence, NO_EVIDENCE, onTrial, withOutcome } from './evidence.ts';
import type { PersonTries } from './person.ts';
import { isSaleSlow, NO_SALES, type SaleTimes, withSale } from './sale-times.ts';

export interface DegradationMemo {
  readonly evidence: Readonly<Partial<Record<ChannelId, Evidence>>>;
  readonly sales: SaleTimes;
}

export interface MemoStore {
  load(): DegradationMemo | undefined;
  save(value: DegradationMemo): void;
}

/** Best to worst. */
export const LEVELS: readonly DegradationLevel[] = ['usual', 'degraded', 'withdrawn'];

/** Evidence of all tests; each change is stored. `onLevels` reports the tests that have a new level. */
export function openEvidenceBook(memo: MemoStore) {
  let { evidence, sales } = readable(memo.load());
  const save = onlyChanges<DegradationMemo>(memo.save, { evidence, sales });
  const levels = emitter<readonly ChannelId[]>();

  const of = (channel: ChannelId): Evidence => evidence[channel] ?? NO_EVIDENCE;

  function store(changes: DegradationMemo['evidence']): void {
    const next = { ...evidence, ...changes };
    const changed = CHANNEL_IDS.filter((channel) => (next[channel] ?? NO_EVIDENCE).level !== of(channel).level);
    evidence = Object.fromEntries(Object.entries(next).filter(([, { score }]) => score > 0));
    save({ evidence, sales });
    if (changed.length > 0) levels.emit(changed);
  }

  const replace = (channels: readonly ChannelId[], by: (channel: ChannelId) => Evidence): void => {
    if (channels.includes('cardTime')) sales = NO_SALES;
    store(Object.fromEntries(channels.map((channel) => [channel, by(channel)])));
  };

  return {
    of,
    onLevels: levels.on,
    /** Returns the tests with a counted failure. A failure of a test in `skipped` does not count. */
    count(tries: PersonTries, skipped: readonly ChannelId[]): readonly ChannelId[] {
      const counted = tries
        .outcomes()
        .filter(([channel, outcome]) => outcome !== 'failed' || !skipped.includes(channel));
      const next = counted.map(([channel, outcome]) => {
        const { shares, closes }: Channel = CHANNELS[channel];
        return [channel, withOutcome(of(channel), outcome, { shares, mayWithdraw: closes !== null })] as const;
      });
      store(Object.fromEntries(next));
      return counted.flatMap(([channel, outcome]) => (outcome === 'failed' ? [channel] : []));
    },
    /** Whether a sale of this length is slow. The length then counts for later sales. */
    isSlow(ms: number): boolean {
      const slow = isSaleSlow(sales, ms);
      sales = withSale(sales, ms);
      return slow;
    },
    acquit: (channels: readonly ChannelId[]) => replace(channels, () => NO_EVIDENCE),
    /** A second release before anyone used the device changes nothing. */
    release: (channels: readonly ChannelId[]) =>
      replace(channels, (channel) => {
        const its = of(channel);
        const trial = onTrial(its, CHANNELS[channel].shares);
        return its.level === 'withdrawn' || its.score === trial.score ? trial : NO_EVIDENCE;
      }),
  };
}

/** Malformed entries are dropped: the kiosk then finds a fault again. */
function readable(memo: Partial<DegradationMemo> | undefined): DegradationMemo {
  const evidence = Object.entries(memo?.evidence ?? {}).filter(
    ([channel, its]) => channel in CHANNELS && Number.isFinite(its?.score) && LEVELS.includes(its?.level),
  );
  return { evidence: Object.fromEntries(evidence), sales: memo?.sales ?? NO_SALES };
}
