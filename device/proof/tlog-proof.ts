import { base64, utf8 } from './bytes.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { commitmentOf, leafText } from './leaf.ts';
import { formatNote, type VerifierKey } from './note.ts';
import type { ProvedReceipt } from './verify.ts';

/**
 * The proof of a receipt for other tools (c2sp.org/tlog-proof, Format). `extra` is the entry of the log, which is public: tools hash it. Of
 * application, reference, amount and payment it has only a salted hash.
 *
 * That format names the key of each signature. The receipt does not, so signatures of unknown keys are left out.
 */
export function formatTlogProof({ proof, checkpoint, log, witnesses }: ProvedReceipt): string {
  const keys = [log, ...witnesses.map(({ key }) => key)];
  return [
    'c2sp.org/tlog-proof@v1\n',
    `extra ${base64(utf8(leafTextOfReceipt(proof)))}\n`,
    `index ${proof.index}\n`,
    ...proof.path.map((hash) => `${base64(hash)}\n`),
    '\n',
    formatNote({ text: formatCheckpoint(checkpoint), signatures: keys.flatMap((key) => signaturesOf(proof, key)) }),
  ].join('');
}

export const leafTextOfReceipt = ({ facts, hidden, salt }: ProvedReceipt['proof']): string =>
  leafText(facts, commitmentOf(salt, hidden));

const signaturesOf = ({ signatures }: ProvedReceipt['proof'], { name, id }: VerifierKey) =>
  signatures
    .filter(({ keyId }) => base64(keyId) === base64(id))
    .slice(0, 1)
    .map(({ signature }) => ({ name, id, signature }));
