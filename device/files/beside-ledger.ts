/**
 * What a kiosk keeps beside its ledger, by what stands behind the ledger's name; docs/operating.md, *What it writes*. `use`: the kiosk
 * writes into it, only reads it (or replaces it as a whole: then it is the folder that must be the kiosk's), or only holds its room.
 * `fresh`: half of a new one may be left where the power went while it was being replaced.
 */
export const BESIDE_LEDGER = {
  '-wal': { use: 'write' },
  '-shm': { use: 'write' },
  '.lock': { use: 'write' },
  '.mark': { use: 'write', fresh: true },
  '.log-key': { use: 'read', fresh: true },
  '.glass': { use: 'read', fresh: true },
  '.cosigned': { use: 'read' },
  '.outbox': { use: 'write' },
  '.technician': { use: 'read' },
  '.terminal-pay.json': { use: 'read', fresh: true },
  '.reserve': { use: 'room', fresh: true },
} as const satisfies Readonly<Record<string, { readonly use: 'write' | 'read' | 'room'; readonly fresh?: true }>>;

export const besideLedger = (ledgerFile: string, part: keyof typeof BESIDE_LEDGER): string => `${ledgerFile}${part}`;

/** A file that is to replace another whole is written under this name first. */
export const freshOf = (file: string): string => `${file}.new`;
