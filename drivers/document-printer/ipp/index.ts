/**
 * Office printers that speak IPP and accept PDF (RFC 8010, RFC 8011, PWG 5100.14), over HTTP or HTTPS.
 *
 * @packageDocumentation
 */
export type {
  DocumentJob,
  DocumentPrinter,
  DocumentPrinterStatus,
  DocumentPrinterTrouble,
  PrintEvidence,
  PrintProgress,
} from '../contract.ts';
export { type PrinterAddress, parsePrinterUri, printerUri } from './address.ts';
export { type ClosableDocumentPrinter, createIppPrinter, type IppPrinterOptions } from './driver.ts';
export { type HttpOptions, httpPost } from './http-post.ts';
