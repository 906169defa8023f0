import { err, ok, type Result } from '../../drivers/result.ts';

export interface CliTrouble {
  /** 1: a device, file or service failed. 2: used wrongly, or a malformed file. 3: not provisioned, so the kiosk must not serve (`run`). */
  readonly exit: 1 | 2 | 3;
  readonly line: string;
}

export type CliOutcome = Result<void, CliTrouble>;

export const done: CliOutcome = ok(undefined);

export const failed = (line: string): { readonly ok: false; readonly error: CliTrouble } => err({ exit: 1, line });

export const misused = (line: string): { readonly ok: false; readonly error: CliTrouble } => err({ exit: 2, line });
