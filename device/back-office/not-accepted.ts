/**
 * The office accepts nothing from this kiosk: the certificate is revoked, or the kiosk is unknown. An application may be registered, so the
 * payment stays and the kiosk asks again.
 */
export type KioskNotAcceptedCode = 'BKO-143';

const NOT_ACCEPTED: readonly string[] = ['revoked-kiosk', 'unknown-kiosk'];

export const isKioskNotAccepted = (reason: string): boolean => NOT_ACCEPTED.includes(reason);

/** Trouble code for an answer that could not be used. */
export const codeOfUnreachable = ({ detail }: { readonly detail: string }): 'BKO-101' | KioskNotAcceptedCode =>
  isKioskNotAccepted(detail) ? 'BKO-143' : 'BKO-101';
