import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  filesLeftOut,
  LEFT_OUT_PIECES,
  partsOf,
  piecesNow,
  piecesOfOtherCommits,
  SLOW_FILE_SUBJECTS,
  SLOW_FILES,
} from './part-of-commit.ts';
import { fromRoot } from './root.mjs';

const parts = partsOf(SLOW_FILES);
const secondsOf = (pieces: readonly string[]) => pieces.reduce((sum, piece) => sum + SLOW_FILES[piece]!, 0);
const NOTHING: readonly string[] = [];
const DOOR = 'test/browser/door.test.ts';
const PIECES_OF_DOOR = Object.keys(SLOW_FILES).filter((piece) => piece.startsWith(DOOR));

/** Seconds of slow files that `npm test` has time for, beside all others. */
const MOST_SECONDS = 320;

afterEach(() => vi.unstubAllEnvs());

describe('slow test files', () => {
  it('when a slow file or its subject is named, then it exists', () => {
    const names = [...Object.keys(SLOW_FILES).map((piece) => piece.split(' ')[0]!), ...Object.keys(SLOW_FILE_SUBJECTS)];
    expect(
      [...names, ...Object.values(SLOW_FILE_SUBJECTS).flat()].filter((file) => !existsSync(fromRoot(file))),
    ).toEqual([]);
    const slow = names.slice(0, Object.keys(SLOW_FILES).length);
    expect(Object.keys(SLOW_FILE_SUBJECTS).filter((file) => !slow.includes(file))).toEqual([]);
  });

  it('when the parts are put together, then they are all pieces of slow files, each once', () => {
    expect(parts.flat().sort()).toEqual(Object.keys(SLOW_FILES).sort());
  });

  it('when two parts are compared, then their seconds differ by less than a tenth, and no part is too long', () => {
    const seconds = parts.map(secondsOf);
    expect(Math.min(...seconds) / Math.max(...seconds)).toBeGreaterThan(0.9);
    expect(Math.max(...seconds)).toBeLessThan(MOST_SECONDS);
  });

  it('when a commit leaves pieces out, then its own part stays', () => {
    for (const [turn, own] of parts.entries()) {
      const leftOut = piecesOfOtherCommits(turn, NOTHING);
      expect(own.filter((piece) => leftOut.includes(piece))).toEqual([]);
      expect(leftOut).toHaveLength(Object.keys(SLOW_FILES).length - own.length);
    }
  });

  it('when eight commits follow each other, then each piece is in one of their runs', () => {
    const runs = parts.map((_, at) => 70 + at).map((turn) => piecesOfOtherCommits(turn, NOTHING));
    expect(runs.reduce((left, run) => left.filter((piece) => run.includes(piece)))).toEqual([]);
  });

  it('when a commit changes a slow file or its subject, then each piece of the file runs', () => {
    expect(PIECES_OF_DOOR).toHaveLength(3);
    for (const changed of [DOOR, 'drivers/lines/contract.ts', 'device/session/cash.machine.ts'])
      for (const turn of parts.keys()) {
        const leftOut = piecesOfOtherCommits(turn, [changed]);
        expect(PIECES_OF_DOOR.filter((piece) => leftOut.includes(piece))).toEqual([]);
        expect(leftOut).not.toEqual([]);
      }
  });

  it('when all pieces of a file are left out, then the file is; when one stays, then the file runs this piece', () => {
    const [first, ...others] = PIECES_OF_DOOR;
    expect(filesLeftOut(PIECES_OF_DOOR)).toEqual([DOOR]);
    expect(filesLeftOut(others)).toEqual([]);
    vi.stubEnv(LEFT_OUT_PIECES, others.join('\n'));
    expect(piecesNow(DOOR, ['az', 'ru', 'en']).map((piece) => `${DOOR} ${piece}`)).toEqual([first]);
    vi.stubEnv(LEFT_OUT_PIECES, '');
    expect(piecesNow(DOOR, ['az', 'ru', 'en'])).toEqual(['az', 'ru', 'en']);
  });

  it('when a slow file has pieces, then the test file draws them', () => {
    const files = Object.keys(SLOW_FILES).flatMap((piece) => (piece.includes(' ') ? [piece.split(' ')[0]!] : []));
    const deaf = [...new Set(files)].filter(
      (file) => !readFileSync(fromRoot(file), 'utf8').includes(`piecesNow('${file}', `),
    );
    expect(deaf).toEqual([]);
  });
});
