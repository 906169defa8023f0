import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesOfOtherCommits, partsOf, SLOW_FILES } from './part-of-commit.ts';
import { fromRoot } from './root.mjs';

const parts = partsOf(SLOW_FILES);

describe('slow test files', () => {
  it('when a slow file is named, then it exists', () => {
    expect(Object.keys(SLOW_FILES).filter((file) => !existsSync(fromRoot(file)))).toEqual([]);
  });

  it('when the parts are put together, then they are all slow files, each once', () => {
    expect(parts.flat().sort()).toEqual(Object.keys(SLOW_FILES).sort());
  });

  it('when two parts are compared, then their seconds differ by less than a tenth', () => {
    const seconds = parts.map((files) => files.reduce((sum, file) => sum + SLOW_FILES[file]!, 0));
    expect(Math.min(...seconds) / Math.max(...seconds)).toBeGreaterThan(0.9);
  });

  it('when a commit leaves files out, then its own part stays', () => {
    const leftOut = filesOfOtherCommits();
    expect(parts.filter((files) => files.every((file) => !leftOut.includes(file)))).toHaveLength(1);
    expect(leftOut).toHaveLength(
      Object.keys(SLOW_FILES).length - parts.find((files) => !leftOut.includes(files[0]!))!.length,
    );
  });
});
