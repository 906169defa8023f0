import { err, ok, type Result } from '../../drivers/result.ts';

/** How a command failed: its exit code, and the one line that says what is wrong and what to do. */
export interface CliTrouble {
  /**
   * 1: the world said no. 2: the command was used wrongly, or a file it was given is malformed. 3: this machine is not provisioned, so
   * that the kiosk must not serve (`run`).
   */
  readonly exit: 1 | 2 | 3;
  readonly line: string;
}

export type CliOutcome = Result<void, CliTrouble>;

export const done: CliOutcome = ok(undefined);

export const failed = (line: string): { readonly ok: false; readonly error: CliTrouble } => err({ exit: 1, line });

export const misused = (line: string): { readonly ok: false; readonly error: CliTrouble } => err({ exit: 2, line });
