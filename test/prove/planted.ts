import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { chainHash, type EntryRow, ZERO_HASH } from '../../device/ledger/chain.ts';
import type { Ledger } from '../../device/ledger/ledger.ts';
import type { PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';

export type PlantedBugName = 'second-sale-on-silence' | 'record-after-effect' | 'dropped-torn-record';

export interface MoneyPorts {
  readonly ledger: Ledger;
  readonly terminal: PaymentTerminal;
}

export function plantBugInPorts(name: PlantedBugName | null, parts: MoneyPorts): MoneyPorts {
  switch (name) {
    case 'second-sale-on-silence':
      return { ...parts, terminal: sellsAgain(parts.terminal) };
    case 'record-after-effect':
      return recordsAfterwards(parts);
    case 'dropped-torn-record':
    case null:
      return parts;
    default:
      return name satisfies never;
  }
}

function sellsAgain(terminal: PaymentTerminal): PaymentTerminal {
  return {
    ...terminal,
    async pay(intent, signal, onPrompt) {
      const outcome = await terminal.pay(intent, signal, onPrompt);
      if (outcome.known !== 'nothing') return outcome;
      await terminal.lastTransaction(new AbortController().signal);
      return terminal.pay(intent, signal, onPrompt);
    },
  };
}

/** This bug records a sale too late: a process that is killed before has sold without a record. */
function recordsAfterwards({ ledger, terminal }: MoneyPorts): MoneyPorts {
  const late: (() => void)[] = [];
  const flush = () => {
    for (const write of late.splice(0)) write();
  };
  return {
    ledger: {
      ...ledger,
      append(id, entry) {
        if (entry.kind === 'intent' || entry.kind === 'saleSent') {
          late.push(() => ledger.append(id, entry));
          const application = ledger.find(id);
          if (!application) throw new Error(`no application ${id}`);
          return application;
        }
        flush();
        return ledger.append(id, entry);
      },
    },
    terminal,
  };
}

/** This bug takes a damaged entry for one that was never written. */
export function plantInFile(name: PlantedBugName | null, file: string): void {
  if (name !== 'dropped-torn-record' || !existsSync(file)) return;
  const db = new Database(file);
  const [last, before] = db.prepare<[], EntryRow>('SELECT * FROM entry ORDER BY seq DESC LIMIT 2').all();
  if (last && !chainHash(before?.hash ?? ZERO_HASH, last).equals(last.hash))
    db.prepare('DELETE FROM entry WHERE seq = ?').run(last.seq);
  db.close();
}
