import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { BESIDE_LEDGER } from '../../device/files/beside-ledger.ts';
import { trustedFile } from '../../device/files/real-file.ts';

/** @throws ForeignLinkError if the ledger or a file beside it is a link of another user than root. */
export function refuseForeignLinks(ledger: string): void {
  for (const part of ['', ...Object.keys(BESIDE_LEDGER)]) trustedFile(`${ledger}${part}`);
}

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Copies a small file. A link that another user lays meanwhile is not followed, and a named pipe does not block. */
export function copyTrusted(from: string, to: string): void {
  const handle = openSync(trustedFile(from), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    writeFileSync(to, readFileSync(handle), { mode: 0o600 });
  } finally {
    closeSync(handle);
  }
}
