/**
 * The doors, lights and presence of a cabinet: a port in memory, or stand-ins for the tools of libgpiod 2.
 *
 * @packageDocumentation
 */
export { createLinesSimulator, type LinesSimulator, type LinesState } from './lines.ts';
export { createLineTools, type LineTools } from './tools.ts';
