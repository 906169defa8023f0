import { run } from './run.mjs';

/**
 * Builds what has changed before the first test that starts the build. In a process of its own: in vitest's process Lit would be built for
 * developers. Runs once for all parts.
 */
let building: ReturnType<typeof run> | undefined;

export async function setup(): Promise<void> {
  building ??= run([process.execPath, 'test/tools/build.mjs'], { show: true, env: { NODE_ENV: '' } });
  if ((await building).code !== 0) throw new Error('the build failed, see above');
}
