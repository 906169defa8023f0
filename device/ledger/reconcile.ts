import type { OfficeRegisterExtract, ReconciliationFinding, TerminalDayClosing } from './findings.ts';
import type { ApplicationToReconcile } from './ledger-line.ts';
import { registerFindings } from './reconcile-register.ts';
import { terminalFindings } from './reconcile-terminal.ts';

/** All differences between the ledger, the terminal and the back office. A book that is `null` is not compared. */
export function reconcile(
  ledger: readonly ApplicationToReconcile[],
  terminal: TerminalDayClosing | null,
  register: OfficeRegisterExtract | null,
): readonly ReconciliationFinding[] {
  return [
    ...(terminal ? terminalFindings(ledger, terminal) : []),
    ...(register ? registerFindings(ledger, register) : []),
  ];
}
