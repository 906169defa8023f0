/**
 * A reader that sends an inserted document's machine-readable zone, and invented holders' documents.
 *
 * @packageDocumentation
 */
export {
  type ChipTroubleId,
  type DocumentId,
  SIMULATED_DOCUMENTS,
  type SimulatedDocument,
  simulatedDocument,
} from './documents.ts';
export {
  createMrzReaderSimulator,
  type InsertOptions,
  type MrzReaderOptions,
  type MrzReaderSimulator,
  type MrzReaderState,
} from './mrz.ts';
