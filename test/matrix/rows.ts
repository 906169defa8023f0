import { partByCommit } from '../support/commit.ts';
import { STATE_ROUTES } from './arrivals.ts';
import type { StateRoute } from './ways.ts';

const NAMED = process.env['MATRIX_ROWS'];
const isWhole = process.env['MODEL'] === 'all' || process.env['UPDATE_MATRIX'] !== undefined;

export const ALL_ROWS: readonly (readonly [row: string, arrival: StateRoute])[] = Object.entries(STATE_ROUTES).flatMap(
  ([row, arrival]) => ('because' in arrival ? [] : [[row, arrival] as const]),
);

/** `npm test` tries one state in sixteen, MODEL=all tries all, MATRIX_ROWS a pattern. */
export const ROWS = NAMED
  ? ALL_ROWS.filter(([row]) => new RegExp(NAMED).test(row))
  : isWhole
    ? ALL_ROWS
    : partByCommit(ALL_ROWS, 16);
