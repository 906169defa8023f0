import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import type { LinkTrouble } from '../../link/link.ts';
import type { PrinterAddress } from './address.ts';

const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '').toUpperCase();

class OtherCertificate extends Error {}

/** Hands the socket over only after the pinned certificate is checked: no byte of a document leaves before. */
export const pinnedSocket =
  ({ host, port }: PrinterAddress, fingerprint: string) =>
  (_options: unknown, done: (error: Error | null, socket: Socket) => void): undefined => {
    const socket = connect({ host, port, rejectUnauthorized: false });
    socket.once('error', (error) => done(error, socket));
    socket.once('secureConnect', () => {
      const theirs = socket.getPeerCertificate().fingerprint256 ?? '';
      if (digits(theirs) === digits(fingerprint)) return done(null, socket);
      socket.destroy();
      done(new OtherCertificate(`the printer has another certificate (SHA-256 ${theirs})`), socket);
    });
    return undefined;
  };

/** Trouble of a printer without a trusted certificate; `undefined` for any other error. */
export function certificateTrouble(error: NodeJS.ErrnoException): LinkTrouble | undefined {
  const believed = !(error instanceof OtherCertificate) && !/CERT|SIGNATURE|ALTNAME|ISSUER/.test(error.code ?? '');
  return believed ? undefined : { code: 'LNK-102', kind: 'not-permitted', detail: error.message };
}
