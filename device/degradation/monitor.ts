import type { Clock } from '../../drivers/clock.ts';
import type { DeviceKind, ProfileKind } from '../../drivers/device-kinds.ts';
import { emitter, onlyChanges } from '../../drivers/emitter.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { CHANNEL_IDS, CHANNELS, type Channel, type ChannelId, type DegradationCode } from './channels.ts';
import { type DegradationLevel, type Evidence, NO_EVIDENCE, onTrial, withOutcome } from './evidence.ts';
import { countTries, type PersonTries, type Try } from './person.ts';
import { isSaleSlow, NO_SALES, type SaleTimes, withSale } from './sale-times.ts';

/** What is remembered over a restart. */
export interface DegradationMemo {
  readonly evidence: Readonly<Partial<Record<ChannelId, Evidence>>>;
  readonly sales: SaleTimes;
}

export interface DegradationChange extends Evidence {
  readonly kind: DeviceKind;
  readonly code: TroubleCode | DegradationCode;
}

/** A device that fails for people, for staff. */
export interface Degraded {
  readonly code: TroubleCode | DegradationCode;
  readonly level: Exclude<DegradationLevel, 'usual'>;
}

export type DegradedDevices = Readonly<Partial<Record<DeviceKind, Degraded>>>;

/** Trouble code of each device that is withdrawn from citizens. */
export type WithdrawnDevices = Readonly<Partial<Record<ProfileKind, TroubleCode>>>;

interface MonitorOptions {
  readonly memo: { load(): DegradationMemo | undefined; save(value: DegradationMemo): void };
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Milliseconds between two visits that may be of one person. If both fail at a device, the second does not count, but a third does. Why
 * 30 s: a person who starts again does so at once; chosen, not measured.
 */
export const SAME_PERSON_MS = 30_000;

/**
 * Notices devices that fail quietly, by a sequential test over people (docs/decisions/0059). Counts each person once, when the person has
 * left: a level never changes during a visit. Also durable then. Reports between visits count one by one.
 */
export function createDegradationMonitor({ memo, clock }: MonitorOptions) {
  const changes = emitter<void>();
  const news = emitter<DegradationChange>();
  let { evidence, sales } = readable(memo.load());
  let person: PersonTries | null = null;
  /** Devices that failed for the person before, and when that person left. */
  let last: { readonly at: number; readonly failed: readonly ChannelId[] } = { at: 0, failed: [] };
  /** Devices that failed for the person before, who may have come back. */
  let again: readonly ChannelId[] = [];
  /** What staff did during a visit, to be done after it. */
  let waiting: (() => void)[] = [];

  const of = (channel: ChannelId): Evidence => evidence[channel] ?? NO_EVIDENCE;

  const saveChanges = onlyChanges<DegradationMemo>(memo.save, { evidence, sales });

  function store(next: DegradationMemo['evidence']): void {
    const changed = CHANNEL_IDS.filter((channel) => (next[channel] ?? NO_EVIDENCE).level !== of(channel).level);
    evidence = Object.fromEntries(Object.entries(next).filter(([, { score }]) => score > 0));
    saveChanges({ evidence, sales });
    for (const channel of changed) {
      const { kind, code } = CHANNELS[channel];
      news.emit({ kind, code, ...of(channel) });
    }
    if (changed.length > 0) changes.emit();
  }

  /** Returns the devices whose failure was counted. A failure of a device in `skipped` does not count. */
  function count(tries: PersonTries, skipped: readonly ChannelId[]): readonly ChannelId[] {
    const counted = tries.outcomes().filter(([channel, outcome]) => outcome !== 'failed' || !skipped.includes(channel));
    const next = counted.map(([channel, outcome]) => {
      const { shares, closes }: Channel = CHANNELS[channel];
      return [channel, withOutcome(of(channel), outcome, { shares, mayWithdraw: closes !== null })] as const;
    });
    if (next.length > 0) store({ ...evidence, ...Object.fromEntries(next) });
    return counted.flatMap(([channel, outcome]) => (outcome === 'failed' ? [channel] : []));
  }

  function note(channel: ChannelId, ended: Try): void {
    if (person) return person.add(channel, ended);
    const alone = countTries();
    alone.add(channel, ended);
    count(alone, []);
  }

  function between(act: () => void): void {
    if (person) waiting.push(act);
    else act();
  }

  const channelsOf = (kind: DeviceKind) => CHANNEL_IDS.filter((channel) => CHANNELS[channel].kind === kind);

  function reset(kind: DeviceKind, to: (channel: ChannelId) => Evidence): void {
    const mine = channelsOf(kind).filter((channel) => evidence[channel]);
    if (kind === 'terminal') sales = NO_SALES;
    if (mine.length > 0) store({ ...evidence, ...Object.fromEntries(mine.map((channel) => [channel, to(channel)])) });
  }

  return {
    personBegan(): void {
      again = clock.now() - last.at < SAME_PERSON_MS ? last.failed : [];
      person = countTries();
    },
    personLeft(): void {
      if (!person) return;
      const left = person;
      person = null;
      last = { failed: count(left, again), at: clock.now() };
      const acts = waiting;
      waiting = [];
      for (const act of acts) act();
    },
    /** One try at a device. A try between two visits counts at once. */
    note,
    /** An approved sale: milliseconds that the terminal needed, without the time of people and office. */
    noteSale(ms: number): void {
      note('cardTime', isSaleSlow(sales, ms) ? 'failed' : 'good');
      sales = withSale(sales, ms);
    },
    /** A test of staff was passed: all evidence against the device is void. */
    passed: (kind: DeviceKind) => between(() => reset(kind, () => NO_EVIDENCE)),
    /** Staff cleaned the device and did not test it. If it was withdrawn, the next person for whom it fails withdraws it again. */
    cleaned: (kind: DeviceKind) =>
      between(() =>
        reset(kind, (channel) =>
          of(channel).level === 'withdrawn' ? onTrial(of(channel), CHANNELS[channel].shares) : NO_EVIDENCE,
        ),
      ),
    withdrawn: (): WithdrawnDevices =>
      Object.fromEntries(
        CHANNEL_IDS.flatMap((channel) => {
          const { closes, code }: Channel = CHANNELS[channel];
          const isClosed = closes !== null && closes !== 'chip' && of(channel).level === 'withdrawn';
          return isClosed ? [[closes, code] as const] : [];
        }),
      ),
    readsChips: (): boolean => of('chip').level !== 'withdrawn',
    /** Worst test of each device. */
    degraded: (): DegradedDevices =>
      Object.fromEntries(
        CHANNEL_IDS.flatMap((channel) => {
          const { level } = of(channel);
          const { kind, code } = CHANNELS[channel];
          return level === 'usual' ? [] : [[kind, { level, code }] as const];
        }).sort(([, one], [, other]) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level)),
      ),
    onChange: changes.on,
    onNews: news.on,
  };
}

export type DegradationMonitor = ReturnType<typeof createDegradationMonitor>;

/** The worst comes last, so it stays. */
const ORDER: readonly DegradationLevel[] = ['usual', 'degraded', 'withdrawn'];

/** A memo that is missing or of another shape begins anew: a fault is then found again. */
function readable(memo: Partial<DegradationMemo> | undefined): DegradationMemo {
  const evidence = Object.entries(memo?.evidence ?? {}).filter(
    ([channel, its]) => channel in CHANNELS && Number.isFinite(its?.score) && ORDER.includes(its?.level),
  );
  return { evidence: Object.fromEntries(evidence), sales: memo?.sales ?? NO_SALES };
}
