import type { Profile } from '../../device/config/profile.ts';
import type { Clock } from '../../drivers/clock.ts';
import { type PrinterAddress, parsePrinterUri, printerUri } from '../../drivers/document-printer/ipp/address.ts';
import { createIppPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import { type HttpOptions, httpPost } from '../../drivers/document-printer/ipp/http-post.ts';
import { rememberPostTrouble } from '../../drivers/document-printer/ipp/post.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import type { OnDiscarded } from '../../drivers/link/wire-line.ts';
import { linkAdvice } from './open-device.ts';

export interface DocumentPrinterAccess extends HttpOptions {
  readonly link: PrinterAddress;
  readonly user: string;
}

/** `null`: the cabinet has no document printer. */
export function documentPrinterInProfile({ kiosk, devices }: Profile): DocumentPrinterAccess | null {
  const its = devices.documentPrinter;
  const link = its && parsePrinterUri(its.uri);
  return link ? { ...its, link, user: `asan-kiosk ${kiosk.id}` } : null;
}

/** Opens the printer without changing the jobs that wait in it. */
export function openDocumentPrinter(place: DocumentPrinterAccess, clock: Clock, onDiscarded: OnDiscarded) {
  const { link, user } = place;
  const noted = rememberPostTrouble(httpPost(link, place));
  const printer = createIppPrinter({
    post: noted.post,
    uri: printerUri(link),
    user,
    purges: false,
    clock,
    random: Math.random,
    onDiscarded,
  });
  return { printer, trouble: noted.trouble };
}

/** Why the printer is away, `cannot be reached (LNK-101, …): …`, with the first advice. */
export function describeAwayDocumentPrinter(link: PrinterAddress, trouble: LinkTrouble | undefined): string {
  return `${whyDocumentPrinterAway(trouble)}: ${documentPrinterAdvice(link, trouble)}`;
}

export const whyDocumentPrinterAway = (trouble: LinkTrouble | undefined): string =>
  trouble ? `cannot be reached (${trouble.code}, ${trouble.detail})` : 'does not answer as a printer (PRN-103)';

export function documentPrinterAdvice({ host, port }: PrinterAddress, trouble: LinkTrouble | undefined): string {
  if (!trouble) return 'compare the address with the menu of the printer';
  return trouble.code === 'LNK-102' ? refusedAdvice(trouble.detail) : linkAdvice({ tcp: { host, port } }, trouble);
}

function refusedAdvice(detail: string): string {
  if (detail.startsWith('HTTP 401') || detail.startsWith('HTTP 403'))
    return 'set the printer to accept jobs of this machine without a password';
  if (detail.startsWith('HTTP 426')) return 'write ipps:// instead of ipp://';
  return 'compare the certificate with the display of the printer, and give its fingerprint';
}
