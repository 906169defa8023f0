import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bytes.ts';
import { encodeAnswer, encodeCommand, parsePn532Answer, parsePn532Command } from './codec.ts';
import type { Pn532Answer, Pn532Command } from './messages.ts';

const NONE = new Uint8Array();

/** Packets without TFI: bytes of the manual, or from its command table. */
const COMMANDS: readonly (readonly [string, string, Pn532Command])[] = [
  ['§7.2.1 Diagnose, test 6', '00 06', { kind: 'diagnose', fields: { test: 6, parameters: NONE } }],
  ['§7.2.1 Diagnose, test 0', '00 00 41', { kind: 'diagnose', fields: { test: 0, parameters: fromHex('41') } }],
  ['§7.2.2 GetFirmwareVersion', '02', { kind: 'get-firmware-version', fields: {} }],
  ['§7.2.8 SetSerialBaudRate', '10 07', { kind: 'set-serial-baud-rate', fields: { baudRate: 921_600 } }],
  [
    '§7.2.10 SAMConfiguration',
    '14 01 14 01',
    { kind: 'sam-configuration', fields: { mode: 'normal', timeoutMs: 1_000, irq: true } },
  ],
  [
    '§7.3.1 RFConfiguration, item 1',
    '32 01 00',
    { kind: 'rf-configuration', fields: { item: 'field', automatic: false, on: false } },
  ],
  [
    '§7.3.1 RFConfiguration, item 5',
    '32 05 ff 01 02',
    {
      kind: 'rf-configuration',
      fields: { item: 'max-retries', attributeRequest: 255, parameterSelection: 1, passiveActivation: 2 },
    },
  ],
  [
    '§7.3.1 RFConfiguration, item 2',
    '32 02 00 0b 0a',
    { kind: 'rf-configuration', fields: { item: 'other', number: 2, data: fromHex('00 0b 0a') } },
  ],
  [
    '§7.3.5 InListPassiveTarget',
    '4a 01 00',
    { kind: 'in-list-passive-target', fields: { maxTargets: 1, modulation: 0, initiatorData: NONE } },
  ],
  [
    '§7.3.8 InDataExchange, SELECT of ICAO 9303-10',
    '40 01 00 a4 04 0c 07 a0 00 00 02 47 10 01',
    {
      kind: 'in-data-exchange',
      fields: { target: 1, more: false, data: fromHex('00 a4 04 0c 07 a0 00 00 02 47 10 01') },
    },
  ],
  [
    '§7.3.8 InDataExchange, more to come',
    '40 41 00',
    { kind: 'in-data-exchange', fields: { target: 1, more: true, data: fromHex('00') } },
  ],
  ['§7.3.11 InRelease', '52 00', { kind: 'in-release', fields: { target: 0 } }],
  ['§7.3.12 InSelect', '54 01', { kind: 'in-select', fields: { target: 1 } }],
  ['§7.2.3 GetGeneralStatus', '04', { kind: 'get-general-status', fields: {} }],
  ['§7.2.4 ReadRegister', '06 63 02 63 3d', { kind: 'read-register', fields: { addresses: [0x6302, 0x633d] } }],
  [
    '§7.2.5 WriteRegister',
    '08 63 02 80 63 3d 00',
    {
      kind: 'write-register',
      fields: {
        writes: [
          { address: 0x6302, value: 0x80 },
          { address: 0x633d, value: 0 },
        ],
      },
    },
  ],
  ['§7.2.9 SetParameters', '12 14', { kind: 'set-parameters', fields: { flags: 0x14 } }],
  ['§7.2.11 PowerDown', '16 f0', { kind: 'power-down', fields: { wakeUpBy: 0xf0, irq: false } }],
  ['§7.2.11 PowerDown, with IRQ', '16 10 01', { kind: 'power-down', fields: { wakeUpBy: 0x10, irq: true } }],
  ['§7.3.9 InCommunicateThru', '42 26', { kind: 'in-communicate-thru', fields: { data: fromHex('26') } }],
  ['§7.3.10 InDeselect', '44 01', { kind: 'in-deselect', fields: { target: 1 } }],
  [
    '§7.3.13 InAutoPoll',
    '60 14 02 20 10 03',
    { kind: 'in-auto-poll', fields: { polls: 20, periodMs: 300, types: [0x20, 0x10, 0x03] } },
  ],
  ['§7.3.4 InJumpForPSL', '46 00', { kind: 'unknown', fields: { code: 0x46, parameters: fromHex('00') } }],
];

