/** Address of a printer (RFC 3510 for `ipp:`, RFC 7472 for `ipps:`). */
export interface PrinterAddress {
  readonly host: string;
  readonly port: number;
  /** Path with its first slash. IPP Everywhere: `/ipp/print` (PWG 5100.14, 4.2). */
  readonly path: string;
  readonly tls: boolean;
}

/** Default port of both schemes (RFC 3510, 4.2; RFC 7472, 4.1). */
const IPP_PORT = 631;
const IPP_PATH = '/ipp/print';

/** Parses `ipp://HOST` or `ipps://HOST:PORT/PATH`; `undefined`: neither. */
export function parsePrinterUri(text: string): PrinterAddress | undefined {
  const uri = /^(ipps?):\/\/(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+))(?::(\d{1,5}))?(\/[\w./%-]*)?$/.exec(text);
  const host = uri?.[2] ?? uri?.[3];
  const port = uri?.[4] === undefined ? IPP_PORT : Number(uri[4]);
  if (host === undefined || port < 1 || port > 65_535) return undefined;
  const path = uri?.[5] ?? '/';
  return { host, port, path: path === '/' ? IPP_PATH : path, tls: uri?.[1] === 'ipps' };
}

/** The address in IPP form, without port 631. */
export function printerUri({ host, port, path, tls }: PrinterAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'ipps' : 'ipp'}://${name}${port === IPP_PORT ? '' : `:${port}`}${path}`;
}
