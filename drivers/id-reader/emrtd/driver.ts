import type { Clock } from '../../clock.ts';
import type { DeviceState } from '../../device-status.ts';
import { emitter } from '../../emitter.ts';
import { err, type Result } from '../../result.ts';
import type { CardReader } from '../apdu/card-reader.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import type { ChipDoubt, ChipNews, IdReader, ReaderEvent, ReaderStatus, ReaderTrouble } from '../contract.ts';
import type { RandomBytes } from './agreement.ts';
import { passwordOf, withWrittenName } from './identity.ts';
import type { AccessPassword } from './kdf.ts';
import { type ChipReading, readChip } from './read-chip.ts';
import type { ChipTrouble, ChipTroubleCode } from './trouble.ts';
import type { TrustStore } from './trust-store.ts';

export interface ChipReaderOptions {
  /** Where chips come. */
  readonly cards: CardReader;
  /** Where zones come, which open chips. Closed together with this reader. */
  readonly zones: IdReader;
  readonly clock: Clock;
  /** Asked at each read, so that a new master list counts without a restart. */
  readonly trust: () => TrustStore;
  readonly random: RandomBytes;
  readonly today: () => Date;
  /** Whether faces are read and handed on. */
  readonly face: boolean;
  readonly finAlphabet?: string;
  readonly timings?: Partial<ChipReaderTimings>;
}

/** All in milliseconds. */
export interface ChipReaderTimings {
  /** How long after its zone the chip of a card may come before the card counts as one without a chip. */
  readonly chipWait: number;
  /** One chip in all. 20 kB over 106 kbit/s take 2 s; a chip that computes slowly in short APDUs has been seen at 20 s. */
  readonly wholeRead: number;
}

export const CHIP_READER_TIMINGS: ChipReaderTimings = { chipWait: 3_000, wholeRead: 45_000 };

/** Reads chips with the zone as the key, or with a card access number that somebody typed. */
export interface ChipReader extends IdReader {
  /** Opens the chip that lies there, or the next one, with this instead of a zone. */
  unlock(password: AccessPassword): void;
  onChipNews(listener: (news: ChipNews) => void): () => void;
}

type Reading = Extract<ReaderEvent, { type: 'document.read' }>['result'];

/** A key that waits for its chip. `zone`: what to report if there is no chip to it. */
interface WaitingKey {
  readonly password: AccessPassword;
  readonly zone: Reading | undefined;
  readonly timer: unknown;
}

/**
 * Zone reader and chip reader as one. The zone comes first or the chip lies there first; either way the chip is read with
 * the key of that zone, and the document is reported once, with assurance `chip`. A card whose chip does not come within
 * `chipWait`, or has no application of ICAO 9303, is reported with assurance `zone`. A chip that is there and fails is
 * never reported as a mere zone: that would let a forger choose the weaker check.
 *
 * A key is kept until its chip was tried, its time is over, or the card goes; nothing of a document is kept after that.
 */
