import type { TerminalTrouble } from '../contract.ts';
import type { ZvtMessage } from './messages.ts';
import type { Ended } from './outcomes.ts';
import type { ZvtSession } from './session.ts';

/** A command that moves no money of its own accord, and may be asked again. */
export interface Question<T> {
  readonly command: ZvtMessage;
  readonly read: (ended: Ended, terminalId: string) => T;
  readonly failed: (trouble: TerminalTrouble) => T;
  /** Why the question must not even be put to the terminal of this id. */
  readonly objection?: (terminalId: string) => TerminalTrouble | undefined;
  /** Done at once when the command was carried out, before anything else can be asked. */
  readonly afterwards?: (session: ZvtSession) => void;
}
