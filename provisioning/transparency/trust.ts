import { LOG_KEY, parseVerifierKey, type VerifierKey, WITNESS_KEY } from '../../device/proof/note.ts';
import type { TrustedKeys } from '../../device/proof/verify.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';
import { type LogBeside, openLogBeside } from './open-log.ts';

export interface TrustOptions {
  readonly profile?: string;
  readonly key?: readonly string[];
  readonly witness?: readonly string[];
}

/** Trusted keys, and the local log if there is one. The caller closes this log. */
export function trustedKeysOf(
  options: TrustOptions,
): Result<{ trust: TrustedKeys; log: LogBeside | null }, CliTrouble> {
  const keys = givenKeys(options);
  if (!keys.ok) return keys;
  const beside = keys.value.logs.length > 0 && !options.profile ? null : openLogBeside(options.profile);
  if (beside && !beside.ok) return beside;
  const log = beside?.value ?? null;
  const trust = {
    logs: [...keys.value.logs, ...(log?.trust.logs ?? [])],
    witnesses: [...keys.value.witnesses, ...(log?.trust.witnesses ?? [])],
  };
  return ok({ trust, log });
}

function givenKeys({ key = [], witness = [] }: TrustOptions): Result<TrustedKeys, CliTrouble> {
  const logs: VerifierKey[] = [];
  const witnesses: VerifierKey[] = [];
  for (const [lines, type, into] of [
    [key, LOG_KEY, logs],
    [witness, WITNESS_KEY, witnesses],
  ] as const) {
    for (const line of lines) {
      const parsed = parseVerifierKey(line);
      if (parsed?.type !== type) return misused(`not a key of a ${type === LOG_KEY ? 'log' : 'witness'}: ${line}`);
      into.push(parsed);
    }
  }
  return ok({ logs, witnesses });
}
