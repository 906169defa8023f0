/** What stands in the QR code of an office: where an order is fetched, once, and by which certificate that place is known. */
export interface OrderCode {
  readonly host: string;
  readonly port: number;
  /** Good once. */
  readonly code: string;
  /** SHA-256 of the certificate of the host, hex. */
  readonly fingerprint: string;
}

/**
 * Capital letters, digits and `:/-.` alone, which a QR code packs into five and a half bits each [ISO/IEC 18004, 7.4.4]: all of it fits
 * into version 7, which a paper of 3 cm shows to any scanner.
 */
const FORM = /^ASAN-KIOSK:([A-Z0-9](?:[A-Z0-9.-]{0,251}[A-Z0-9])?):(\d{1,5})\/([A-Z0-9-]{8,64})\/([0-9A-F]{64})$/;

export const formatOrderCode = ({ host, port, code, fingerprint }: OrderCode): string =>
  `ASAN-KIOSK:${host}:${port}/${code}/${fingerprint.replaceAll(':', '')}`.toUpperCase();

/** `null` if the text is no order code. A person may type it in small letters, and with blanks around it. */
export function parseOrderCode(text: string): OrderCode | null {
  const [, host = '', port = '', code = '', fingerprint = ''] = FORM.exec(text.trim().toUpperCase()) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) return null;
  return { host: host.toLowerCase(), port: Number(port), code, fingerprint };
}
