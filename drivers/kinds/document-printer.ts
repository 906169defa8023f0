import { parsePrinterUri, printerUri } from '../document-printer/ipp/address.ts';
import { type ClosableDocumentPrinter, createIppPrinter } from '../document-printer/ipp/driver.ts';
import { type HttpOptions, httpPost } from '../document-printer/ipp/http-post.ts';
import { notedPost, type Post } from '../document-printer/ipp/post.ts';
import type { LinkTrouble } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import type { DriverOptions } from '../supervision/device.ts';

/** Where it is: an address as the profile has it, or a simulator's end of a network in memory. */
export type DocumentPrinterPlace =
  | (HttpOptions & { readonly uri: string; readonly post?: never })
  | { readonly post: Post; readonly fingerprint?: never };

export type DocumentPrinterOptions = DocumentPrinterPlace &
  DriverOptions & {
    /** Whose jobs these are; another one for each kiosk at the same printer. */
    readonly user: string;
    readonly onDiscarded: OnDiscarded;
    /** Is given what tells why the last request had no answer. */
    readonly note: (trouble: () => LinkTrouble | undefined) => void;
  };

const SIMULATED = 'ipp://localhost/ipp/print';

/** The kiosk's own printer of whole sheets: what still waits in it of this kiosk is taken back on every connection. */
export function openDocumentPrinter(options: DocumentPrinterOptions): ClosableDocumentPrinter {
  const { user, clock, random, onDiscarded, note } = options;
  const address = parsePrinterUri('uri' in options ? options.uri : SIMULATED);
  if (!address) throw new Error('no address of a printer: the profile was not checked');
  const { post, trouble } = notedPost(options.post ?? httpPost(address, options));
  note(trouble);
  return createIppPrinter({ post, uri: printerUri(address), user, purges: true, clock, random, onDiscarded });
}