const ANSWERS: readonly (readonly [string, string, Pn532Answer])[] = [
  ['§7.2.1 Diagnose, test 6', '01 00', { kind: 'diagnose', fields: { result: fromHex('00') } }],
  [
    '§7.2.2 GetFirmwareVersion',
    '03 32 01 06 07',
    { kind: 'get-firmware-version', fields: { ic: 0x32, version: 1, revision: 6, support: 7 } },
  ],
  ['§7.2.8 SetSerialBaudRate', '11', { kind: 'set-serial-baud-rate', fields: {} }],
  ['§7.2.10 SAMConfiguration', '15', { kind: 'sam-configuration', fields: {} }],
  ['§7.3.1 RFConfiguration', '33', { kind: 'rf-configuration', fields: {} }],
  ['§7.3.5 InListPassiveTarget, nothing', '4b 00', { kind: 'in-list-passive-target', fields: { targets: [] } }],
  [
    '§7.3.5 InListPassiveTarget, a memory card and an ISO 14443-4 card',
    '4b 02 01 00 04 08 04 14 e0 99 2c 02 03 44 20 07 04 01 02 03 04 05 06 06 75 77 81 02 80',
    {
      kind: 'in-list-passive-target',
      fields: {
        targets: [
          { target: 1, sensRes: 0x0004, selRes: 0x08, uid: fromHex('14 e0 99 2c'), ats: NONE },
          {
            target: 2,
            sensRes: 0x0344,
            selRes: 0x20,
            uid: fromHex('04 01 02 03 04 05 06'),
            ats: fromHex('06 75 77 81 02 80'),
          },
        ],
      },
    },
  ],
  [
    '§7.3.8 InDataExchange',
    '41 00 90 00',
    { kind: 'in-data-exchange', fields: { status: { error: 0, more: false }, data: fromHex('90 00') } },
  ],
  [
    '§7.3.8 InDataExchange, more to come',
    '41 40 01',
    { kind: 'in-data-exchange', fields: { status: { error: 0, more: true }, data: fromHex('01') } },
  ],
  [
    '§7.1 a card that does not answer',
    '41 01',
    { kind: 'in-data-exchange', fields: { status: { error: 1, more: false }, data: NONE } },
  ],
  ['§7.3.11 InRelease', '53 00', { kind: 'in-release', fields: { status: { error: 0, more: false } } }],
  ['§7.3.12 InSelect', '55 27', { kind: 'in-select', fields: { status: { error: 0x27, more: false } } }],
  [
    '§7.2.3 GetGeneralStatus, nothing',
    '05 00 00 00 80',
    { kind: 'get-general-status', fields: { error: 0, field: false, targets: [], sam: 0x80 } },
  ],
  [
    '§7.2.3 GetGeneralStatus, a card',
    '05 01 01 01 01 00 02 10 00',
    {
      kind: 'get-general-status',
      fields: { error: 1, field: true, targets: [{ target: 1, rateIn: 0, rateOut: 2, type: 0x10 }], sam: 0 },
    },
  ],
  ['§7.2.4 ReadRegister', '07 80 00', { kind: 'read-register', fields: { values: fromHex('80 00') } }],
  ['§7.2.5 WriteRegister', '09', { kind: 'write-register', fields: {} }],
  ['§7.2.9 SetParameters', '13', { kind: 'set-parameters', fields: {} }],
  ['§7.2.11 PowerDown', '17 00', { kind: 'power-down', fields: { status: { error: 0, more: false } } }],
  [
    '§7.3.9 InCommunicateThru',
    '43 00 a3',
    { kind: 'in-communicate-thru', fields: { status: { error: 0, more: false }, data: fromHex('a3') } },
  ],
  ['§7.3.10 InDeselect', '45 00', { kind: 'in-deselect', fields: { status: { error: 0, more: false } } }],
  ['§7.3.13 InAutoPoll, nothing', '61 00', { kind: 'in-auto-poll', fields: { targets: [] } }],
  [
    '§7.3.13 InAutoPoll, a memory card and another',
    '61 02 10 02 01 00 20 01 02',
    {
      kind: 'in-auto-poll',
      fields: {
        targets: [
          { type: 0x10, data: fromHex('01 00') },
          { type: 0x20, data: fromHex('02') },
        ],
      },
    },
  ],
  ['§7.3.4 InJumpForPSL', '47 00', { kind: 'unknown', fields: { code: 0x47, parameters: fromHex('00') } }],
];

