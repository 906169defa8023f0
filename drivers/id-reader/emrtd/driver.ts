import { type Clock, createTimer, type Timer } from '../../clock.ts';
import type { DeviceState } from '../../device-status.ts';
import { createChangeFilter, emitter } from '../../emitter.ts';
import { err, ok, type Result } from '../../result.ts';
import type { CardReader } from '../apdu/card-reader.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import type { ChipDoubt, ChipNews, IdReader, ReaderEvent, ReaderStatus, ReaderTrouble } from '../contract.ts';
import type { ZoneSettings } from '../mrz/codec.ts';
import type { RandomBytes } from './agreement.ts';
import { addWrittenName, passwordOf } from './identity.ts';
import type { AccessPassword } from './kdf.ts';
import { type ChipReading, readChip } from './read-chip.ts';
import type { ChipTrouble, ChipTroubleCode } from './trouble.ts';
import type { TrustStore } from './trust-store.ts';

/** Options of `createChipReader`. */
export interface ChipReaderOptions extends ZoneSettings {
  readonly cards: CardReader;
  /** Zones open chips. Closed with the chip reader. */
  readonly zones: IdReader;
  readonly clock: Clock;
  /** A new master list needs no restart. */
  readonly trust: () => TrustStore;
  readonly random: RandomBytes;
  readonly today: () => Date;
}

/** Milliseconds. */
export const CHIP_READER_TIMINGS = {
  /** After its zone; later the card counts as chipless. */
  chipWait: 3_000,
  /** 20 kB over 106 kbit/s take 2 s; a slow chip with short APDUs took 20 s. */
  wholeRead: 45_000,
} as const;

/** The key is the zone, or a typed card access number. */
export interface ChipReader extends IdReader {
  /** Opens the present chip, or one that comes within `chipWait`, without a zone. */
  unlock(password: AccessPassword): void;
  onChipNews(listener: (news: ChipNews) => void): () => void;
}

/**
 * Joins a zone reader and a chip reader. Zone and chip may come in any order. The chip is opened with the zone, and the document is
 * reported once, with assurance `chip`. If no chip comes within `chipWait`, or the chip has no application of ICAO 9303, the assurance is
 * `zone`. A chip that fails is never reported as a zone: a forger could choose the weaker check.
 *
 * A key is kept until its chip was tried, or its time is over. Nothing of a document is kept after that.
 */
export function createChipReader(options: ChipReaderOptions): ChipReader {
  const { cards, zones } = options;
  const reads = new ChipReads(options);
  const statuses = emitter<ReaderStatus>();
  const status = (): ReaderStatus => {
    const { device, media } = cards.status();
    return { device: worse(zones.status().device, device), media };
  };
  const report = createChangeFilter(statuses.emit, status());

  zones.onEvent((event) => {
    if (event.type !== 'document.read' || !event.result.ok) return reads.events.emit(event);
    reads.offer({ password: passwordOf(event.result.value.document), zone: event.result });
  });
  cards.onCard((event) => reads.cardIs(event.type === 'card.inserted' ? event.channel : undefined));
  zones.onStatus(() => report(status()));
  cards.onStatus(() => report(status()));

  return {
    status,
    onStatus: statuses.on,
    onEvent: reads.events.on,
    onChipNews: reads.news.on,
    unlock: (password) => reads.offer({ password, zone: undefined }),
    async close() {
      await reads.stop();
      await Promise.all([cards.close(), zones.close()]);
      reads.events.clear();
      reads.news.clear();
      statuses.clear();
    },
  };
}

type Reading = Extract<ReaderEvent, { type: 'document.read' }>['result'];

/** `zone`: reported if no chip comes; `undefined` for a typed number. */
interface Key {
  readonly password: AccessPassword;
  readonly zone: Reading | undefined;
}

class ChipReads {
  readonly events = emitter<ReaderEvent>();
  readonly news = emitter<ChipNews>();
  readonly #options: ChipReaderOptions;
  readonly #chipWait: Timer;
  #channel: ApduChannel | undefined;
  #key: Key | undefined;
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;

