/** What a host asks of a PN532: what a reader of ISO 14443 cards needs, ours or another's; the rest decodes as `unknown`. */
export interface CommandFields {
  /** §7.2.1. Test 6 asks whether the card is still there. */
  readonly diagnose: { readonly test: number; readonly parameters: Uint8Array };
  /** §7.2.2 */
  readonly 'get-firmware-version': Nothing;
  /** §7.2.3 */
  readonly 'get-general-status': Nothing;
  /** §7.2.4. Addresses of 16 bits. */
  readonly 'read-register': { readonly addresses: readonly number[] };
  /** §7.2.5 */
  readonly 'write-register': { readonly writes: readonly RegisterWrite[] };
  /** §7.2.9. Bit 4: RATS is sent to a card that knows it without being asked. */
  readonly 'set-parameters': { readonly flags: number };
  /** §7.2.11. Bits of what ends it again; bit 4 is the serial line. */
  readonly 'power-down': { readonly wakeUpBy: number; readonly irq: boolean };
  /** §7.2.8. Baud; the chip changes after the host acknowledged the answer. */
  readonly 'set-serial-baud-rate': { readonly baudRate: BaudRate };
  /** §7.2.10. The timeout (steps of 50 ms) is about virtual cards only. */
  readonly 'sam-configuration': { readonly mode: SamMode; readonly timeoutMs: number; readonly irq: boolean };
  /** §7.3.1 */
  readonly 'rf-configuration': RfItem;
  /** §7.3.5. `modulation` is the manual's BrTy; `initiatorData` a UID to look for. */
  readonly 'in-list-passive-target': {
    readonly maxTargets: number;
    readonly modulation: number;
    readonly initiatorData: Uint8Array;
  };
  /** §7.3.8. `more`: this is not the end of what the card is to get. */
  readonly 'in-data-exchange': { readonly target: number; readonly more: boolean; readonly data: Uint8Array };
  /** §7.3.9. A block as it goes over the air, without its CRC. */
  readonly 'in-communicate-thru': { readonly data: Uint8Array };
  /** §7.3.10; target 0 is all of them. The chip remembers them. */
  readonly 'in-deselect': { readonly target: number };
  /** §7.3.11; target 0 is all of them. */
  readonly 'in-release': { readonly target: number };
  /** §7.3.12 */
  readonly 'in-select': { readonly target: number };
  /** §7.3.13. `polls` 255 is without end; each of the `types` has `periodMs` a poll. */
  readonly 'in-auto-poll': { readonly polls: number; readonly periodMs: number; readonly types: readonly number[] };
}

export interface RegisterWrite {
  readonly address: number;
  readonly value: number;
}

export type Nothing = Readonly<Record<never, never>>;

export type BaudRate = 9_600 | 19_200 | 38_400 | 57_600 | 115_200 | 230_400 | 460_800 | 921_600 | 1_288_000;
export type SamMode = 'normal' | 'virtual-card' | 'wired-card' | 'dual-card';

/** An item of RFConfiguration [§7.3.1]. */
export type RfItem =
  /** Item 1: the field by itself; `automatic` lets it wait for a quiet air. */
  | { readonly item: 'field'; readonly automatic: boolean; readonly on: boolean }
  /** Item 5: tries after the first; 255 is without end. */
  | {
      readonly item: 'max-retries';
      readonly attributeRequest: number;
      readonly parameterSelection: number;
      readonly passiveActivation: number;
    }
  | { readonly item: 'other'; readonly number: number; readonly data: Uint8Array };

/** What a PN532 answers. */
export interface AnswerFields {
  readonly diagnose: { readonly result: Uint8Array };
  /** `support`: bit 0 type A, bit 1 type B, bit 2 ISO 18092. */
  readonly 'get-firmware-version': {
    readonly ic: number;
    readonly version: number;
    readonly revision: number;
    readonly support: number;
  };
  /** `error` of the last command about a card; `field`: somebody else's is there; `sam`: of the security module, 0 without one. */
  readonly 'get-general-status': {
    readonly error: number;
    readonly field: boolean;
    readonly targets: readonly TargetStatus[];
    readonly sam: number;
  };
  /** One byte an address, in order. */
  readonly 'read-register': { readonly values: Uint8Array };
  readonly 'write-register': Nothing;
  readonly 'set-parameters': Nothing;
  readonly 'power-down': { readonly status: Status };
  readonly 'set-serial-baud-rate': Nothing;
  readonly 'sam-configuration': Nothing;
  readonly 'rf-configuration': Nothing;
  readonly 'in-communicate-thru': { readonly status: Status; readonly data: Uint8Array };
  readonly 'in-deselect': { readonly status: Status };
  /** `data` as that of a list for the same kind of card. */
  readonly 'in-auto-poll': { readonly targets: readonly { readonly type: number; readonly data: Uint8Array }[] };
  readonly 'in-list-passive-target': { readonly targets: readonly PassiveTarget[] };
  readonly 'in-data-exchange': { readonly status: Status; readonly data: Uint8Array };
  readonly 'in-release': { readonly status: Status };
  readonly 'in-select': { readonly status: Status };
}

/** Rates: 0 is 106 kbit/s. `type` 0: MIFARE or ISO 14443. */
export interface TargetStatus {
  readonly target: number;
  readonly rateIn: number;
  readonly rateOut: number;
  readonly type: number;
}

/** A card of type A that was activated [§7.3.5]. */
export interface PassiveTarget {
  /** The chip's number for it: 1 or 2. */
  readonly target: number;
  /** ATQA, the more significant byte first. */
  readonly sensRes: number;
  /** SAK; bit 6 (20 hex) says ISO 14443-4. */
  readonly selRes: number;
  /** 4, 7 or 10 bytes. */
  readonly uid: Uint8Array;
  /** Answer to RATS with its length byte; empty where the card speaks no ISO 14443-4. */
  readonly ats: Uint8Array;
}

/** Status byte [§7.1]: an error code of six bits (0: none), and whether the card has more to say. */
export interface Status {
  readonly error: number;
  readonly more: boolean;
}

export type CommandKind = keyof CommandFields;

/** A packet whose code is not in the table, or (for an answer) the answer to such a one. */
interface UnknownFields {
  readonly code: number;
  readonly parameters: Uint8Array;
}

type Messages<Fields> = {
  readonly [K in keyof Fields]: { readonly kind: K; readonly fields: Fields[K] };
}[keyof Fields];

export type Pn532Command = Messages<CommandFields> | { readonly kind: 'unknown'; readonly fields: UnknownFields };
export type Pn532Answer = Messages<AnswerFields> | { readonly kind: 'unknown'; readonly fields: UnknownFields };
