import { base64, utf8 } from './bytes.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { commitmentOf, leafText } from './leaf.ts';
import { formatNote, type VerifierKey } from './note.ts';
import type { ProvedReceipt } from './verify.ts';

/**
 * The proof of a receipt as other tools read it (c2sp.org/tlog-proof, Format). `extra` is the entry of the log: what a tool hashes, and
 * public already. What only the receipt knows (application, reference, duty, payment, salt) is not in it.
 *
 * A signature there has the name of its key, which the receipt leaves out: of signatures whose key nobody here knows there are none.
 */
export function formatTlogProof({ proof, checkpoint, log, witnesses }: ProvedReceipt): string {
  const keys = [log, ...witnesses.map(({ key }) => key)];
  return [
    'c2sp.org/tlog-proof@v1\n',
    `extra ${base64(utf8(entryOf(proof)))}\n`,
    `index ${proof.index}\n`,
    ...proof.path.map((hash) => `${base64(hash)}\n`),
    '\n',
    formatNote({ text: formatCheckpoint(checkpoint), signatures: keys.flatMap((key) => signaturesOf(proof, key)) }),
  ].join('');
}

/** The leaf that the receipt is about. */
export const entryOf = ({ facts, hidden, salt }: ProvedReceipt['proof']): string =>
  leafText(facts, commitmentOf(salt, hidden));

const signaturesOf = ({ signatures }: ProvedReceipt['proof'], { name, id }: VerifierKey) =>
  signatures
    .filter(({ keyId }) => base64(keyId) === base64(id))
    .slice(0, 1)
    .map(({ signature }) => ({ name, id, signature }));
