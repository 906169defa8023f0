import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { CONTRADICTION_PARAMS, HOST_EXPECTED, isHost } from './words.ts';

/** Printer on the network, which other programs may share. */
export const documentPrinterSchema = strictShape({
  driver: z.literal('ipp'),
  /** `simulated`: only with `--simulate`. */
  uri: z
    .string()
    .regex(
      /^(simulated|ipps?:\/\/[^\s/@]+(\/[\w./%-]*)?)$/,
      'an address that begins with ipp:// or ipps://, or simulated',
    )
    .refine((uri) => uri === 'simulated' || isHost(hostIn(uri)), `${HOST_EXPECTED}, behind ipp:// or ipps://`),
  /** SHA-256 of the printer's certificate. Absent, with ipps://: a certificate that this machine believes. */
  fingerprint: z.exactOptional(z.string().regex(/^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$/, '32 bytes in hex')),
});

const hostIn = (uri: string): string => /^ipps?:\/\/(?:\[([^\]]*)\]|([^:/]*))/.exec(uri)?.slice(1).find(Boolean) ?? '';

interface Printing {
  readonly devices: { readonly documentPrinter?: unknown };
  readonly backOffice: { readonly url: string; readonly seal?: string };
}

/**
 * Whether the kiosk can believe the seals of the documents that it prints. Without a believed seal, a citizen would pay for a document that
 * cannot be printed.
 */
export const hasNeededSeals = ({ devices, backOffice: { url, seal } }: Printing): boolean =>
  devices.documentPrinter === undefined || url === 'simulated' || seal !== undefined;

export const NO_SEALS_ISSUE = {
  path: ['backOffice', 'seal'],
  message: 'the file with the certificates of the office’s seals, because the profile has a documentPrinter',
  params: CONTRADICTION_PARAMS,
};
