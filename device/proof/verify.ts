import { err, ok, type Result } from '../../drivers/result.ts';
import { equal, utf8 } from './bytes.ts';
import { type Checkpoint, formatCheckpoint, originOf } from './checkpoint.ts';
import { commitmentOf, leafText } from './leaf.ts';
import { leafHash, rootOfInclusion } from './merkle.ts';
import { LOG_KEY, type VerifierKey, WITNESS_KEY } from './note.ts';
import { decodeReceiptProof, type ReceiptProof } from './receipt-proof.ts';
import { type Verified, verifySignature } from './signature.ts';

/** The keys that the checker has. It never takes a key from the receipt. */
export interface Trust {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
}

/** What was proved of a receipt. */
export interface ProvedReceipt {
  readonly proof: ReceiptProof;
  readonly checkpoint: Checkpoint;
  readonly log: VerifierKey;
  /** Witnesses that signed the same tree; often none, because a receipt is printed at once. */
  readonly witnesses: readonly Verified[];
}

export type ReceiptTrouble =
  /** The address has no proof in it: an older receipt, or something else altogether. */
  | { readonly kind: 'no-proof' }
  /** There is something, and it is no proof: cut short, or changed. */
  | { readonly kind: 'unreadable' }
  /** A proof of a log whose key we do not have. */
  | { readonly kind: 'unknown-log'; readonly origin: string }
  /** The log's key did not sign a tree that has this application in it: something on the receipt was changed. */
  | { readonly kind: 'not-in-log' }
  /** The proof is of another application than the address before it. */
  | { readonly kind: 'other-application' };

/**
 * Checks the text of a receipt's code: the address, and the proof behind its `#`. A bare proof is taken as well, but then
 * nothing says what application the paper is about.
 */
export function verifyReceipt(scanned: string, trust: Trust): Result<ProvedReceipt, ReceiptTrouble> {
  // A mail breaks long lines, and a person may copy spaces too. An address or a proof never has a space.
  const code = scanned.replaceAll(/\s+/g, '');
  const hash = code.indexOf('#');
  const isBare = hash < 0 && /^[A-Za-z0-9_-]{100,}$/.test(code);
  if (hash < 0 && !isBare) return err({ kind: 'no-proof' });
  const [address, fragment] = isBare ? [null, code] : [code.slice(0, hash), code.slice(hash + 1)];
  if (fragment === '') return err({ kind: 'no-proof' });
  const proof = decodeReceiptProof(fragment);
  if (!proof) return err({ kind: 'unreadable' });
  if (address !== null && !isOf(address, proof.hidden.reference)) return err({ kind: 'other-application' });
  return checkProof(proof, trust);
}

/** The end of a longer reference (`AK5-7QF2-62`) is another one. */
const isOf = (address: string, reference: string): boolean =>
  address.endsWith(reference) && !/[A-Z0-9]$/.test(address.slice(0, address.length - reference.length));

function checkProof(proof: ReceiptProof, { logs, witnesses }: Trust): Result<ProvedReceipt, ReceiptTrouble> {
  const origin = originOf(proof.facts.kioskId);
  const leaf = leafText(proof.facts, commitmentOf(proof.salt, proof.hidden));
  const root = rootOfInclusion(proof.index, proof.size, leafHash(utf8(leaf)), proof.path);
  if (!root) return err({ kind: 'not-in-log' });
  const checkpoint = { origin, size: proof.size, root };
  const text = formatCheckpoint(checkpoint);
  const ofLog = logs.filter(({ name, type }) => name === origin && type === LOG_KEY);
  const found: Verified[] = [];
  let log: VerifierKey | undefined;
  for (const { keyId, signature } of proof.signatures) {
    const own = ofLog.find(({ id }) => equal(id, keyId));
    const keys = own ? [own] : witnesses.filter(({ id, type }) => type === WITNESS_KEY && equal(id, keyId));
    const verified = keys.map((key) => verifySignature(key, text, signature)).find((each) => each !== null);
    // A signature that bears the id of a known key and is not its own spoils the rest.
    if (keys.length > 0 && !verified) return err({ kind: 'not-in-log' });
    if (own) log = own;
    else if (verified && !found.some(({ key }) => key === verified.key)) found.push(verified);
  }
  if (!log) return err({ kind: 'unknown-log', origin });
  return ok({ proof, checkpoint, log, witnesses: found });
}
