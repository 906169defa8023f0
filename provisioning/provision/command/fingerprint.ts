import { readFileSync } from 'node:fs';
import { describeSystemError } from '../../command/input.ts';
import type { Io } from '../../command/io.ts';
import { type CliOutcome, done, misused } from '../../command/outcome.ts';
import { printJson } from '../../command/output.ts';
import { orderKeyFingerprint, parseMinisignKey } from '../order/minisign.ts';

export interface FingerprintOptions {
  readonly json?: true;
}

/** Prints the fingerprint of the office's public key, for a sheet that the technician gets separately from the stick. */
export async function showFingerprint(file: string, { json }: FingerprintOptions, io: Io): Promise<CliOutcome> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return misused(`${file}: ${describeSystemError(error)}; name the public key of the office (provision.pub)`);
  }
  const key = parseMinisignKey(text);
  if (!key) return misused(`${file} is not a public key of minisign; name the file provision.pub of the office`);
  const fingerprint = orderKeyFingerprint(key);
  if (json) printJson(io, { fingerprint });
  else io.out(`${fingerprint}\n`);
  return done;
}
