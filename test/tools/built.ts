import { run } from './run.mjs';

/**
 * Before the first test that starts what is built: builds what has changed, in a process of its own, because vitest says in its own that
 * everything is under test, and Lit would be built as for developers. Several parts ask for it; it is done once.
 */
let building: ReturnType<typeof run> | undefined;

export async function setup(): Promise<void> {
  building ??= run([process.execPath, 'test/tools/build.mjs'], { show: true, env: { NODE_ENV: '' } });
  if ((await building).code !== 0) throw new Error('the build failed, see above');
}
