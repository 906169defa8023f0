import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PANELS } from '../../ui/gallery/panels.ts';
import { fromRoot } from '../tools/root.mjs';
import { LOWER_EDGE_MM, mountingDrawing, mountingPage, REACH_MM } from './mounting-page.ts';

describe('docs/mounting.md', () => {
  it.each([
    ['docs/mounting.md', mountingPage],
    ['docs/pictures/mounting.svg', mountingDrawing],
  ])('when a height or a panel has changed, then %s is stale and the test fails', (file, made) => {
    expect(readFileSync(fromRoot(file), 'utf8')).toBe(made());
  });

  it('when the page is read, then each panel has a row with its heights', () => {
    for (const { title } of PANELS) expect(mountingPage()).toContain(`| ${title} |`);
    expect(mountingPage()).toContain(
      '| 10.1″ landscape, on a table | 217 × 136 | 1\u00a0036 | all in reach | 1\u00a0084 |',
    );
    expect(mountingPage()).toContain('| 21.5″ portrait | 268 × 476 | 1\u00a0376 | 156 mm are too high | 900 |');
  });

  it('when the lower screen is on, then its upper edge is the highest reach, also in the styles of the page', () => {
    const styles = readFileSync(fromRoot('ui/citizen/kiosk-screen.styles.ts'), 'utf8');
    expect(styles).toContain(`var(--k-reach, ${REACH_MM.to - LOWER_EDGE_MM})`);
  });
});
