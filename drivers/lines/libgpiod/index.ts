/**
 * GPIO doors, presence and lights through the tools of libgpiod 2.
 *
 * @packageDocumentation
 */
export type { LinePattern, LineState, Lines, LinesStatus, LineTrouble } from '../contract.ts';
export { createLines, type LinesOptions } from '../driver.ts';
export type { LineMap, LinePort, LineSpec } from '../port.ts';
export { createLibgpiodPort, type LibgpiodOptions } from './port.ts';
