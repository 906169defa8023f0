/**
 * A contactless PN532 reader on its serial line.
 *
 * @packageDocumentation
 */
export { documentCard, type SimulatedCard, TICKET } from './card.ts';
export type { Pn532Fault } from './faults.ts';
export { createPn532Simulator, type Pn532Simulator, type Pn532SimulatorOptions, type Pn532State } from './pn532.ts';
