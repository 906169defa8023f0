/**
 * A cabinet's doors, lights and presence: a port in memory, or stand-ins for libgpiod 2's tools.
 *
 * @packageDocumentation
 */
export { createLinesSimulator, type LinesSimulator, type LinesState } from './lines.ts';
export { createLineTools, type LineTools } from './tools.ts';
