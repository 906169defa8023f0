import { SHARED_SHEET } from './bounds.ts';
import type { CheckBound, DoctorRow, DoctorSheet } from './row.ts';

/** Without a type argument: vitest caches the compiled list of files unless it finds `import.meta.glob(` in the source. */
const FILES: Readonly<Record<string, object>> = import.meta.glob('./rows-*.ts', { eager: true });

const ALL: DoctorSheet = [
  ...Object.values(FILES).flatMap((file) =>
    Object.entries(file).flatMap(([name, rows]) => (name.endsWith('_ROWS') ? (rows as DoctorSheet) : [])),
  ),
  ...SHARED_SHEET,
];

export const ROWS = ALL.flatMap((each): readonly DoctorRow[] => ('breaks' in each ? [each] : []));
export const BOUNDS = ALL.flatMap((each): readonly CheckBound[] => ('sides' in each ? [each] : []));
export const SKIPPED = ALL.flatMap((each) => ('skipped' in each ? [each] : []));
export const UNPAIRED = ALL.flatMap((each) => ('unpaired' in each ? [each.unpaired] : []));
export const ROUNDINGS = ALL.flatMap((each) => ('rounding' in each ? [each] : []));
