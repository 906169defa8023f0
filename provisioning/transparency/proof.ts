import { formatTlogProof, leafTextOfReceipt } from '../../device/proof/tlog-proof.ts';
import { verifyReceipt } from '../../device/proof/verify.ts';
import { readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson, refuseToOverwriteInput, writeOut } from '../command/output.ts';
import { type TrustedKeysOptions, trustedKeysOf } from './trust.ts';
import { describeTrouble } from './verify.ts';

export interface ReceiptProofOptions extends TrustedKeysOptions {
  readonly out?: string;
  readonly json?: true;
}

/** Writes the proof of a receipt in the format of other tools (c2sp.org/tlog-proof). A proof that fails is not written. */
export async function writeReceiptProof(file: string, options: ReceiptProofOptions, io: Io): Promise<CliOutcome> {
  const kept = refuseToOverwriteInput(file, [options.out]);
  if (!kept.ok) return kept;
  const bytes = await readFileOrStdin(file, io);
  if (!bytes.ok) return bytes;
  const trusted = trustedKeysOf(options);
  if (!trusted.ok) return trusted;
  const { trust, log } = trusted.value;
  log?.close();
  const proved = verifyReceipt(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value), trust);
  if (!proved.ok) return failed(`not proved: ${describeTrouble(proved.error)}`);
  const proof = formatTlogProof(proved.value);
  if (options.json) printJson(io, { proof, entry: leafTextOfReceipt(proved.value.proof) });
  if (options.out !== undefined) return writeOut(options.out, proof);
  if (!options.json) io.out(proof);
  return done;
}
