import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consistencyPath, rootAt, type TreeNodes } from '../../device/merkle/tree.ts';
import { type Checkpoint, parseCheckpoint } from '../../device/proof/checkpoint.ts';
import { minuteText } from '../../device/proof/leaf.ts';
import { isConsistencyProven } from '../../device/proof/merkle.ts';
import { parseNote, type VerifierKey, WITNESS_KEY_TYPE } from '../../device/proof/note.ts';
import { type VerifiedSignature, verifySignedNote } from '../../device/proof/signature.ts';
import { type ProvedReceipt, type ReceiptTrouble, type TrustedKeys, verifyReceipt } from '../../device/proof/verify.ts';
import { firstWrongTile, nodesFromTiles, TileMissingError } from '../../device/transparency/tile-reader.ts';
import { toHex } from '../../drivers/bytes.ts';
import { formatAmount } from '../../drivers/money.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeLedgerError } from '../books/ledger-file.ts';
import { describeSystemError, readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type LogBesideLedger, logTrouble } from './open-log.ts';
import { type TrustedKeysOptions, trustedKeysOf } from './trust.ts';

export interface VerifyReceiptsOptions extends TrustedKeysOptions {
  readonly tiles?: string;
  readonly json?: true;
}

/** Verifies a receipt's code, one checkpoint, or two checkpoints of the same log, the earlier one first. */
export async function verifyReceiptsCommand(
  files: readonly string[],
  options: VerifyReceiptsOptions,
  io: Io,
): Promise<CliOutcome> {
  const texts: string[] = [];
  for (const file of files) {
    const bytes = await readFileOrStdin(file, io);
    if (!bytes.ok) return bytes;
    texts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value));
  }
  const trusted = trustedKeysOf(options);
  if (!trusted.ok) return trusted;
  const { trust, log } = trusted.value;
  try {
    const [first = '', second] = texts;
    if (second === undefined && !parseNote(first)) return verifyCode(first, trust, options, io);
    return verifyCheckpoints(files, texts, trust, log, options, io);
  } catch (error) {
    if (error instanceof TileMissingError) return failed(`not proved: ${error.message}`);
    if (log) return describeLedgerError(log.ledgerFile, error);
    throw error;
  } finally {
    log?.close();
  }
}

function verifyCode(code: string, trust: TrustedKeys, options: VerifyReceiptsOptions, io: Io): CliOutcome {
  const proved = verifyReceipt(code, trust);
  if (!proved.ok) return failed(`not proved: ${describeTrouble(proved.error)}`);
  const later = options.tiles === undefined ? null : laterTree(proved.value.checkpoint, options.tiles, trust);
  if (later && !later.ok) return later;
  if (options.json) printJson(io, receiptJson(proved.value, later?.value ?? null));
  else io.out(describeReceipt(proved.value, later?.value ?? null));
  return done;
}

export function describeTrouble(trouble: ReceiptTrouble): string {
  switch (trouble.kind) {
    case 'no-proof':
      return 'this code has no proof; give the whole text of the code, with the part after its #';
    case 'unreadable':
      return 'the part after the # is not a proof, or was cut short';
    case 'unknown-log':
      return `there is no key of the log ${trouble.origin}; give it with --key`;
    case 'not-in-log':
      return 'the key of the log did not sign a tree with this application in it';
    case 'other-application':
      return 'the proof is of another application than the address before it';
    default:
      return trouble satisfies never;
  }
}

interface LaterTree {
  readonly size: number;
  readonly witnesses: readonly VerifiedSignature[];
}

/** Checkpoint of the mirror, if it is this tree or a later state of it. */
function laterTree(head: Checkpoint, folder: string, trust: TrustedKeys): Result<LaterTree, CliTrouble> {
  const file = join(folder, 'checkpoint');
  if (!existsSync(file)) return misused(`${folder} has no checkpoint: name a folder of transparency export`);
  const note = noteIn(file);
  if (!note.ok) return note;
  const opened = openCheckpoint(note.value, file, trust);
  if (!opened.ok) return opened;
  const { checkpoint, witnesses } = opened.value;
  // Two logs may begin alike; their names differ.
  if (checkpoint.origin !== head.origin) return failed(`not proved: ${file} is of another log, ${checkpoint.origin}`);
  const wrong = wrongEntries(folder, checkpoint.size);
  if (wrong) return wrong;
  const nodes = nodesFromTiles(folder, checkpoint.size);
  if (head.size > checkpoint.size) return failed(`not proved: ${file} is older than the receipt`);
  if (!isConsistencyProven(head, checkpoint, consistencyPath(nodes, head.size, checkpoint.size)))
    return failed(`not proved: ${file} is not a later state of the receipt's tree`);
  return ok({ size: checkpoint.size, witnesses });
}

/** Tiles prove only hashes: the entries' hashes are compared with the tiles. */
function wrongEntries(folder: string, size: number): ReturnType<typeof failed> | null {
  const wrong = firstWrongTile(folder, size);
  return wrong === null ? null : failed(`not proved: ${wrong} does not match the tiles of the log`);
}

function noteIn(file: string): Result<string, CliTrouble> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return misused(`${file}: ${describeSystemError(error)}; name a folder of transparency export`);
  }
}

interface OpenCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly log: VerifierKey;
  readonly witnesses: readonly VerifiedSignature[];
}

