import { LOG_KEY_TYPE, parseVerifierKey, type VerifierKey, WITNESS_KEY_TYPE } from '../../device/proof/note.ts';
import type { TrustedKeys } from '../../device/proof/verify.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type CliTrouble, misused } from '../command/outcome.ts';
import { type LogBesideLedger, openLogBesideLedger } from './open-log.ts';

export interface TrustedKeysOptions {
  readonly profile?: string;
  readonly key?: readonly string[];
  readonly witness?: readonly string[];
}

/** Trusted keys, and the local log if there is one. The caller closes this log. */
export function trustedKeysOf(
  options: TrustedKeysOptions,
): Result<{ trust: TrustedKeys; log: LogBesideLedger | null }, CliTrouble> {
  const keys = givenKeys(options);
  if (!keys.ok) return keys;
  const beside = keys.value.logs.length > 0 && !options.profile ? null : openLogBesideLedger(options.profile);
  if (beside && !beside.ok) return beside;
  const log = beside?.value ?? null;
  const trust = {
    logs: [...keys.value.logs, ...(log?.trust.logs ?? [])],
    witnesses: [...keys.value.witnesses, ...(log?.trust.witnesses ?? [])],
  };
  return ok({ trust, log });
}

function givenKeys({ key = [], witness = [] }: TrustedKeysOptions): Result<TrustedKeys, CliTrouble> {
  const logs: VerifierKey[] = [];
  const witnesses: VerifierKey[] = [];
  for (const [lines, type, into] of [
    [key, LOG_KEY_TYPE, logs],
    [witness, WITNESS_KEY_TYPE, witnesses],
  ] as const) {
    for (const line of lines) {
      const parsed = parseVerifierKey(line);
      if (parsed?.type !== type) return misused(`not a key of a ${type === LOG_KEY_TYPE ? 'log' : 'witness'}: ${line}`);
      into.push(parsed);
    }
  }
  return ok({ logs, witnesses });
}