export function createChipReader(options: ChipReaderOptions): ChipReader {
  const { cards, zones, clock } = options;
  const timings = { ...CHIP_READER_TIMINGS, ...options.timings };
  const events = emitter<ReaderEvent>();
  const news = emitter<ChipNews>();
  const statuses = emitter<ReaderStatus>();
  let channel: ApduChannel | undefined;
  let key: WaitingKey | undefined;
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  let status = joinedStatus();

  function joinedStatus(): ReaderStatus {
    const device: DeviceState = worse(zones.status().device, cards.status().device);
    return { device, media: cards.status().media };
  }

  function refreshStatus(): void {
    const next = joinedStatus();
    if (next.device === status.device && next.media === status.media) return;
    status = next;
    statuses.emit(status);
  }

  function forgetKey(): void {
    if (key) clock.clearTimeout(key.timer);
    key = undefined;
  }

  function offer(password: AccessPassword, zone: Reading | undefined): void {
    forgetKey();
    const timer = clock.setTimeout(() => {
      key = undefined;
      if (zone) events.emit({ type: 'document.read', result: zone });
    }, timings.chipWait);
    key = { password, zone, timer };
    start();
  }

  /** As soon as there is a chip and a key to it, and no other read is under way. */
  function start(): void {
    if (!channel || !key || running) return;
    const { password, zone } = key;
    forgetKey();
    const stop = new AbortController();
    const ended = read(channel, password, zone, stop).finally(() => {
      running = undefined;
      start();
    });
    running = { stop, ended };
  }

  async function read(
    card: ApduChannel,
    password: AccessPassword,
    zone: Reading | undefined,
    stop: AbortController,
  ): Promise<void> {
    if (!zone) events.emit({ type: 'document.inserted' });
    let tooSlow = false;
    const limit = clock.setTimeout(() => {
      tooSlow = true;
      stop.abort();
    }, timings.wholeRead);
    try {
      const lying = listenedTo(card);
      const outcome = await persistently(lying.channel, password, stop.signal);
      if (stop.signal.aborted && !tooSlow) return;
      // That card had left before its reader noticed: the key is that of the next one.
      if (!outcome.ok && outcome.error.kind === 'removed' && !lying.answered()) offer(password, zone);
      else report(tooSlow ? err({ code: 'RDR-205', kind: 'too-slow' }) : outcome, zone);
    } finally {
      clock.clearTimeout(limit);
    }
  }

  /** A second time in the cautious way, where the first failed by something that cards are known to stumble over. */
  async function persistently(
    card: ApduChannel,
    password: AccessPassword,
    signal: AbortSignal,
  ): Promise<Result<ChipReading, ChipTrouble>> {
    const first = await once(card, password, signal, false);
    return first.ok || !STUMBLES.has(first.error.code) ? first : once(card, password, signal, true);
  }

  function once(card: ApduChannel, password: AccessPassword, signal: AbortSignal, cautious: boolean) {
    news.emit({ type: 'chip.progress', fraction: 0 });
    return readChip(
      card,
      {
        password,
        trust: options.trust(),
        random: options.random,
        today: options.today(),
        face: options.face,
        cautious,
        onProgress: (fraction) => news.emit({ type: 'chip.progress', fraction }),
        ...(options.finAlphabet === undefined ? {} : { finAlphabet: options.finAlphabet }),
      },
      signal,
    );
  }

  function report(outcome: Result<ChipReading, ChipTrouble>, zone: Reading | undefined): void {
    if (outcome.ok) {
      const { document: zoneOnly, face, personal } = outcome.value;
      const document = withWrittenName(zoneOnly, personal?.fullName);
      if (face) news.emit({ type: 'chip.face', face });
      events.emit({ type: 'document.read', result: { ok: true, value: { document, assurance: 'chip' } } });
    } else if (outcome.error.kind === 'no-application' && zone) {
      events.emit({ type: 'document.read', result: zone });
    } else {
      events.emit({ type: 'document.read', result: err(readerTrouble(outcome.error)) });
    }
  }

  zones.onEvent((event) => {
    if (event.type !== 'document.read' || !event.result.ok) return events.emit(event);
    offer(passwordOf(event.result.value.document), event.result);
  });
  cards.onCard((event) => {
    const lying = event.type === 'card.inserted' ? event.channel : undefined;
    channel = lying;
    lying?.onGone(() => {
      if (channel === lying) channel = undefined;
    });
    start();
  });
  zones.onStatus(refreshStatus);
  cards.onStatus(refreshStatus);

  return {
    status: () => status,
    onStatus: statuses.on,
    onEvent: events.on,
    onChipNews: news.on,
    unlock: (password) => offer(password, undefined),
    async close() {
      forgetKey();
      channel = undefined;
      running?.stop.abort();
      await running?.ended;
      await Promise.all([cards.close(), zones.close()]);
      events.clear();
      news.clear();
      statuses.clear();
    },
  };
}

/** The same channel, and whether anything was ever heard through it. */
function listenedTo(card: ApduChannel): { readonly channel: ApduChannel; answered(): boolean } {
  let heard = false;
  return {
    answered: () => heard,
    channel: {
      maxCommandBytes: card.maxCommandBytes,
      maxResponseBytes: card.maxResponseBytes,
      onGone: card.onGone,
      async transmit(command, signal) {
        const answer = await card.transmit(command, signal);
        heard ||= answer.ok;
        return answer;
      },
    },
  };
}

/** Troubles that short APDUs and selecting each file are known to cure. */
const STUMBLES: ReadonlySet<ChipTroubleCode> = new Set(['RDR-211', 'RDR-217', 'RDR-219', 'RDR-220']);

function readerTrouble({ code }: ChipTrouble): ReaderTrouble {
  if (code === 'RDR-201') return { code: 'RDR-103', kind: 'removed-early' };
  if (isDoubt(code)) return { code: 'RDR-107', kind: 'unconfirmed', cause: code };
  return { code: 'RDR-101', kind: 'unreadable', cause: code };
}

const isDoubt = (code: ChipTroubleCode): code is ChipDoubt => code.startsWith('RDR-24');

/** From what works to what does not. */
const ORDER: readonly DeviceState[] = ['online', 'starting', 'offline', 'noDevice', 'hardwareError'];

const worse = (one: DeviceState, other: DeviceState): DeviceState =>
  ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