function openCheckpoint(note: string, file: string, trust: TrustedKeys): Result<OpenCheckpoint, CliTrouble> {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) return misused(`${file} is no checkpoint (a signed note of c2sp.org/tlog-checkpoint)`);
  const logs = trust.logs.filter(({ name }) => name === checkpoint.origin);
  const opened = verifySignedNote(parsed, [...logs, ...trust.witnesses]);
  if (!opened.ok && opened.error.kind === 'forged')
    return failed(`not proved: ${file}: the signature of ${opened.error.name} is wrong`);
  const signed = opened.ok ? opened.value : [];
  const log = signed.find(({ key }) => logs.includes(key))?.key;
  if (!log) return failed(`not proved: ${file} is not signed by a known key of ${checkpoint.origin}`);
  return ok({ checkpoint, log, witnesses: signed.filter(({ key }) => key.type === WITNESS_KEY_TYPE) });
}

/** One checkpoint must be a state of the local log. Of two, the later extends the earlier. */
function verifyCheckpoints(
  files: readonly string[],
  texts: readonly string[],
  trust: TrustedKeys,
  log: LogBesideLedger | null,
  options: VerifyReceiptsOptions,
  io: Io,
): CliOutcome {
  const opened: OpenCheckpoint[] = [];
  for (const [nth, text] of texts.entries()) {
    const each = openCheckpoint(text, files[nth] ?? '', trust);
    if (!each.ok) return each;
    opened.push(each.value);
  }
  const [one, two = one] = opened;
  if (!one || !two) return misused('give a receipt, a checkpoint, or two checkpoints');
  const [earlier, later] = one.checkpoint.size <= two.checkpoint.size ? [one, two] : [two, one];
  if (earlier.checkpoint.origin !== later.checkpoint.origin)
    return failed('not proved: the two checkpoints are of two logs');
  if (options.tiles === undefined && !log)
    return misused('add --tiles FOLDER: keys alone do not show later changes of a log');
  const atHand = treeTrouble(log, options.tiles, later.checkpoint.size);
  if (atHand) return atHand;
  const wrong = comparedWith(
    earlier.checkpoint,
    later.checkpoint,
    treeAtHand(log, options.tiles, later.checkpoint.size),
  );
  if (wrong !== null) return failed(`not proved: ${wrong}`);
  const witnesses = later.witnesses.map(witnessJson);
  const { origin } = later.checkpoint;
  const [from, to] = [earlier.checkpoint.size, later.checkpoint.size];
  if (options.json) printJson(io, { proved: 'consistent', origin, from, to, witnesses });
  else {
    const what =
      opened.length > 1 ? `grew from ${from} to ${to} leaves and nothing in it was changed` : `had ${to} leaves`;
    io.out(`proved: the log ${origin} ${what}\n${describeWitnesses(later.witnesses)}`);
  }
  return done;
}

function treeTrouble(
  log: LogBesideLedger | null,
  tiles: string | undefined,
  size: number,
): ReturnType<typeof failed> | null {
  if (tiles !== undefined) return wrongEntries(tiles, size);
  const trouble = log && log.tree.size() >= size ? log.atOnce(() => logTrouble(log, size)) : null;
  return trouble && failed(`not proved: ${trouble.error.line}`);
}

function treeAtHand(log: LogBesideLedger | null, tiles: string | undefined, size: number): TreeNodes | null {
  if (tiles !== undefined) return nodesFromTiles(tiles, size);
  return log && log.tree.size() >= size ? log.tree : null;
}

function comparedWith(earlier: Checkpoint, later: Checkpoint, nodes: TreeNodes | null): string | null {
  if (!nodes) return 'the log at hand is shorter than the checkpoint';
  // The proof starts from the tiles, so they belong to the later checkpoint.
  if (!isConsistencyProven(later, { size: later.size, root: rootAt(nodes, later.size) }, []))
    return `the tree at hand is not the signed tree of ${later.size} leaves`;
  const path = consistencyPath(nodes, earlier.size, later.size);
  return isConsistencyProven(earlier, later, path)
    ? null
    : `the log was changed between ${earlier.size} and ${later.size} leaves`;
}

const witnessJson = ({ key, time }: VerifiedSignature) => ({ name: key.name, at: timeText(time) });

const timeText = (time: number | null): string | null =>
  time === null ? null : new Date(time * 1_000).toISOString().replace('.000Z', 'Z');

function receiptJson({ proof, checkpoint, log, witnesses }: ProvedReceipt, later: LaterTree | null) {
  const { minute, ...facts } = proof.facts;
  return {
    proved: 'included',
    log: log.name,
    index: proof.index,
    size: checkpoint.size,
    root: toHex(checkpoint.root),
    witnesses: witnesses.map(witnessJson),
    ...facts,
    at: minute === null ? null : minuteText(minute),
    ...proof.hidden,
    later: later && { size: later.size, witnesses: later.witnesses.map(witnessJson) },
  };
}

const whenText = (minute: number | null): string =>
  minute === null ? 'at no known time (the clock of the kiosk was not set)' : minuteText(minute);

function describeReceipt({ proof, checkpoint, log, witnesses }: ProvedReceipt, later: LaterTree | null): string {
  const { facts, hidden } = proof;
  return [
    `proved: application ${hidden.reference} is number ${proof.index + 1} of ${checkpoint.size} in the log ${log.name}\n`,
    `${facts.outcome} ${whenText(facts.minute)}, ${facts.service}, tariff ${facts.tariff}, `,
    `${formatAmount(hidden.amount)}, payment ${hidden.payment}\n`,
    describeWitnesses(witnesses),
    later === null ? '' : `the same log has ${later.size} leaves now, and nothing in it was changed\n`,
    later === null ? '' : describeWitnesses(later.witnesses),
    'not proved: the identity of the applicant, and that all people see the same log',
    witnesses.length + (later?.witnesses.length ?? 0) > 0 ? ' as the witnesses saw\n' : ' (no witness signed it)\n',
  ].join('');
}

const describeWitnesses = (witnesses: readonly VerifiedSignature[]): string =>
  witnesses.map(({ key, time }) => `seen by the witness ${key.name} at ${timeText(time)}\n`).join('');
