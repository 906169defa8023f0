import type { FileMaker } from './desired.ts';
import type { ReadBy } from './effects.ts';
import type { Target } from './target.ts';

/** Who makes files of a profile besides ourselves. */
export const FILE_MAKERS = (_target: Target): readonly FileMaker[] => [];

/** Which unit reads which of them again. */
export const READ_BY: readonly ReadBy[] = [];
