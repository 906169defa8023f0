import { concat } from '../../bytes.ts';
import { emitter } from '../../emitter.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ApduChannel, ChannelTrouble } from '../apdu/channel.ts';
import { type AirCost, airCost } from './air.ts';
import { MAX_PIECE_BYTES } from './codec.ts';
import type { Pn532Session, Pn532Trouble } from './session.ts';
import { describeError, READER_ERRORS } from './troubles.ts';

/** What was sent and received for one card. Air is calculated (`airCost`), the UART is counted. */
export interface ChannelCounters {
  readonly apdus: number;
  /** Of the APDUs themselves, both ways. */
  readonly apduBytes: number;
  readonly uartBytes: number;
  readonly airBytes: number;
  readonly airBlocks: number;
}

export interface Pn532Channel extends ApduChannel {
  counters(): ChannelCounters;
  readonly busy: boolean;
  /** Aborted when the channel has ended. */
  readonly ended: AbortSignal;
  /** Asks the card for a sign of life, after what is under way. `unknown`: the reader did not say. */
  isThere(): Promise<'yes' | 'no' | 'unknown'>;
  end(): void;
}

export interface ChannelOptions {
  readonly session: Pn532Session;
  /** The chip's number of the card. */
  readonly target: number;
  /** See `cardFrameBytes`. */
  readonly cardFrameBytes: number;
  /** The reader itself did not answer. */
  readonly onReaderSilent: () => void;
}

/** An extended APDU and its answer [ISO 7816-4 §5.1]: header, lengths, 65,535 bytes; and 65,536 bytes with a status word. */
const MAX_COMMAND_BYTES = 4 + 3 + 0xffff + 2;
const MAX_ANSWER_BYTES = 0x10000 + 2;
/**
 * The card asks for more time by itself (S(WTX)) and the chip grants it without telling: a PACE step takes seconds on old
 * chips. A card that asks for ever ends here.
 */
const EXCHANGE_MS = 15_000;
/** One R(NAK) and its repeats. */
const PRESENCE_MS = 1_000;
/** One lost block is no card taken away. */
const PRESENCE_TRIES = 2;
/** Diagnose: attention request, or presence of an ISO 14443-4 card [UM0701-02 §7.2.1]. */
const PRESENCE_TEST = 6;

const REMOVED: ChannelTrouble = { code: 'RDR-201', kind: 'removed' };

/**
 * APDUs to one activated card. After any trouble the channel has ended: what the card knows of the dialogue is uncertain then, and a
 * card that is still there comes again, freshly activated.
 */
export function createPn532Channel({ session, target, cardFrameBytes, onReaderSilent }: ChannelOptions): Pn532Channel {
  const gone = emitter<void>();
  const ended = new AbortController();
  let counters: ChannelCounters = { apdus: 0, apduBytes: 0, uartBytes: 0, airBytes: 0, airBlocks: 0 };
  let waiting = 0;
  let lane: Promise<unknown> = Promise.resolve();
  /** What every further call says. */
  let over: ChannelTrouble = REMOVED;

  function end(): void {
    if (ended.signal.aborted) return;
    ended.abort();
    gone.emit();
    gone.clear();
  }

  /** An APDU may take several exchanges; nothing may come between them. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    waiting += 1;
    const turn = lane.then(task).finally(() => {
      waiting -= 1;
    });
    lane = turn;
    return turn;
  }

  async function exchange(data: Uint8Array, more: boolean, signal: AbortSignal) {
    const answered = await session.ask<'in-data-exchange'>(
      { kind: 'in-data-exchange', fields: { target, more, data } },
      { answerMs: EXCHANGE_MS, repeatable: false, signal },
    );
    if (!answered.ok) return err(readerTrouble(answered.error));
    const { status } = answered.value;
    return status.error === 0 ? answered : err(await cardTrouble(status.error));
  }

  function readerTrouble(trouble: Pn532Trouble): ChannelTrouble {
    if (trouble.kind === 'cancelled') return { code: 'RDR-204', kind: 'aborted' };
    if (trouble.kind === 'silence') onReaderSilent();
    return { code: 'RDR-203', kind: 'reader-failed', detail: trouble.kind === 'nonsense' ? trouble.why : trouble.kind };
  }

  async function cardTrouble(error: number): Promise<ChannelTrouble> {
    if (READER_ERRORS.has(error)) return { code: 'RDR-203', kind: 'reader-failed', detail: describeError(error) };
    return (await presence()) === 'no' ? REMOVED : { code: 'RDR-202', kind: 'silent' };
  }

  async function presence(): Promise<'yes' | 'no' | 'unknown'> {
    for (let tries = 0; tries < PRESENCE_TRIES; tries += 1) {
      const answered = await session.ask<'diagnose'>(
        { kind: 'diagnose', fields: { test: PRESENCE_TEST, parameters: new Uint8Array() } },
        { answerMs: PRESENCE_MS, repeatable: true, signal: ended.signal },
      );
      if (!answered.ok) {
        if (answered.error.kind === 'silence') onReaderSilent();
        return 'unknown';
      }
      if (answered.value.result[0] === 0) return 'yes';
    }
    return 'no';
  }

  async function roundTrip(command: Uint8Array, signal: AbortSignal): Promise<Result<Uint8Array, ChannelTrouble>> {
    if (ended.signal.aborted) return err(over);
    let at = 0;
    for (; command.length - at > MAX_PIECE_BYTES; at += MAX_PIECE_BYTES) {
      const taken = await exchange(command.subarray(at, at + MAX_PIECE_BYTES), true, signal);
      if (!taken.ok) return taken;
    }
    const pieces: Uint8Array[] = [];
    let length = 0;
    let sent = command.subarray(at);
    for (;;) {
      const answered = await exchange(sent, false, signal);
      if (!answered.ok) return answered;
      pieces.push(answered.value.data);
      length += answered.value.data.length;
      if (!answered.value.status.more) return ok(concat(...pieces));
      const isEndless = length > MAX_ANSWER_BYTES || answered.value.data.length === 0;
      if (isEndless) return err({ code: 'RDR-203', kind: 'reader-failed', detail: 'an answer without end' });
      // An exchange without data asks for the rest.
      sent = new Uint8Array();
    }
  }

  async function counted(command: Uint8Array, signal: AbortSignal) {
    const before = session.bytes();
    const answered = await roundTrip(command, signal);
    const uartBytes = counters.uartBytes + session.bytes() - before;
    if (answered.ok) counters = { ...sum(counters, command, answered.value, cardFrameBytes), uartBytes };
    else {
      counters = { ...counters, uartBytes };
      if (!ended.signal.aborted) over = answered.error;
      end();
    }
    return answered;
  }

  return {
    maxCommandBytes: MAX_COMMAND_BYTES,
    maxResponseBytes: MAX_ANSWER_BYTES,
    transmit(command, signal) {
      if (command.length > MAX_COMMAND_BYTES) throw new RangeError(`no APDU has ${command.length} bytes`);
      return inTurn(() => counted(command, signal));
    },
    onGone: gone.on,
    counters: () => counters,
    get busy() {
      return waiting > 0;
    },
    ended: ended.signal,
    isThere: () => inTurn(presence),
    end,
  };
}

function sum(counters: ChannelCounters, command: Uint8Array, answer: Uint8Array, frame: number): ChannelCounters {
  const air: AirCost = airCost(command.length, answer.length, frame);
  return {
    ...counters,
    apdus: counters.apdus + 1,
    apduBytes: counters.apduBytes + command.length + answer.length,
    airBytes: counters.airBytes + air.bytes,
    airBlocks: counters.airBlocks + air.blocks,
  };
}
