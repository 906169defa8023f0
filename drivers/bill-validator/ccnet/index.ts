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
export { encodeAnswer, encodeCommand } from './codec.ts';
export { type DecodedCcnet, decodeCcnet } from './decode.ts';
export { type CcnetValidatorOptions, createCcnetValidator } from './driver.ts';
export { encodeFrame } from './framer.ts';
