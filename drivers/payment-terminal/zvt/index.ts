/**
 * Payment terminals that speak ZVT 13.08, over a serial line or TCP. One sale is charged once, even if messages are lost.
 *
 * @packageDocumentation
 */
export type { Qepik } from '../../money.ts';
export type {
  Approval,
  InquireOutcome,
  Issue,
  IssueDecision,
  LastTransaction,
  PaymentIntent,
  PaymentTerminal,
  PayOutcome,
  TerminalCare,
  TerminalPrompt,
  TerminalStatus,
  TerminalTrouble,
  TransactionRef,
} from '../contract.ts';
export type { TerminalDriver } from '../terminal-driver.ts';
export type { ZvtCharset } from './charset.ts';
export { encodeMessage } from './codec.ts';
export { type DecodedZvt, type DecodeOptions, decodeZvt } from './decode.ts';
export { createZvtTerminal, type ZvtTerminalOptions } from './driver.ts';
export type { ZvtMessage } from './messages.ts';