  constructor(options: ChipReaderOptions) {
    this.#options = options;
    this.#chipWait = createTimer(options.clock, () => {
      const { zone } = this.#key ?? {};
      this.#key = undefined;
      if (zone) this.events.emit({ type: 'document.read', result: zone });
    });
  }

  offer(key: Key): void {
    this.#key = key;
    this.#chipWait.start(CHIP_READER_TIMINGS.chipWait);
    this.#start();
  }

  cardIs(channel: ApduChannel | undefined): void {
    this.#channel = channel;
    channel?.onGone(() => {
      if (this.#channel === channel) this.#channel = undefined;
    });
    this.#start();
  }

  async stop(): Promise<void> {
    this.#forgetKey();
    this.#channel = undefined;
    this.#running?.stop.abort();
    await this.#running?.ended;
  }

  #forgetKey(): void {
    this.#chipWait.stop();
    this.#key = undefined;
  }

  #start(): void {
    if (!this.#channel || !this.#key || this.#running) return;
    const key = this.#key;
    this.#forgetKey();
    const stop = new AbortController();
    const ended = this.#read(this.#channel, key, stop).finally(() => {
      this.#running = undefined;
      this.#start();
    });
    this.#running = { stop, ended };
  }

  async #read(card: ApduChannel, key: Key, stop: AbortController): Promise<void> {
    const { clock } = this.#options;
    if (!key.zone) this.events.emit({ type: 'document.inserted' });
    let tooSlow = false;
    const limit = clock.setTimeout(() => {
      tooSlow = true;
      stop.abort();
    }, CHIP_READER_TIMINGS.wholeRead);
    try {
      const presentCard = listenedTo(card);
      const outcome = await this.#readWithRetry(presentCard.channel, key.password, stop.signal);
      if (stop.signal.aborted && !tooSlow) return;
      // The key belongs to the next card.
      if (!outcome.ok && outcome.error.kind === 'removed' && !presentCard.answered()) this.offer(key);
      else this.#report(tooSlow ? err({ code: 'RDR-205', kind: 'too-slow' }) : outcome, key.zone);
    } finally {
      clock.clearTimeout(limit);
    }
  }

  async #readWithRetry(card: ApduChannel, password: AccessPassword, signal: AbortSignal): Promise<Outcome> {
    const first = await this.#readOnce(card, password, signal, false);
    return first.ok || !CURED_BY_CAUTION.has(first.error.code) ? first : this.#readOnce(card, password, signal, true);
  }

  #readOnce(card: ApduChannel, password: AccessPassword, signal: AbortSignal, cautious: boolean): Promise<Outcome> {
    const { trust, today } = this.#options;
    const onProgress = (fraction: number) => this.news.emit({ type: 'chip.progress', fraction });
    onProgress(0);
    const options = { ...this.#options, password, trust: trust(), today: today(), cautious, onProgress };
    return readChip(card, options, signal);
  }

  #report(outcome: Outcome, zone: Reading | undefined): void {
    this.events.emit({ type: 'document.read', result: resultOf(outcome, zone) });
  }
}

type Outcome = Result<ChipReading, ChipTrouble>;

function resultOf(outcome: Outcome, zone: Reading | undefined): Reading {
  if (outcome.ok) {
    const { document, personal } = outcome.value;
    return ok({ document: addWrittenName(document, personal?.fullName), assurance: 'chip' });
  }
  return outcome.error.kind === 'no-application' && zone ? zone : err(readerTrouble(outcome.error));
}

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

/** Curable by short APDUs and SELECT for each file. */
const CURED_BY_CAUTION: ReadonlySet<ChipTroubleCode> = new Set(['RDR-211', 'RDR-217', 'RDR-219', 'RDR-220']);

function readerTrouble({ code }: ChipTrouble): ReaderTrouble {
  if (code === 'RDR-201') return { code: 'RDR-103', kind: 'removed-early' };
  if (isDoubt(code)) return { code: 'RDR-107', kind: 'unconfirmed', cause: code };
  return { code: 'RDR-101', kind: 'unreadable', cause: code };
}

const isDoubt = (code: ChipTroubleCode): code is ChipDoubt => code.startsWith('RDR-24');

/** Best to worst. */
const ORDER: readonly DeviceState[] = ['online', 'starting', 'offline', 'noDevice', 'hardwareError'];

const worse = (one: DeviceState, other: DeviceState): DeviceState =>
  ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
