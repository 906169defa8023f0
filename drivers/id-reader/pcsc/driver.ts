import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link } from '../../link/link.ts';
import { type Connection, type SupervisorTimings, supervise } from '../../supervision/supervisor.ts';
import type { CardEvent, CardReader, CardReaderStatus } from '../apdu/card-reader.ts';
import {
  eventCount,
  messageOf,
  type PcscCard,
  PROTOCOL_T1,
  RESET_CARD,
  SHARE,
  STATE_MUTE,
  STATE_PRESENT,
  STATE_UNAVAILABLE,
  STATE_UNAWARE,
  STATE_UNKNOWN,
} from './binding.ts';
import { createPcscChannel, letGo, type PcscChannel } from './channel.ts';
import { type ContextLink, createContextLink } from './context-link.ts';
import { channelTrouble } from './troubles.ts';

export interface PcscReaderOptions {
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the spread of retries. */
  readonly random: () => number;
  /** The beginning of the reader's name as the service lists it (`pcsc_scan`); the first reader where it is not given. */
  readonly reader?: string;
  /** `exclusive` unless told: nobody else talks with a citizen's document. */
  readonly sharing?: keyof typeof SHARE;
  readonly timings?: Partial<SupervisorTimings>;
}

interface PcscConnection extends Connection {
  watch(): void;
}

/** As often as the service itself looks into a reader [pcsc-lite, PCSCLITE_STATUS_POLL_RATE]. */
const CONNECT_AGAIN_MS = 400;
const SHARING_VIOLATION = 'Sharing violation';

/**
 * A reader behind the system's PC/SC service (pcscd), through the optional package `smartcard`. Sessions with the service are made anew
 * on every reconnect: after a restart of the service, or when the reader is plugged in again, the old ones never work again.
 *
 * Cards come and go as events of the service. One thread of Node's pool waits for them for as long as the reader is online.
 */
export function createPcscReader(options: PcscReaderOptions): CardReader {
  const cards = emitter<CardEvent>();
  const statuses = emitter<CardReaderStatus>();
  let media: CardReaderStatus['media'] = 'unknown';
  let link: ContextLink | undefined;

  const supervisor = supervise<PcscConnection>({
    clock: options.clock,
    random: options.random,
    ...(options.timings && { timings: options.timings }),
    link(): Link {
      link = createContextLink(options.reader, options.clock);
      return link;
    },
    async connect() {
      return link && createConnection(link, options, onCard);
    },
  });

  const status = (): CardReaderStatus => ({ device: supervisor.state(), media });
  supervisor.onState((state) => {
    media = state === 'online' ? 'notPresent' : 'unknown';
    statuses.emit(status());
    if (state === 'online') supervisor.connection()?.watch();
  });

  function onCard(event: CardEvent): void {
    const next = event.type === 'card.removed' ? 'notPresent' : 'present';
    if (media !== next && supervisor.state() === 'online') {
      media = next;
      statuses.emit(status());
    }
    cards.emit(event);
  }

  return {
    status,
    onStatus: statuses.on,
    onCard: cards.on,
    async close() {
      await supervisor.close();
      cards.clear();
      statuses.clear();
    },
  };
}

function createConnection(
  link: ContextLink,
  { clock, sharing = 'exclusive' }: PcscReaderOptions,
  emit: (event: CardEvent) => void,
): PcscConnection {
  const reader = link.reader();
  /** What the service last said of the reader. */
  let state = STATE_UNAWARE;
  /** What was last done about it: the card of which insertion is held, or was refused and why. */
  let handled: { readonly count: number; readonly card: PcscChannel | string } | undefined;
  /** The insertion that was seen happening and not touched since: its card needs no reset. */
  let untouched: number | undefined;
  let connecting = false;
  let closed = false;

  const isPresent = () => (state & STATE_PRESENT) !== 0;

  async function watch(): Promise<void> {
    while (!closed) {
      try {
        const next = await link.nextState(state);
        if (closed || next === null) return;
        const came = state !== STATE_UNAWARE && !isPresent() && (next & STATE_PRESENT) !== 0;
        if (came) untouched = eventCount(next);
        state = next;
      } catch (cause) {
        if (!closed) link.fail(messageOf(cause));
        return;
      }
      if ((state & (STATE_UNKNOWN | STATE_UNAVAILABLE)) !== 0) {
        link.fail(`${reader.name} is gone`);
        return;
      }
      await look();
    }
  }

  /** Brings what is held in line with what is there. */
  async function look(): Promise<void> {
    if (handled && (!isPresent() || handled.count !== eventCount(state))) drop();
    // Another program may let go of a card without it being moved.
    const mayConnect = handled === undefined || handled.card === SHARING_VIOLATION;
    if (!isPresent() || !mayConnect || connecting || closed) return;
    const count = eventCount(state);
    connecting = true;
    const card = (state & STATE_MUTE) === 0 ? await connected() : 'it does not answer a reset';
    connecting = false;
    if (closed || count !== eventCount(state)) {
      if (typeof card !== 'string') letGo(card);
      await look();
    } else if (typeof card !== 'string') hold(card, count);
    else if (channelTrouble(card).kind !== 'removed') refuse(card, count);
    // The service has not noticed yet that this card is gone. Where another one has come by then, it never will.
    else void pause(clock, CONNECT_AGAIN_MS).then(look);
  }

  function refuse(why: string, count: number): void {
    const isNew = handled === undefined;
    handled = { count, card: why };
    if (isNew) emit({ type: 'card.refused', why });
  }

  async function connected(): Promise<PcscCard | string> {
    let card: PcscCard | undefined;
    try {
      card = await reader.connect(SHARE[sharing], PROTOCOL_T1);
      const needsReset = untouched !== eventCount(state);
      untouched = undefined;
      // Whoever talked with it before may have left it in the middle of something.
      if (needsReset) await card.reconnect(SHARE[sharing], PROTOCOL_T1, RESET_CARD);
      return card;
    } catch (cause) {
      // A reader whose card is held is not looked into for another one.
      if (card) letGo(card);
      return messageOf(cause);
    }
  }

  function hold(card: PcscCard, count: number): void {
    const channel = createPcscChannel(card, clock);
    handled = { count, card: channel };
    link.holdUntil(channel.released);
    channel.onEnd(() => {
      if (handled?.card !== channel) return;
      handled = undefined;
      emit({ type: 'card.removed' });
      // A card that is still there is connected again, reset.
      void channel.released.then(look);
    });
    emit({ type: 'card.inserted', channel });
  }

  function drop(): void {
    const card = handled?.card;
    if (typeof card === 'object') card.removed();
    else {
      handled = undefined;
      emit({ type: 'card.removed' });
    }
  }

  return {
    watch: () => void watch(),
    // The wait for a change ends by itself when the service or the reader is gone.
    heartbeat: async () => !closed,
    close() {
      closed = true;
      if (typeof handled?.card === 'object') handled.card.close();
    },
  };
}
