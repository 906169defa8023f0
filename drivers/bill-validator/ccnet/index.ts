/**
 * Bill validators that speak CCNET on a serial line: every note is held in escrow until it is decided about, and credited once.
 *
 * @packageDocumentation
 */
export type {
  BillValidator,
  Decide,
  Decision,
  HeldNote,
  RecordedNote,
  ValidatorEvent,
  ValidatorStatus,
  ValidatorTrouble,
} from '../contract.ts';
export { type CcnetValidatorOptions, createCcnetValidator } from './driver.ts';
