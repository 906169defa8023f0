import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { err, ok, type Result } from '../../drivers/result.ts';
import { pathBesideLedger, replacementNameOf } from '../files/beside-ledger.ts';
import { hasEarlierTreeHead, type TreeNodes } from '../merkle/tree.ts';
import { areBytesEqual } from '../proof/bytes.ts';
import { checkpointIn, parseCheckpoint } from '../proof/checkpoint.ts';
import {
  formatNote,
  LOG_KEY_TYPE,
  type NoteSignature,
  parseNote,
  type SignedNote,
  type VerifierKey,
} from '../proof/note.ts';
import { type VerifiedSignature, verifySignedNote } from '../proof/signature.ts';
import type { TrustedKeys } from '../proof/verify.ts';

/** File beside the ledger, so that the program that brings a cosignature does not write into the ledger. */
export const cosignedFileOf = (ledgerFile: string): string => pathBesideLedger(ledgerFile, '.cosigned');

export type CosignTrouble =
  | { readonly kind: 'no-checkpoint' }
  | { readonly kind: 'not-signed-by-this-log' }
  | { readonly kind: 'forged'; readonly name: string }
  | { readonly kind: 'no-known-witness' }
  | { readonly kind: 'other-tree' };

export interface CosignedCheckpoint {
  readonly size: number;
  readonly witnesses: readonly VerifiedSignature[];
  /** The checkpoint's text, with every known signature. */
  readonly note: string;
}

export function checkCosignedNote(
  note: string,
  trust: TrustedKeys,
  tree: TreeNodes,
  size: number,
): Result<CosignedCheckpoint, CosignTrouble> {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) return err({ kind: 'no-checkpoint' });
  const logs = trust.logs.filter(({ name, type }) => name === checkpoint.origin && type === LOG_KEY_TYPE);
  const opened = verifySignedNote(parsed, [...logs, ...trust.witnesses]);
  if (!opened.ok) {
    return opened.error.kind === 'forged' ? err(opened.error) : err({ kind: 'not-signed-by-this-log' });
  }
  const isLog = ({ key }: VerifiedSignature) => logs.includes(key);
  if (!opened.value.some(isLog)) return err({ kind: 'not-signed-by-this-log' });
  const witnesses = opened.value.filter((each) => !isLog(each));
  if (witnesses.length === 0) return err({ kind: 'no-known-witness' });
  if (!hasEarlierTreeHead(tree, size, checkpoint)) return err({ kind: 'other-tree' });
  const kept = {
    ...parsed,
    signatures: signaturesOf(
      parsed,
      opened.value.map(({ key }) => key),
    ),
  };
  return ok({ size: checkpoint.size, witnesses, note: formatNote(kept) });
}

const signaturesOf = ({ signatures }: SignedNote, keys: readonly VerifierKey[]): readonly NoteSignature[] =>
  signatures.filter((each) => keys.some(({ name, id }) => name === each.name && areBytesEqual(id, each.id)));

/** Keeps the newest cosigned tree. Cosignatures of one tree are merged: the latest of each witness. */
export function storeCosignedCheckpoint(
  file: string,
  { size, note }: CosignedCheckpoint,
  tree: TreeNodes,
  treeSize: number,
): 'kept' | 'older' {
  const before = readCosigned(file, tree, treeSize);
  const [old, now] = [before && parseNote(before), parseNote(note)];
  const oldSize = before === null ? 0 : (checkpointIn(before)?.size ?? 0);
  if (!now || oldSize > size) return 'older';
  const all = old && old.text === now.text ? [...now.signatures, ...old.signatures] : now.signatures;
  const fresh = replacementNameOf(file);
  writeFileSync(fresh, formatNote({ text: now.text, signatures: latestOf(all) }), { flush: true });
  renameSync(fresh, file);
  return 'kept';
}

/**
 * Keeps one signature per key. A witness's time comes first, so bytes compare as times; the log's own signature has no time and never
 * changes.
 */
const latestOf = (all: readonly NoteSignature[]): readonly NoteSignature[] =>
  all.filter((each, nth) => {
    const others = all.map((other, at) => ({ other, at })).filter(({ other, at }) => at !== nth && same(each)(other));
    return others.every(({ other, at }) => {
      const order = Buffer.compare(each.signature, other.signature);
      return order > 0 || (order === 0 && nth < at);
    });
  });

const same = (one: NoteSignature) => (other: NoteSignature) =>
  one.name === other.name && areBytesEqual(one.id, other.id);

/**
 * The kept checkpoint. `null` if the file is damaged, or from a log that was moved away with its ledger: its larger size would block this
 * log's checkpoints.
 */
export function readCosigned(file: string, tree: TreeNodes, size: number): string | null {
  const note = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const checkpoint = checkpointIn(note);
  return checkpoint && hasEarlierTreeHead(tree, size, checkpoint) ? note : null;
}