describe('PN532 packets', () => {
  it.each(COMMANDS)('command %s is encoded as its packet and decoded back', (_, packet, command) => {
    expect(toHex(encodeCommand(command))).toBe(toHex(fromHex(packet)));
    expect(parsePn532Command(fromHex(packet))).toEqual({ ok: true, value: command });
  });

  it.each(ANSWERS)('answer %s is encoded as its packet and decoded back', (_, packet, answer) => {
    expect(toHex(encodeAnswer(answer))).toBe(toHex(fromHex(packet)));
    expect(parsePn532Answer(fromHex(packet))).toEqual({ ok: true, value: answer });
  });

  it('when SAMConfiguration has only its mode, then it is decoded', () => {
    expect(parsePn532Command(fromHex('14 01'))).toMatchObject({ ok: true, value: { fields: { mode: 'normal' } } });
  });

  it.each([
    '',
    '00',
    '02 00',
    '10',
    '10 09',
    '14',
    '14 05',
    '32',
    '40',
    '4a 01',
    '52',
    '52 00 00',
    '04 00',
    '06',
    '06 63',
    '08 63 02',
    '12',
    '16',
    '16 10 01 00',
    '44',
    '60',
    '60 01 01',
    '60 00 01 00',
    '60 01 10 00',
  ])('when the command is %j, then it is not decoded', (packet) => {
    expect(parsePn532Command(fromHex(packet)).ok).toBe(false);
  });

  it.each([
    '',
    '03 32 01 06',
    '03 32 01 06 07 00',
    '11 00',
    '4b',
    '4b 01',
    '4b 00 00',
    '41',
    '53',
    '53 00 00',
    '05 00 00 01 00',
    '05 00 00',
    '09 00',
    '13 00',
    '17',
    '43',
    '61',
    '61 01 10',
    '61 01 10 02 01',
    '61 00 00',
  ])('when the answer is %j, then it is not decoded', (packet) => {
    expect(parsePn532Answer(fromHex(packet)).ok).toBe(false);
  });

  it.each([
    ['its UID', '4b 01 01 00 04 08 07 14 e0 99'],
    ['its ATS', '4b 01 01 03 44 20 04 01 02 03 04 06 75 77'],
    ['its second card', '4b 02 01 00 04 08 04 14 e0 99 2c'],
  ])('when a list of cards stops in %s, then it is not decoded', (_, packet) => {
    expect(parsePn532Answer(fromHex(packet)).ok).toBe(false);
  });

  it('any decoded packet is encoded as the same bytes', () => {
    // These have other forms, too: any nonzero byte, or an absent field.
    const isPlain = (packet: Uint8Array) =>
      packet[0] !== 0x14 && packet[0] !== 0x16 && packet[0] !== 0x4b && packet[0] !== 0x41;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (packet) => {
        const command = parsePn532Command(packet);
        const answer = parsePn532Answer(packet);
        if (command.ok && isPlain(packet)) expect(toHex(encodeCommand(command.value))).toBe(toHex(packet));
        if (answer.ok && answer.value.kind === 'unknown') expect(toHex(encodeAnswer(answer.value))).toBe(toHex(packet));
      }),
    );
  });

  it('any exchange and any list of cards survive a round trip', () => {
    const byte = fc.nat(255);
    const data = fc.uint8Array({ maxLength: 262 });
    const exchange: fc.Arbitrary<Pn532Command> = fc
      .record({ target: fc.constantFrom(1, 2), more: fc.boolean(), data })
      .map((fields) => ({ kind: 'in-data-exchange', fields }));
    const card = fc.record({
      target: byte,
      sensRes: fc.nat(0xffff),
      selRes: fc.constantFrom(0x08, 0x00),
      uid: fc.uint8Array({ minLength: 4, maxLength: 10 }),
      ats: fc.constant(NONE),
    });
    const isoCard = fc
      .tuple(card, fc.uint8Array({ maxLength: 20 }))
      .map(([plain, history]) => ({ ...plain, selRes: 0x20, ats: Uint8Array.of(history.length + 1, ...history) }));
    fc.assert(
      fc.property(exchange, fc.array(fc.oneof(card, isoCard), { maxLength: 2 }), (command, targets) => {
        expect(parsePn532Command(encodeCommand(command))).toEqual({ ok: true, value: command });
        const answer: Pn532Answer = { kind: 'in-list-passive-target', fields: { targets } };
        expect(parsePn532Answer(encodeAnswer(answer))).toEqual({ ok: true, value: answer });
      }),
    );
  });
});
