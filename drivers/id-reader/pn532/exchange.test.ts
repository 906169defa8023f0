import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import {
  EXCHANGE_START,
  type Pn532ExchangeInput,
  type Pn532ExchangeState,
  type Pn532Request,
  stepPn532Exchange,
} from './exchange.ts';
import { FROM_CHIP, FROM_HOST } from './framer.ts';

const FIRMWARE: Pn532Request = { packet: fromHex('02'), answerMs: 500, repeatable: true };
const APDU: Pn532Request = { packet: fromHex('400100a4'), answerMs: 15_000, repeatable: false };
const asked = (request: Pn532Request): Pn532ExchangeInput => ({ type: 'asked', request });
const ack: Pn532ExchangeInput = { type: 'received', unit: { unit: 'ack' } };
const nack: Pn532ExchangeInput = { type: 'received', unit: { unit: 'nack' } };
const syntaxError: Pn532ExchangeInput = { type: 'received', unit: { unit: 'syntax-error' } };
const answer = (hex: string, from: typeof FROM_HOST | typeof FROM_CHIP = FROM_CHIP): Pn532ExchangeInput => ({
  type: 'received',
  unit: { unit: 'information', from, data: fromHex(hex) },
});
const late: Pn532ExchangeInput = { type: 'timed-out' };
const damaged: Pn532ExchangeInput = { type: 'damaged' };
const cancelled: Pn532ExchangeInput = { type: 'cancelled' };

const HOST_ACK = 'write 0000ff00ff00';
const HOST_NACK = 'write 0000ffff0000';
const FIRMWARE_FRAME = 'write 0000ff02fed4022a00';

function played(...inputs: readonly Pn532ExchangeInput[]): string[] {
  let state: Pn532ExchangeState = EXCHANGE_START;
  const told: string[] = [];
  for (const input of inputs) {
    const [next, effects] = stepPn532Exchange(state, input);
    state = next;
    for (const effect of effects) {
      if (effect.do === 'write') told.push(`write ${toHex(effect.bytes)}`);
      else if (effect.do === 'wait') told.push(`wait ${effect.ms}`);
      else told.push(effect.outcome.known === 'silence' ? `silence ${effect.outcome.phase}` : effect.outcome.known);
    }
  }
  return told;
}

describe('stepPn532Exchange', () => {
  it('when ACK and answer come, then the exchange ends with the answer', () => {
    expect(played(asked(FIRMWARE), ack, answer('0332010607'))).toEqual([
      FIRMWARE_FRAME,
      'wait 450',
      'wait 500',
      'answer',
    ]);
  });

  it('when the ACK is lost but the answer comes, then the exchange ends with the answer', () => {
    expect(played(asked(FIRMWARE), answer('0332010607')).at(-1)).toBe('answer');
  });

  it('when answerMs is null, then the wait has no limit', () => {
    expect(played(asked({ ...FIRMWARE, answerMs: null }), ack).at(-1)).toBe('wait null');
  });

  it('when no ACK comes, then a repeatable command is sent three times, then ended', () => {
    expect(played(asked(FIRMWARE), late, late, late)).toEqual([
      FIRMWARE_FRAME,
      'wait 450',
      FIRMWARE_FRAME,
      'wait 450',
      FIRMWARE_FRAME,
      'wait 450',
      HOST_ACK,
      'silence before-ack',
    ]);
  });

  it('when no ACK comes, then a command to a card is sent once', () => {
    expect(played(asked(APDU), late).slice(-2)).toEqual([HOST_ACK, 'silence before-ack']);
  });

  it('when the chip sends NACK, then the command is sent again, even to a card', () => {
    expect(played(asked(APDU), nack, nack, nack).filter((what) => what.startsWith('write'))).toHaveLength(4);
    expect(played(asked(APDU), nack, nack, nack).at(-1)).toBe('silence before-ack');
  });

  it('when no answer comes after the ACK, then the command is ended', () => {
    expect(played(asked(APDU), ack, late).slice(-2)).toEqual([HOST_ACK, 'silence after-ack']);
  });

  it('when damaged answers come, then the driver asks twice for the answer, and then only waits', () => {
    expect(played(asked(APDU), ack, damaged, damaged, damaged).slice(3)).toEqual([
      HOST_NACK,
      'wait 15000',
      HOST_NACK,
      'wait 15000',
    ]);
    expect(played(asked(APDU), damaged)).toHaveLength(2);
  });

  it('answers to other commands, an echo and a second ACK are ignored', () => {
    expect(played(asked(APDU), ack, answer('0332010607'), answer('41009000', FROM_HOST), ack)).toHaveLength(3);
  });

  it('when a syntax error comes, then the exchange ends with it', () => {
    expect(played(asked(APDU), ack, syntaxError).at(-1)).toBe('syntax-error');
  });

  it('when a command is cancelled, then the chip is stopped and later input is ignored', () => {
    expect(played(asked(APDU), ack, cancelled, answer('41009000'), late, damaged, cancelled).slice(3)).toEqual([
      HOST_ACK,
      'cancelled',
    ]);
  });

  it('when a second command is asked during the first, then stepPn532Exchange throws', () => {
    expect(() => played(asked(APDU), asked(FIRMWARE))).toThrow('one command at a time');
  });
});
