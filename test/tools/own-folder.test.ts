import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { takeFoundFiles } from './own-folder.ts';
import { fromRoot } from './root.mjs';

/* The guard also watches this file: `takeFoundFiles` empties the guard's list, so this test does not fail. */

it('when a test looks for a file in the var of the checkout, then the guard names the file', () => {
  const file = fromRoot('var/terminal-pay.json');
  existsSync(file);
  existsSync(fromRoot('variant.json'));
  expect(takeFoundFiles()).toEqual([`existsSync ${file}`]);
});
