import { emitter } from '../../emitter.ts';
import { createTaskQueue } from '../../in-turn.ts';
import { err, type Result } from '../../result.ts';
import { type ApduChannel, type ChannelTrouble, MAX_ANSWER_BYTES, MAX_APDU_COMMAND_BYTES } from '../apdu/channel.ts';
import {
  CARD_REMOVED,
  type CardOnReader,
  type CardPresence,
  checkCardPresence,
  exchangeApdu,
} from './card-exchange.ts';
import type { Pn532Session } from './session.ts';

export interface Pn532Channel extends ApduChannel {
  readonly busy: boolean;
  readonly ended: AbortSignal;
  /** An absent card ends the channel first: no waiting APDU may reach another card. */
  isThere(): Promise<CardPresence>;
  end(): void;
}

export interface Pn532ChannelOptions {
  readonly session: Pn532Session;
  readonly target: number;
  readonly onReaderSilent: () => void;
}

/**
 * Creates a channel to one activated card. Any trouble ends the channel, because the state of the dialogue is then unknown. A card that is
 * still there is reported again, freshly activated.
 */
export function createPn532Channel({ session, target, onReaderSilent }: Pn532ChannelOptions): Pn532Channel {
  const gone = emitter<void>();
  const ended = new AbortController();
  const card: CardOnReader = { session, target, ended: ended.signal, onReaderSilent };
  // An APDU may take several exchanges.
  const turn = createTaskQueue();
  let waiting = 0;
  /** Result of calls after the end. */
  let over: ChannelTrouble = CARD_REMOVED;

  function end(): void {
    if (ended.signal.aborted) return;
    ended.abort();
    gone.emit();
    gone.clear();
  }

  function queued<T>(task: () => Promise<T>): Promise<T> {
    waiting += 1;
    return turn(task).finally(() => {
      waiting -= 1;
    });
  }

  async function transmit(command: Uint8Array, signal: AbortSignal): Promise<Result<Uint8Array, ChannelTrouble>> {
    if (ended.signal.aborted) return err(over);
    const answered = await exchangeApdu(card, command, MAX_ANSWER_BYTES, signal);
    if (!answered.ok) {
      if (!ended.signal.aborted) over = answered.error;
      end();
    }
    return answered;
  }

  return {
    maxCommandBytes: MAX_APDU_COMMAND_BYTES,
    maxResponseBytes: MAX_ANSWER_BYTES,
    transmit(command, signal) {
      if (command.length > MAX_APDU_COMMAND_BYTES) throw new RangeError(`no APDU has ${command.length} bytes`);
      return queued(() => transmit(command, signal));
    },
    onGone: gone.on,
    get busy() {
      return waiting > 0;
    },
    ended: ended.signal,
    isThere: () =>
      queued(async () => {
        const presence = await checkCardPresence(card);
        if (presence === 'no') end();
        return presence;
      }),
    end,
  };
}
