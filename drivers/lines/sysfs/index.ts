/**
 * GPIO doors, presence and lights through sysfs and the optional package `onoff`.
 *
 * @packageDocumentation
 */
export type { LinePattern, LineState, Lines, LinesStatus, LineTrouble } from '../contract.ts';
export { createLines, type LinesOptions } from '../driver.ts';
export type { LineMap, LinePort, LineSpec } from '../port.ts';
export { createSysfsPort, type SysfsOptions } from './port.ts';
