import { buildAll } from './build.mjs';

/** Before the first test that starts what is built: builds what has changed. Several parts ask for it; it is done once. */
let building: Promise<boolean> | undefined;

export async function setup(): Promise<void> {
  building ??= buildAll([]);
  if (!(await building)) throw new Error('the build failed, see above');
}
