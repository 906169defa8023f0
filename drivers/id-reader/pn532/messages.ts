/** What a host asks of a PN532. Only what a reader of ISO 14443 cards needs; the rest decodes as `unknown`. */
export interface CommandFields {
  /** §7.2.1. Test 6 asks whether the card is still there. */
  readonly diagnose: { readonly test: number; readonly parameters: Uint8Array };
  /** §7.2.2 */
  readonly 'get-firmware-version': Nothing;
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
  /** §7.3.11; target 0 is all of them. */
  readonly 'in-release': { readonly target: number };
  /** §7.3.12 */
  readonly 'in-select': { readonly target: number };
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
  readonly 'set-serial-baud-rate': Nothing;
  readonly 'sam-configuration': Nothing;
  readonly 'rf-configuration': Nothing;
  readonly 'in-list-passive-target': { readonly targets: readonly PassiveTarget[] };
  readonly 'in-data-exchange': { readonly status: Status; readonly data: Uint8Array };
  readonly 'in-release': { readonly status: Status };
  readonly 'in-select': { readonly status: Status };
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
