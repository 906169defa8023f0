import { describe, expect, it } from 'vitest';
import { AZERBAIJANI_BILL_TABLE } from '../../../simulators/bill-validator/memory.ts';
import { concat, fromHex } from '../../bytes.ts';
import { type Answer, encodeAnswer, encodeCommand } from './codec.ts';
import { decodeCcnet } from './decode.ts';
import { createCcnetDecoder } from './describe.ts';
import { encodeFrame } from './framer.ts';

const says = (answer: Answer): Uint8Array => encodeFrame(encodeAnswer(answer));
const asks = (kind: 'poll' | 'bill-table' | 'stack' | 'identification' | 'ack' | 'reset'): Uint8Array =>
  encodeFrame(encodeCommand({ kind }));

describe('decodeCcnet', () => {
  it('when bytes hold a dialogue, then commands and answers are decoded in order', () => {
    const bytes = concat(
      asks('poll'),
      says({ kind: 'state', unit: { state: 'escrow', type: 19 } }),
      asks('ack'),
      asks('stack'),
      says({ kind: 'ack' }),
      asks('poll'),
      says({ kind: 'state', unit: { state: 'rejecting', reason: 0x68 } }),
    );
    expect(decodeCcnet(bytes)).toEqual({
      messages: [
        { from: 'command', kind: 'poll', fields: {} },
        { from: 'answer', kind: 'escrow', fields: { type: 19 } },
        { from: 'either', kind: 'ack', fields: {} },
        { from: 'command', kind: 'stack', fields: {} },
        { from: 'answer', kind: 'ack', fields: {} },
        { from: 'command', kind: 'poll', fields: {} },
        { from: 'answer', kind: 'rejecting', fields: { reason: 0x68, because: 'denomination inhibited' } },
      ],
      discarded: [],
    });
  });

  it('when an answer has no command before it, then it is decoded as an answer to POLL; a bill table lists note values', () => {
    expect(decodeCcnet(says({ kind: 'state', unit: { state: 'failure', part: 0x50 } })).messages).toEqual([
      { from: 'answer', kind: 'failure', fields: { part: 0x50, failed: 'stacker-motor' } },
    ]);
    const [, table] = decodeCcnet(
      concat(asks('bill-table'), says({ kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE })),
    ).messages;
    expect(table?.fields['notes']).toContainEqual({ type: 17, digits: 2, country: 'AZE', exponent: 2, qepik: 20_000 });
  });

  it('when a checksum is wrong, then the bytes are discarded; when a command is unknown, then its message has the bytes', () => {
    expect(decodeCcnet(fromHex('02 03 07 80 03 9E 10')).discarded).toEqual([
      { bytes: '02030780039e10', why: 'checksum wrong' },
    ]);
    expect(decodeCcnet(encodeFrame(fromHex('77 01'))).messages).toEqual([
      { from: 'command', kind: 'unknown', fields: { hex: '7701' } },
    ]);
  });
});

describe('createCcnetDecoder', () => {
  it('when bytes pass in both directions, then each frame has a readable line', () => {
    const decode = createCcnetDecoder();
    const line = (direction: 'in' | 'out', bytes: Uint8Array) => decode({ direction, bytes }).map((one) => one.meaning);
    expect(line('out', asks('bill-table'))).toEqual(['Which notes do you know?']);
    expect(line('in', says({ kind: 'bill-table', table: AZERBAIJANI_BILL_TABLE }))).toEqual(['Knows 21 kinds of note']);
    expect(line('out', asks('poll'))).toEqual(['Poll']);
    expect(line('in', says({ kind: 'state', unit: { state: 'stacked', type: 19 } }))).toEqual(['Stacked 10 AZN']);
    expect(line('out', asks('ack'))).toEqual(['ACK']);
    expect(line('in', says({ kind: 'state', unit: { state: 'power-up-note-in-stacker' } }))).toEqual([
      'Power up note in stacker',
    ]);
    expect(decode({ direction: 'in', bytes: fromHex('02 03 07 80 03 9E 10') })).toMatchObject([
      { meaning: 'discarded: checksum wrong', discarded: true },
    ]);
    expect(line('out', encodeFrame(encodeCommand({ kind: 'enable', types: [], escrow: [] })))).toEqual([
      'Take nothing',
    ]);
  });
});
