/**
 * Bill validators that speak CCNET on a serial line. Each note is held in escrow until the caller decides, and credited once.
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
