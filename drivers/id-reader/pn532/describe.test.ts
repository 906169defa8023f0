import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { encodeAnswer, encodeCommand } from './codec.ts';
import { decodePn532 } from './decode.ts';
import { createPn532Decoder } from './describe.ts';
import { encodeFrame, FROM_CHIP, FROM_HOST } from './framer.ts';
import type { Pn532Answer, Pn532Command } from './messages.ts';

const out = (command: Pn532Command) => meaning('out', encodeFrame(FROM_HOST, encodeCommand(command)));
const back = (answer: Pn532Answer) => meaning('in', encodeFrame(FROM_CHIP, encodeAnswer(answer)));
const NONE = new Uint8Array();
const OK = { error: 0, more: false };

function meaning(direction: 'in' | 'out', bytes: Uint8Array): string {
  const lines = createPn532Decoder()({ direction, bytes });
  expect(lines.map((line) => toHex(line.bytes)).join('')).toBe(toHex(bytes));
  return lines.map((line) => line.meaning).join(' | ');
}

describe('createPn532Decoder', () => {
  it('commands are decoded as questions of the host', () => {
    expect([
      out({ kind: 'diagnose', fields: { test: 6, parameters: NONE } }),
      out({ kind: 'diagnose', fields: { test: 1, parameters: NONE } }),
      out({ kind: 'get-firmware-version', fields: {} }),
      out({ kind: 'set-serial-baud-rate', fields: { baudRate: 921_600 } }),
      out({ kind: 'sam-configuration', fields: { mode: 'normal', timeoutMs: 0, irq: true } }),
      out({ kind: 'rf-configuration', fields: { item: 'field', automatic: false, on: false } }),
      out({ kind: 'rf-configuration', fields: { item: 'other', number: 2, data: NONE } }),
      out({
        kind: 'rf-configuration',
        fields: { item: 'max-retries', attributeRequest: 255, parameterSelection: 1, passiveActivation: 255 },
      }),
      out({
        kind: 'rf-configuration',
        fields: { item: 'max-retries', attributeRequest: 255, parameterSelection: 1, passiveActivation: 1 },
      }),
      out({ kind: 'in-list-passive-target', fields: { maxTargets: 1, modulation: 0, initiatorData: NONE } }),
      out({ kind: 'in-data-exchange', fields: { target: 1, more: true, data: fromHex('00a4') } }),
      out({ kind: 'in-data-exchange', fields: { target: 1, more: false, data: NONE } }),
      out({ kind: 'in-release', fields: { target: 0 } }),
      out({ kind: 'in-select', fields: { target: 1 } }),
      out({ kind: 'get-general-status', fields: {} }),
      out({ kind: 'read-register', fields: { addresses: [1, 2] } }),
      out({ kind: 'write-register', fields: { writes: [{ address: 1, value: 2 }] } }),
      out({ kind: 'set-parameters', fields: { flags: 0x14 } }),
      out({ kind: 'power-down', fields: { wakeUpBy: 0x10, irq: false } }),
      out({ kind: 'in-communicate-thru', fields: { data: fromHex('0200a4') } }),
      out({ kind: 'in-deselect', fields: { target: 1 } }),
      out({ kind: 'in-auto-poll', fields: { polls: 1, periodMs: 150, types: [0, 1] } }),
      out({ kind: 'unknown', fields: { code: 0x46, parameters: NONE } }),
    ]).toEqual([
      'Is the card still there?',
      'Self-test 1',
      'Which firmware?',
      'Go to 921600 baud',
      'Security module: normal',
      'Field off',
      'Radio setting 2',
      'Look without end',
      'Look 2 times',
      'Look for a card',
      'To the card: 2 bytes, more to come',
      'To the card: the rest, please',
      'Release the card',
      'Select the card',
      'How is it going?',
      'Read 2 registers',
      'Write 1 registers',
      'Parameters 14',
      'Go to sleep',
      'Into the air: 3 bytes',
      'Deselect the card',
      'Look for cards of 2 kinds',
      'Command 46, 0 bytes',
    ]);
  });

  it('answers are decoded without any byte of the card', () => {
    const card = { target: 1, sensRes: 4, selRes: 0x20, uid: fromHex('01020304'), ats: fromHex('0578808002') };
    const ticket = { ...card, selRes: 8, ats: NONE };
    expect([
      back({ kind: 'diagnose', fields: { result: fromHex('00') } }),
      back({ kind: 'diagnose', fields: { result: fromHex('01') } }),
      back({ kind: 'get-firmware-version', fields: { ic: 0x32, version: 1, revision: 6, support: 7 } }),
      back({ kind: 'sam-configuration', fields: {} }),
      back({ kind: 'in-list-passive-target', fields: { targets: [] } }),
      back({ kind: 'in-list-passive-target', fields: { targets: [card] } }),
      back({ kind: 'in-list-passive-target', fields: { targets: [ticket] } }),
      back({ kind: 'in-data-exchange', fields: { status: OK, data: fromHex('9000') } }),
      back({ kind: 'in-data-exchange', fields: { status: { error: 0x2d, more: false }, data: NONE } }),
      back({ kind: 'in-release', fields: { status: OK } }),
      back({ kind: 'in-select', fields: { status: { error: 0x3f, more: false } } }),
      back({ kind: 'get-general-status', fields: { error: 0, field: false, targets: [], sam: 0 } }),
      back({
        kind: 'get-general-status',
        fields: { error: 0, field: false, targets: [{ target: 1, rateIn: 0, rateOut: 0, type: 0 }], sam: 0 },
      }),
      back({ kind: 'read-register', fields: { values: fromHex('80') } }),
      back({ kind: 'write-register', fields: {} }),
      back({ kind: 'power-down', fields: { status: OK } }),
      back({ kind: 'in-communicate-thru', fields: { status: OK, data: fromHex('029000') } }),
      back({ kind: 'in-deselect', fields: { status: OK } }),
      back({ kind: 'in-auto-poll', fields: { targets: [] } }),
      back({ kind: 'in-auto-poll', fields: { targets: [{ type: 0x20, data: NONE }] } }),
      back({ kind: 'unknown', fields: { code: 0x47, parameters: NONE } }),
    ]).toEqual([
      'Yes',
      'No: the card did not answer in time',
      'PN532, firmware 1.6',
      'Done',
      'No card',
      'A card of ISO 14443-4',
      'A card that takes no APDUs',
      'From the card: 2 bytes',
      'The card failed: over-current: the antenna is shorted or something metallic lies on it',
      'Done',
      'Not done: error 3f',
      'No card',
      '1 cards',
      '1 values',
      'Done',
      'Done',
      'From the card: 3 bytes',
      'Done',
      'No card',
      '1 cards',
      'Answer 47, 0 bytes',
    ]);
  });

  it('ACK, wake-up, noise and wrong packets are decoded as such', () => {
    expect(meaning('in', fromHex('0000ff00ff00'))).toBe('ACK');
    const [wakeUp] = createPn532Decoder()({ direction: 'out', bytes: fromHex('555500000000ff02fed4022a00') });
    expect(wakeUp).toMatchObject({ meaning: 'Wake up', discarded: false });
    const [noise] = createPn532Decoder()({ direction: 'in', bytes: fromHex('a7a7') });
    expect(noise).toMatchObject({ meaning: 'discarded: no start of a frame', discarded: true });
    expect(meaning('in', encodeFrame(FROM_CHIP, fromHex('4b')))).toBe(
      'discarded: no in-list-passive-target answer is like this',
    );
  });
});

describe('decodePn532', () => {
  it('both directions are decoded, with bytes in hex', () => {
    expect(decodePn532(fromHex('a70000ff04fcd44a0100e1000000ff00ff000000ff03fdd54b00e0'))).toEqual({
      messages: [
        {
          from: 'host',
          kind: 'in-list-passive-target',
          fields: { maxTargets: 1, modulation: 0, initiatorData: '' },
        },
        { from: null, kind: 'ack', fields: {} },
        { from: 'chip', kind: 'in-list-passive-target', fields: { targets: [] } },
      ],
      discarded: [{ bytes: 'a7', why: 'no start of a frame' }],
    });
  });

  it('when a packet is malformed, then it is listed as discarded', () => {
    expect(decodePn532(encodeFrame(FROM_CHIP, fromHex('0332')))).toEqual({
      messages: [],
      discarded: [{ bytes: '0332', why: 'no get-firmware-version answer is like this' }],
    });
  });
});
