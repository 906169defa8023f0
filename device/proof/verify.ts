import { err, ok, type Result } from '../../drivers/result.ts';
import { areBytesEqual, utf8 } from './bytes.ts';
import { type Checkpoint, formatCheckpoint, logOriginOf } from './checkpoint.ts';
import { commitmentOf, leafText } from './leaf.ts';
import { leafHash, rootOfInclusion } from './merkle.ts';
import { LOG_KEY_TYPE, type VerifierKey, WITNESS_KEY_TYPE } from './note.ts';
import { decodeReceiptProof, type ReceiptProof } from './receipt-proof.ts';
import { type VerifiedSignature, verifySignature } from './signature.ts';

/** Keys that the checker trusts; never from the receipt. */
export interface TrustedKeys {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
}

export interface ProvedReceipt {
  readonly proof: ReceiptProof;
  readonly checkpoint: Checkpoint;
  readonly log: VerifierKey;
  /** Witnesses of the same tree; often none: a receipt is printed at once. */
  readonly witnesses: readonly VerifiedSignature[];
}

export type ReceiptTrouble =
  /** The address has no proof: an older receipt, or another address. */
  | { readonly kind: 'no-proof' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'unknown-log'; readonly origin: string }
  /** A known key did not sign this tree: the receipt was changed. */
  | { readonly kind: 'not-in-log' }
  | { readonly kind: 'other-application' };

/**
 * Verifies a scanned receipt. `scanned`: address, `#`, proof. A bare proof is accepted too, but then the paper's application is unknown.
 */
export function verifyReceipt(scanned: string, trust: TrustedKeys): Result<ProvedReceipt, ReceiptTrouble> {
  // Mail programs break long lines, and people copy spaces. An address or proof has no spaces.
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

/** Whether the address is about this reference, and not about a longer one that ends with it (`AK5-7QF2-62`). */
const isOf = (address: string, reference: string): boolean =>
  address.endsWith(reference) && !/[A-Z0-9]$/.test(address.slice(0, address.length - reference.length));

function checkProof(proof: ReceiptProof, { logs, witnesses }: TrustedKeys): Result<ProvedReceipt, ReceiptTrouble> {
  const origin = logOriginOf(proof.facts.kioskId);
  const leaf = leafText(proof.facts, commitmentOf(proof.salt, proof.hidden));
  const root = rootOfInclusion(proof.index, proof.size, leafHash(utf8(leaf)), proof.path);
  if (!root) return err({ kind: 'not-in-log' });
  const checkpoint = { origin, size: proof.size, root };
  const text = formatCheckpoint(checkpoint);
  const ofLog = logs.filter(({ name, type }) => name === origin && type === LOG_KEY_TYPE);
  const found: VerifiedSignature[] = [];
  let log: VerifierKey | undefined;
  for (const { keyId, signature } of proof.signatures) {
    const own = ofLog.find(({ id }) => areBytesEqual(id, keyId));
    const keys = own
      ? [own]
      : witnesses.filter(({ id, type }) => type === WITNESS_KEY_TYPE && areBytesEqual(id, keyId));
    const verified = keys.map((key) => verifySignature(key, text, signature)).find((each) => each !== null);
    // One false signature with a known key's id refuses the whole receipt.
    if (keys.length > 0 && !verified) return err({ kind: 'not-in-log' });
    if (own) log = own;
    else if (verified && !found.some(({ key }) => key === verified.key)) found.push(verified);
  }
  if (!log) return err({ kind: 'unknown-log', origin });
  return ok({ proof, checkpoint, log, witnesses: found });
}
