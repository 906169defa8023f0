/**
 * A payment terminal with cards, keys, display and bank: ZVT.
 *
 * @packageDocumentation
 */
export type { SimulatedCard } from './desk.ts';
export type { TerminalDisplay, TerminalStage } from './display.ts';
export {
  createZvtTerminalSimulator,
  type Sale,
  type TerminalFault,
  type TerminalKey,
  type ZvtTerminalSimulator,
  type ZvtTerminalState,
} from './zvt.ts';
