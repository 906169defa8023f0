/**
 * A reader that sends the machine-readable zone of any inserted document, and the documents of an invented holder.
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
