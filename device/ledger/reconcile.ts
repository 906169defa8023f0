import type { ReconciliationFinding, RegisterBook, TerminalClosing } from './findings.ts';
import type { LedgerLine } from './ledger-line.ts';
import { registerFindings } from './reconcile-register.ts';
import { terminalFindings } from './reconcile-terminal.ts';

/** All differences between the ledger, the terminal and the back office. A book that is `null` is not compared. */
export function reconcile(
  ledger: readonly LedgerLine[],
  terminal: TerminalClosing | null,
  register: RegisterBook | null,
): readonly ReconciliationFinding[] {
  return [
    ...(terminal ? terminalFindings(ledger, terminal) : []),
    ...(register ? registerFindings(ledger, register) : []),
  ];
}
