import { concat } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ChannelTrouble } from '../apdu/channel.ts';
import { MAX_PIECE_BYTES } from './codec.ts';
import type { Pn532Answer } from './messages.ts';
import type { Pn532Session, Pn532Trouble } from './session.ts';
import { describeCardError, READER_ERRORS } from './troubles.ts';

export interface CardOnReader {
  readonly session: Pn532Session;
  /** Card number in the chip. */
  readonly target: number;
  readonly ended: AbortSignal;
  readonly onReaderSilent: () => void;
}

export type CardPresence = 'yes' | 'no' | 'unknown';

/** PACE takes seconds on old chips; a card may ask for more time for ever. */
const EXCHANGE_MS = 15_000;
/** Limit for one R(NAK) and its repeats. */
const PRESENCE_MS = 1_000;
/** One lost block is no removal. */
const PRESENCE_TRIES = 2;
/** Diagnose: attention request, ISO 14443-4 presence [UM0701-02 §7.2.1]. */
const PRESENCE_TEST = 6;

export const CARD_REMOVED: ChannelTrouble = { code: 'RDR-201', kind: 'removed' };

/** Sends one APDU to the card, in as many exchanges with the chip as needed. */
export async function exchangeApdu(
  card: CardOnReader,
  command: Uint8Array,
  maxAnswerBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, ChannelTrouble>> {
  let at = 0;
  for (; command.length - at > MAX_PIECE_BYTES; at += MAX_PIECE_BYTES) {
    const taken = await exchange(card, command.subarray(at, at + MAX_PIECE_BYTES), true, signal);
    if (!taken.ok) return taken;
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  let sent = command.subarray(at);
  for (;;) {
    const answered = await exchange(card, sent, false, signal);
    if (!answered.ok) return answered;
    const { data, status } = answered.value;
    pieces.push(data);
    length += data.length;
    if (!status.more) return ok(concat(...pieces));
    const isEndless = length > maxAnswerBytes || data.length === 0;
    if (isEndless) return err({ code: 'RDR-203', kind: 'reader-failed', detail: 'an answer without end' });
    // An exchange without data asks for the rest.
    sent = new Uint8Array();
  }
}

export async function checkCardPresence({ session, ended, onReaderSilent }: CardOnReader): Promise<CardPresence> {
  for (let tries = 0; tries < PRESENCE_TRIES; tries += 1) {
    const answered = await session.ask<'diagnose'>(
      { kind: 'diagnose', fields: { test: PRESENCE_TEST, parameters: new Uint8Array() } },
      { answerMs: PRESENCE_MS, repeatable: true, signal: ended },
    );
    if (!answered.ok) {
      if (answered.error.kind === 'silence') onReaderSilent();
      return 'unknown';
    }
    if (answered.value.result[0] === 0) return 'yes';
  }
  return 'no';
}

type DataExchanged = Extract<Pn532Answer, { kind: 'in-data-exchange' }>['fields'];

async function exchange(
  card: CardOnReader,
  data: Uint8Array,
  more: boolean,
  signal: AbortSignal,
): Promise<Result<DataExchanged, ChannelTrouble>> {
  const { session, target } = card;
  const answered = await session.ask<'in-data-exchange'>(
    { kind: 'in-data-exchange', fields: { target, more, data } },
    { answerMs: EXCHANGE_MS, repeatable: false, signal },
  );
  if (!answered.ok) {
    if (answered.error.kind === 'silence') card.onReaderSilent();
    return err(readerTrouble(answered.error));
  }
  const { error } = answered.value.status;
  return error === 0 ? answered : err(await cardTrouble(card, error));
}

function readerTrouble(trouble: Pn532Trouble): ChannelTrouble {
  if (trouble.kind === 'cancelled') return { code: 'RDR-204', kind: 'aborted' };
  return { code: 'RDR-203', kind: 'reader-failed', detail: trouble.kind === 'nonsense' ? trouble.why : trouble.kind };
}

async function cardTrouble(card: CardOnReader, error: number): Promise<ChannelTrouble> {
  if (READER_ERRORS.has(error)) return { code: 'RDR-203', kind: 'reader-failed', detail: describeCardError(error) };
  return (await checkCardPresence(card)) === 'no' ? CARD_REMOVED : { code: 'RDR-202', kind: 'silent' };
}
