import type { Pn532Answer } from '../../../drivers/id-reader/pn532/messages.ts';
import type { ArmedFaults } from '../../faults/armed.ts';

export const PN532_FAULTS = [
  /** The command never reached the chip. */
  'command-lost',
  'ack-lost',
  'answer-lost',
  /** Repeated on request. */
  'answer-damaged',
  'syntax-error',
  'noise',
  /** Brown-out at the next command: the chip is asleep again. */
  'reset',
  /** Although the card is present. */
  'air-error',
  /** The antenna drivers are off at the next APDU. */
  'too-hot',
] as const;

/** Faults of a PN532. */
export type Pn532Fault = (typeof PN532_FAULTS)[number];

/** Status bytes [UM0701-02 §7.1]. */
const PARITY_ERROR = 0x03;
const TOO_HOT = 0x0d;

/** The answer that a fault puts in place of an exchange with the card. */
export function faultyAnswer(faults: ArmedFaults<Pn532Fault>): Pn532Answer | undefined {
  const fault = faults.take('air-error', 'too-hot');
  if (fault === undefined) return undefined;
  const status = { error: fault === 'too-hot' ? TOO_HOT : PARITY_ERROR, more: false };
  return { kind: 'in-data-exchange', fields: { status, data: new Uint8Array() } };
}
