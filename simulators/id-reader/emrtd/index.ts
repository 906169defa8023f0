/**
 * Chips of invented holders' documents, signed by test authorities: good ones, and one for each fault.
 *
 * @packageDocumentation
 */
export { insertIntoVpcd, type VirtualCard, type VpcdOptions } from '../chip-reader/vpcd.ts';
export { type ChipOptions, type ChipSimulator, type ChipState, createChipSimulator } from './chip.ts';
export type { ChipFault } from './faults.ts';
export { trustedCscas } from './issue/state.ts';
