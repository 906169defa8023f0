import type { FindCode } from '../../device/troubles/troubles-find.ts';
import type { ProvisionCode } from '../../device/troubles/troubles-provision.ts';
import { err, type Result } from '../../drivers/result.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';

export interface ProvisionTrouble {
  readonly code: ProvisionCode | FindCode;
  readonly found: string;
  readonly fix: string;
}

export const provisionTrouble = (
  code: ProvisionCode | FindCode,
  found: string,
  fix: string,
): { readonly ok: false; readonly error: ProvisionTrouble } => err({ code, found, fix });

/** A trouble in one line: `expired on 2026-11-30 (PRV-105): ask the office for a new order`. */
export const provisionTroubleLine = ({ code, found, fix }: ProvisionTrouble): string => `${found} (${code}): ${fix}`;

export const asFailure = (its: ProvisionTrouble): { readonly ok: false; readonly error: CliTrouble } =>
  failed(provisionTroubleLine(its));

export type ProvisionResult<T> = Result<T, ProvisionTrouble>;
