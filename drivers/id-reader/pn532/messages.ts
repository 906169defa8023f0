import { byte, type PacketLayout, packet, restField } from '../../layout.ts';
import {
  autoPoll,
  autoPollAnswer,
  dataExchange,
  generalStatus,
  powerDown,
  registerAddresses,
  registerWrites,
  rfItem,
  samMode,
  serialRate,
  statusAndData,
  statusOnly,
  targetList,
} from './layouts.ts';

interface Message {
  /** Code of the command; the answer has the next code. */
  readonly code: number;
  readonly command: PacketLayout<unknown>;
  readonly answer: PacketLayout<unknown>;
}

const empty: PacketLayout<Record<never, never>> = packet({});
const target = packet({ target: byte });

/** PN532 messages [UM0701-02 §7] for ISO 14443 cards. Others decode as `unknown`. */
export const MESSAGES = {
  /** §7.2.1. Test 6: card presence. */
  diagnose: {
    code: 0x00,
    command: packet({ test: byte, parameters: restField }),
    answer: packet({ result: restField }),
  },
  /** §7.2.2. `support`: bit 0 type A, bit 1 type B, bit 2 ISO 18092. */
  'get-firmware-version': {
    code: 0x02,
    command: empty,
    answer: packet({ ic: byte, version: byte, revision: byte, support: byte }),
  },
  /** §7.2.3 */
  'get-general-status': { code: 0x04, command: empty, answer: generalStatus },
  /** §7.2.4. One byte per address, in order. */
  'read-register': { code: 0x06, command: registerAddresses, answer: packet({ values: restField }) },
  /** §7.2.5 */
  'write-register': { code: 0x08, command: registerWrites, answer: empty },
  /** §7.2.9. Bit 4: automatic RATS. */
  'set-parameters': { code: 0x12, command: packet({ flags: byte }), answer: empty },
  /** §7.2.11 */
  'power-down': { code: 0x16, command: powerDown, answer: statusOnly },
  /** §7.2.8. Baud, changed after the host's ACK. */
  'set-serial-baud-rate': { code: 0x10, command: serialRate, answer: empty },
  /** §7.2.10 */
  'sam-configuration': { code: 0x14, command: samMode, answer: empty },
  /** §7.3.1 */
  'rf-configuration': { code: 0x32, command: rfItem, answer: empty },
  /** §7.3.8 */
  'in-data-exchange': { code: 0x40, command: dataExchange, answer: statusAndData },
  /** §7.3.5. `modulation`: BrTy; `initiatorData`: wanted UID. */
  'in-list-passive-target': {
    code: 0x4a,
    command: packet({ maxTargets: byte, modulation: byte, initiatorData: restField }),
    answer: targetList,
  },
  /** §7.3.9. Air block without CRC. */
  'in-communicate-thru': { code: 0x42, command: packet({ data: restField }), answer: statusAndData },
  /** §7.3.10; target 0: all cards. The PN532 remembers them. */
  'in-deselect': { code: 0x44, command: target, answer: statusOnly },
  /** §7.3.13 */
  'in-auto-poll': { code: 0x60, command: autoPoll, answer: autoPollAnswer },
  /** §7.3.11; target 0: all cards. */
  'in-release': { code: 0x52, command: target, answer: statusOnly },
  /** §7.3.12 */
  'in-select': { code: 0x54, command: target, answer: statusOnly },
} as const satisfies Readonly<Record<string, Message>>;

export type CommandKind = keyof typeof MESSAGES;

type FieldsOf<L> = L extends PacketLayout<infer Fields> ? Fields : never;

export type CommandFields = { readonly [K in CommandKind]: FieldsOf<(typeof MESSAGES)[K]['command']> };
export type AnswerFields = { readonly [K in CommandKind]: FieldsOf<(typeof MESSAGES)[K]['answer']> };

interface UnknownFields {
  readonly code: number;
  readonly parameters: Uint8Array;
}

type Messages<Fields> = {
  readonly [K in keyof Fields]: { readonly kind: K; readonly fields: Fields[K] };
}[keyof Fields];

export type Pn532Command = Messages<CommandFields> | { readonly kind: 'unknown'; readonly fields: UnknownFields };
export type Pn532Answer = Messages<AnswerFields> | { readonly kind: 'unknown'; readonly fields: UnknownFields };
