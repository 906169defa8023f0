import { type RegisterWrite, SPEAKS_ISO_14443_4 } from '../../../drivers/id-reader/pn532/layouts.ts';
import type { CommandFields } from '../../../drivers/id-reader/pn532/messages.ts';

/** Value that means *without end*: tries [UM0701-02 §7.3.1], polls [§7.3.13]. */
export const WITHOUT_END = 0xff;

/** Parameters after a reset [§7.2.9]: automatic ATR_RES and RATS. */
const RESET_PARAMETERS = 0x14;
const AUTOMATIC_RATS = 0x10;
const SERIAL_LINE = 0x10;

/** Items without effect here: timings, retries, analogue settings [§7.3.1]. */
const OTHER_ITEM_BYTES: Readonly<Record<number, number>> = { 2: 3, 4: 1, 10: 11, 11: 8, 12: 3, 13: 9 };

/** Settings that the chip keeps until a power cut. */
export function createPn532Settings() {
  let passiveActivation = WITHOUT_END;
  let attributeRequest = WITHOUT_END;
  let parameters = RESET_PARAMETERS;
  let wakeUpBy = SERIAL_LINE;
  /** No effect: the air is simulated as a whole. */
  const registers = new Map<number, number>();
  return {
    /** Tries after the first; 255: without end. */
    passiveActivation: () => passiveActivation,
    /** The same number for a peer-to-peer partner. */
    attributeRequest: () => attributeRequest,
    sendsRats: () => (parameters & AUTOMATIC_RATS) !== 0,
    /** `false`: unknown item or wrong length. */
    configure(fields: CommandFields['rf-configuration']): boolean {
      if (fields.item === 'max-retries') ({ passiveActivation, attributeRequest } = fields);
      return fields.item !== 'other' || OTHER_ITEM_BYTES[fields.number] === fields.data.length;
    },
    setParameters(flags: number): void {
      parameters = flags;
    },
    read: (addresses: readonly number[]) => Uint8Array.from(addresses, (address) => registers.get(address) ?? 0),
    write(writes: readonly RegisterWrite[]): void {
      for (const { address, value } of writes) registers.set(address, value);
    },
    /** `by`: mask of wake-up sources. */
    sleep(by: number): void {
      wakeUpBy = by;
    },
    wakesByLine: () => (wakeUpBy & SERIAL_LINE) !== 0,
    reset(): void {
      passiveActivation = WITHOUT_END;
      attributeRequest = WITHOUT_END;
      parameters = RESET_PARAMETERS;
      wakeUpBy = SERIAL_LINE;
      registers.clear();
    },
  };
}

/** Kinds of type A cards in InAutoPoll [§7.3.13]. */
const POLLED = { any: 0x00, mifare: 0x10, iso14443: 0x20 } as const;

/** The kind with which a card with this SAK answers a poll for `types`; `undefined`: none of them. */
export function autoPolledType(selRes: number, types: readonly number[]): number | undefined {
  const own = (selRes & SPEAKS_ISO_14443_4) === 0 ? POLLED.mifare : POLLED.iso14443;
  return types.includes(own) || types.includes(POLLED.any) ? own : undefined;
}
