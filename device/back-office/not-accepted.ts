/**
 * The back office takes nothing from this kiosk: the certificate of the kiosk was revoked, or the office does not know it. An application
 * may be registered already. A payment stays as it is, and the kiosk asks about it again.
 */
export type NotAcceptedCode = 'BKO-143';

/** The codes of its problem documents. */
const NOT_ACCEPTED: readonly string[] = ['revoked-kiosk', 'unknown-kiosk'];

export const isNotAccepted = (reason: string): boolean => NOT_ACCEPTED.includes(reason);

/** What a technician looks up for an answer that could not be used. */
export const codeOfUnreachable = ({ detail }: { readonly detail: string }): 'BKO-101' | NotAcceptedCode =>
  isNotAccepted(detail) ? 'BKO-143' : 'BKO-101';
