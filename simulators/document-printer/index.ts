/**
 * An office printer with tray, toner and waiting jobs: IPP over HTTP.
 *
 * @packageDocumentation
 */
export type { DocumentPrinterFault } from './faults.ts';
export { type ListeningPrinter, listenHttp } from './http.ts';
export type { SimulatedJob } from './job.ts';
export {
  createDocumentPrinterSimulator,
  type DocumentPrinterSimulator,
  type DocumentPrinterSimulatorOptions,
} from './printer.ts';
