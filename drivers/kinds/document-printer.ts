import { parsePrinterUri, printerUri } from '../document-printer/ipp/address.ts';
import { type ClosableDocumentPrinter, createIppPrinter } from '../document-printer/ipp/driver.ts';
import { type HttpOptions, httpPost } from '../document-printer/ipp/http-post.ts';
import { type Post, rememberPostTrouble } from '../document-printer/ipp/post.ts';
import type { LinkTrouble } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import type { DriverOptions } from '../supervision/device.ts';

export type DocumentPrinterAddress =
  | (HttpOptions & { readonly uri: string; readonly post?: never })
  | { readonly post: Post; readonly fingerprint?: never };

export type DocumentPrinterOptions = DocumentPrinterAddress &
  DriverOptions & {
    /** Owner of the print jobs, different for each kiosk. */
    readonly user: string;
    readonly onDiscarded: OnDiscarded;
    readonly note: (trouble: () => LinkTrouble | undefined) => void;
  };

const SIMULATED = 'ipp://localhost/ipp/print';

/** Opens the kiosk's own document printer. On every connection it cancels this kiosk's unfinished jobs. */
export function openDocumentPrinter(options: DocumentPrinterOptions): ClosableDocumentPrinter {
  const { user, clock, random, onDiscarded, note } = options;
  const address = parsePrinterUri('uri' in options ? options.uri : SIMULATED);
  if (!address) throw new Error('no address of a printer: the profile was not checked');
  const { post, trouble } = rememberPostTrouble(options.post ?? httpPost(address, options));
  note(trouble);
  return createIppPrinter({ post, uri: printerUri(address), user, purges: true, clock, random, onDiscarded });
}
