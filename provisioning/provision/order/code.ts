export interface OrderCode {
  readonly host: string;
  readonly port: number;
  readonly code: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
}

/**
 * Capital letters, digits and `:/-.`: five and a half bits each [ISO/IEC 18004, 7.4.4]. So the text fits into version 7, which any scanner
 * reads from 3 cm of paper.
 */
const FORM = /^ASAN-KIOSK:([A-Z0-9](?:[A-Z0-9.-]{0,251}[A-Z0-9])?):(\d{1,5})\/([A-Z0-9-]{8,64})\/([0-9A-F]{64})$/;

export const formatOrderCode = ({ host, port, code, fingerprint }: OrderCode): string =>
  `ASAN-KIOSK:${host}:${port}/${code}/${fingerprint.replaceAll(':', '')}`.toUpperCase();

/** Parses an order code; `null`: the text is none. A person may type small letters and blanks around it. */
export function parseOrderCode(text: string): OrderCode | null {
  const [, host = '', port = '', code = '', fingerprint = ''] = FORM.exec(text.trim().toUpperCase()) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) return null;
  return { host: host.toLowerCase(), port: Number(port), code, fingerprint };
}
