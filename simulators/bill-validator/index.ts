/**
 * A bill validator with a cassette, and the hands around it. It speaks CCNET.
 *
 * @packageDocumentation
 */
export { type CcnetSimulator, type CcnetSimulatorOptions, createCcnetSimulator } from './ccnet.ts';
export type { CcnetUnitMemory } from './memory.ts';
